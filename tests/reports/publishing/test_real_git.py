"""Commits into a repository of the real Git, behind the API that GitHub has for its data."""

import base64
import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from renovate_kit.http import Retries
from renovate_kit.reports.publishing.commit import CommitWanted, publish_commit
from renovate_kit.reports.publishing.index import ReportFolder, updated_index
from renovate_kit.reports.publishing.writer import GithubWriter, open_writer
from renovate_kit.reports.sources.forges.asking import Patience
from renovate_kit.reports.sources.forges.github_access import GithubAccess
from renovate_kit.reports.sources.forges.secret import Secret
from tests.reports.loopback import Asked, Reply, allow_loopback, served
from tests.reports.publishing.fake_github import REPOSITORY, TOKEN, WritableGithub, refusal

WEEKS = ("2026-W36", "2026-W37")


class GitBehindApi(WritableGithub):
    """Answers requests for Git data by asking Git."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.git("init", "-q", "--bare", "-b", "main", ".")
        blob = self.git("hash-object", "-w", "--stdin", stdin="#!/bin/sh\n")
        inner = self.git("mktree", stdin=f"100755 blob {blob}\tbuild ä.sh\n")
        tree = self.git("mktree", stdin=f"040000 tree {inner}\treports\n")
        first = self.git("commit-tree", tree, "-m", "first")
        self.git("update-ref", "refs/heads/main", first)

    def git(self, *arguments: str, stdin: str = "", index: Path | None = None) -> str:
        who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com"}
        committer = {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.com"}
        environment = {"PATH": os.environ["PATH"], **who, **committer}
        if index is not None:
            environment["GIT_INDEX_FILE"] = str(index)
        finished = subprocess.run(
            ["git", *arguments],  # noqa: S607 - whichever Git is there
            cwd=self._folder,
            env=environment,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return finished.stdout.removesuffix("\n")

    def _git(self, asked: Asked, rest: str, content: Any) -> Reply:  # noqa: ANN401 - JSON
        kind, _, name = rest.strip("/").partition("/")
        if asked.method == "GET":
            return Reply(self._told(kind, name))
        if kind == "refs":
            return self._moved(name, content["sha"])
        if kind == "trees":
            return Reply({"sha": self._tree_with(content), "tree": []}, status=201)
        parents = [word for sha in content["parents"] for word in ("-p", sha)]
        made = self.git("commit-tree", content["tree"], *parents, "-m", content["message"])
        return Reply({"sha": made}, status=201)

    def _told(self, kind: str, name: str) -> Mapping[str, object]:
        match kind:
            case "ref":
                return {"object": {"sha": self.git("rev-parse", f"refs/{name}")}}
            case "commits":
                return {"sha": name, "tree": {"sha": self.git("rev-parse", f"{name}^{{tree}}")}}
            case "trees":
                return {"sha": name, "tree": list(self._entries(name))}
            case _:
                raw = self.git("cat-file", "blob", name).encode() + b"\n"
                return {"content": base64.encodebytes(raw).decode(), "encoding": "base64"}

    def _entries(self, tree: str) -> Iterator[Mapping[str, str]]:
        for line in self.git("ls-tree", "-z", tree).split("\0")[:-1]:
            about, path = line.split("\t", 1)
            mode, kind, sha = about.split()
            yield {"path": path, "mode": mode, "type": kind, "sha": sha}

    def _tree_with(self, content: Any) -> str:  # noqa: ANN401 - JSON
        index = self._folder / "index-of-one-request"
        index.unlink(missing_ok=True)
        self.git("read-tree", content["base_tree"], index=index)
        for each in content["tree"]:
            blob = self.git("hash-object", "-w", "--stdin", stdin=each["content"])
            entry = f"{each['mode']},{blob},{each['path']}"
            self.git("update-index", "--add", "--cacheinfo", entry, index=index)
        return self.git("write-tree", index=index)

    def _moved(self, name: str, sha: str) -> Reply:
        before = self.git("rev-parse", f"refs/{name}")
        if self.git("merge-base", before, sha) != before:
            return refusal(422, "Update is not a fast forward")
        self.git("update-ref", f"refs/{name}", sha, before)
        return Reply({"object": {"sha": sha}})


@pytest.fixture
def behind(tmp_path: Path) -> GitBehindApi:
    return GitBehindApi(tmp_path)


@pytest.fixture
def writer(behind: GitBehindApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[GithubWriter]:
    allow_loopback(monkeypatch)
    patience = Patience(now=lambda: datetime.now(UTC), retries=Retries(sleep=lambda _: None))
    with served(behind) as url:
        access = GithubAccess(base_url=url, who=Secret(TOKEN))
        opened = open_writer(access, patience, needed=["contents: write"])
        yield opened
        opened.close()


def _wanted(week: str, folder: str = "reports/weekly") -> CommitWanted:
    def files(there: ReportFolder) -> Mapping[str, str]:
        new = {f"{week}.md": f"# Renovate report {week}\n\n**Über {week}: 5 €.**\n"}
        return {**new, "README.md": updated_index(there, new, lambda _: None)}

    return CommitWanted(branch=None, folder=folder, message=f"Renovate report {week}", files=files)


def test_weeks_become_commits_that_git_finds_right(
    behind: GitBehindApi, writer: GithubWriter
) -> None:
    target = writer.target(REPOSITORY)
    outcomes = [publish_commit(writer, target, _wanted(week)) for week in WEEKS]
    assert behind.git("log", "--format=%H %s", "main").splitlines()[:2] == [
        f"{outcome.sha} Renovate report {week}"
        for outcome, week in reversed(list(zip(outcomes, WEEKS, strict=True)))
    ]
    behind.git("fsck", "--strict")
    files = behind.git("-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "main")
    assert files.splitlines() == [
        "reports/build ä.sh",
        *(f"reports/weekly/{name}" for name in ("2026-W36.md", "2026-W37.md", "README.md")),
    ]
    assert behind.git("ls-tree", "main", "reports/build ä.sh").startswith("100755")
    index = behind.git("show", "main:reports/weekly/README.md").splitlines()
    assert index[4:6] == [
        "- [2026-W37](2026-W37.md): Über 2026-W37: 5 €.",
        "- [2026-W36](2026-W36.md): Über 2026-W36: 5 €.",
    ]


def test_what_git_has_already_is_known_by_its_hash(
    behind: GitBehindApi, writer: GithubWriter
) -> None:
    target = writer.target(REPOSITORY)
    assert publish_commit(writer, target, _wanted(WEEKS[0])).sha is not None
    behind.asked.clear()
    again = publish_commit(writer, target, _wanted(WEEKS[0]))
    assert (again.sha, again.paths) == (None, ())
    assert behind.written == []


def test_a_branch_that_moved_is_built_upon(behind: GitBehindApi, writer: GithubWriter) -> None:
    target = writer.target(REPOSITORY)
    moves = ["once"]

    def meanwhile(asked: Asked) -> Reply | None:
        if asked.method == "PATCH" and moves:
            moves.pop()
            head = behind.git("rev-parse", "main")
            theirs = behind.git("commit-tree", f"{head}^{{tree}}", "-p", head, "-m", "theirs")
            behind.git("update-ref", "refs/heads/main", theirs)
        return None

    behind.refuse = meanwhile
    outcome = publish_commit(writer, target, _wanted(WEEKS[1]))
    subjects = behind.git("log", "--format=%s", "main").splitlines()
    assert subjects == ["Renovate report 2026-W37", "theirs", "first"]
    assert behind.git("rev-parse", "main") == outcome.sha
    sent = [json.loads(asked.content) for asked in behind.asked if asked.method == "PATCH"]
    assert [each["force"] for each in sent] == [False, False]
