"""A repository by anybody runs nothing, breaks nothing, and shows nothing unescaped."""

import os
import shutil
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.errors import InputError
from renovate_kit.reports.sources.git_history import open_clone, read_history
from renovate_kit.reports.sources.git_history.merge_messages import read_message
from renovate_kit.reports.sources.git_history.patches import FilePatch, Line
from renovate_kit.reports.sources.git_history.steps import steps_in
from tests.reports.git_history.reading import history
from tests.reports.git_history.repositories import BOT, START, Repository, git, one_update

OLD = {"app.yaml": "image: ghcr.io/acme/web:1.0.0\n", ".gitattributes": "* diff=evil\n"}
NEW = {**OLD, "app.yaml": "image: ghcr.io/acme/web:1.1.0\n"}
TITLE = "chore(deps): update ghcr.io/acme/web docker tag to v1.1.0"
ENVIRONMENT = {"PATH": os.environ["PATH"]}

PROGRAMS = (
    "core.fsmonitor",
    "core.pager",
    "pager.rev-list",
    "pager.diff-tree",
    "core.sshCommand",
    "core.gitProxy",
    "core.editor",
    "core.askPass",
    "core.alternateRefsCommand",
    "diff.external",
    "diff.evil.command",
    "diff.evil.textconv",
    "filter.evil.clean",
    "filter.evil.smudge",
    "gpg.program",
    "alias.rev-list",
    "alias.diff-tree",
    "credential.helper",
    "remote.origin.uploadpack",
    "remote.origin.vcs",
)


def test_no_program_of_the_repository_runs(tmp_path: Path) -> None:
    folder = one_update(tmp_path / "r.git", OLD, NEW, TITLE)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(folder), str(clone))
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\n")
    program.chmod(0o755)
    for name in PROGRAMS:
        git(clone, "config", name, str(program))
    git(clone, "config", "log.showSignature", "true")
    git(clone, "config", "color.ui", "always")
    git(clone, "config", "diff.noprefix", "true")
    hooks = clone / ".git" / "hooks"
    shutil.rmtree(hooks, ignore_errors=True)
    hooks.mkdir()
    for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
        shutil.copy(program, hooks / hook)
    environment = {**ENVIRONMENT, "GIT_EXTERNAL_DIFF": str(program), "GIT_PAGER": str(program)}
    (seen,) = read_history(clone, environment=environment)
    assert [(each.current, each.new) for each in seen.updates] == [("1.0.0", "1.1.0")]
    assert not ran.exists()


def test_contents_that_are_missing_are_not_fetched(tmp_path: Path) -> None:
    folder = one_update(tmp_path / "r.git", OLD, NEW, TITLE)
    git(folder, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(
        tmp_path, "clone", "--quiet", "--bare", "--filter=blob:none", f"file://{folder}", str(clone)
    )
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\n")
    program.chmod(0o755)
    git(clone, "config", "remote.origin.uploadpack", str(program))
    git(clone, "config", "protocol.file.allow", "always")
    assert open_clone(clone, environment=ENVIRONMENT).is_partial
    (seen,) = history(clone)
    (update,) = seen.updates
    assert (update.dep_name, update.current, update.new) == ("ghcr.io/acme/web", None, "1.1.0")
    assert not ran.exists()


def test_one_commit_whose_contents_are_gone_does_not_hide_the_others(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r.git")
    tip = repository.commit("start", {"app.yaml": "image: ghcr.io/acme/web:1.0.0\n"})
    for number in (1, 2, 3, 4):
        tip = repository.commit(
            f"chore(deps): update ghcr.io/acme/web docker tag to v1.{number}.0 (#{number})",
            {"app.yaml": f"image: ghcr.io/acme/web:1.{number}.0\n"},
            parents=(tip,),
            author=BOT,
        )
    folder = repository.write()
    gone = git(folder, "rev-parse", "main~2:app.yaml")
    pack = next((folder / "objects" / "pack").glob("*.pack"), None)
    if pack:
        moved = tmp_path / pack.name
        pack.rename(moved)
        pack.with_suffix(".idx").unlink()
        git(folder, "unpack-objects", "-q", stdin=moved.read_bytes())
    (folder / "objects" / gone[:2] / gone[2:]).unlink()
    found = {seen.number: seen.updates[0].current for seen in history(folder)}
    assert found == {4: "1.3.0", 3: None, 2: None, 1: "1.0.0"}


def test_secrets_and_control_characters_are_kept_out(tmp_path: Path) -> None:
    token = "ghp_" + "a1B2" * 9
    repository = Repository(tmp_path / "r.git")
    first = repository.commit("start", {"a.yaml": "image: ghcr.io/acme/web:1.0.0\n"})
    repository.commit(
        f"deps: \x1b[31mweb\u202e {token} (#6)",
        {"a.yaml": "image: ghcr.io/acme/web:1.1.0\n"},
        parents=(first,),
        author=("Reno\x1b[2Jvate", BOT[1].replace("[bot]", "")),
    )
    (seen,) = history(repository.write())
    everything = repr(seen)
    assert token not in everything
    assert "\\x1b" not in everything
    assert "\\u202e" not in everything
    assert seen.number == 6


def test_times_that_are_no_dates_are_unknown(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r.git")
    first = repository.commit("start", OLD)
    far = repository.commit(f"{TITLE} (#6)", NEW, parents=(first,), author=BOT)
    folder = repository.write()
    raw = git(folder, "cat-file", "commit", "main") + "\n"
    stamp = str(int(repository.times[far].timestamp()))
    changed = raw.replace(stamp, "999999999999999").encode()
    arguments = ("hash-object", "-t", "commit", "-w", "--literally", "--stdin")
    git(folder, "update-ref", "refs/heads/main", git(folder, *arguments, stdin=changed))
    found = history(folder)
    assert [seen.number for seen in found] == [6]
    merged_at = found[0].merged_at
    assert merged_at is None or merged_at > datetime(2100, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("make", ["absent", "file", "folder", "inside"])
def test_what_is_no_repository_is_explained(tmp_path: Path, make: str) -> None:
    path = tmp_path / "thing"
    if make == "file":
        path.write_text("no repository")
    elif make == "folder":
        path.mkdir()
    elif make == "inside":
        path = one_update(tmp_path / "r.git", OLD, NEW, TITLE) / "objects"
    with pytest.raises(InputError, match="not a") as raised:
        read_history(path, environment=ENVIRONMENT)
    assert raised.value.hint == "name the folder of a clone, or of a bare repository"


def test_a_repository_without_commits_is_explained(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r.git")
    with pytest.raises(InputError, match="has no commits"):
        history(repository.folder)


def test_a_machine_without_git_is_explained(tmp_path: Path) -> None:
    folder = one_update(tmp_path / "r.git", OLD, NEW, TITLE)
    with pytest.raises(InputError, match="the program git is not found") as raised:
        read_history(folder, environment={"PATH": str(tmp_path)})
    assert "install git" in raised.value.hint


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder to somebody else")
def test_a_repository_of_somebody_elses_is_explained(tmp_path: Path) -> None:
    folder = one_update(tmp_path / "r.git", OLD, NEW, TITLE)
    os.chown(folder, 65534, 65534)
    with pytest.raises(InputError, match="belongs to another user") as raised:
        read_history(folder, environment={**ENVIRONMENT, "HOME": str(tmp_path)})
    assert f"safe.directory {folder}" in raised.value.hint


def test_a_long_message_is_cut_and_what_follows_is_read(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r.git")
    first = repository.commit(f"{TITLE} (#5)\n\n" + "long words\n" * 200_000, OLD, author=BOT)
    repository.commit(f"{TITLE} (#6)", NEW, parents=(first,), author=BOT)
    assert [seen.number for seen in history(repository.write())] == [6, 5]


def test_memory_does_not_grow_with_the_history(tmp_path: Path) -> None:
    peaks = []
    for count in (300, 3000):
        repository = Repository(tmp_path / f"{count}.git")
        tip = repository.commit("start", {"a.yaml": "image: ghcr.io/acme/web:1.0.0\n"})
        for number in range(1, count):
            time = START + timedelta(minutes=number)
            repository.commit("words " * 50, {"b": str(number)}, branch="side", parents=(tip,))
            tip = repository.commit(
                f"chore(deps): update ghcr.io/acme/web docker tag to v1.{number}.0 (#{number})",
                {"a.yaml": f"image: ghcr.io/acme/web:1.{number}.0\n"},
                parents=(tip,),
                author=BOT,
                at=time,
            )
        folder = repository.write()
        del repository
        tracemalloc.start()
        found = sum(1 for _ in read_history(folder, environment=ENVIRONMENT))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert found == count - 1
    assert peaks[1] < peaks[0] + 3_000_000


@given(st.text())
def test_any_message_is_read(message: str) -> None:
    read = read_message(message)
    assert read.title is None or read.title


@given(st.sampled_from(["Merge branch '", "Merge pull request #", "Merged in ", "x ("]), st.text())
def test_any_message_that_begins_like_a_merge_is_read(start: str, rest: str) -> None:
    assert read_message(start + rest).body is not None


_TEXTS = st.text(
    alphabet=st.sampled_from("abv019.:-@/\"'{}[]()<>= #\t^~,+sha256:image:version tagusesFROM"),
    max_size=60,
)


@given(
    st.sampled_from(
        ["a.yaml", "go.mod", "pom.xml", "Cargo.lock", "x.tf", "package.json", "a.toml"]
    ),
    st.lists(st.tuples(st.sampled_from("-+ @"), _TEXTS), max_size=12),
)
def test_any_patch_is_read(path: str, lines: list[tuple[str, str]]) -> None:
    patch = FilePatch(path=path, lines=tuple(Line(mark=m, text=t) for m, t in lines))
    for step in steps_in(patch):
        assert step.new != step.current
