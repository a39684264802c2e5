"""A GitHub in memory that takes issues and commits, and refuses as the real one does."""

import base64
import hashlib
import json
from collections.abc import Callable
from typing import Any

from tests.reports.loopback import Asked, Reply

__all__ = ["BOT", "REPOSITORY", "TOKEN", "WritableGithub", "refusal"]

REPOSITORY = "luddera/pi-cluster"
TOKEN = "ghp_abcdefghijABCDEFGHIJ0123456789012345"  # noqa: S105 - of nobody
BOT = "github-actions[bot]"


def refusal(status: int, message: str, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply({"message": message}, status=status, headers=named)


class WritableGithub:
    """One repository with one branch, `main`."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.issues: list[dict[str, Any]] = []
        self.login = BOT
        self.archived = False
        self.issues_enabled = True
        self.objects: dict[str, Any] = {}
        self.heads = {"main": self._commit(self._tree({"README.md": "mine\n"}), [])}
        self.refuse: Callable[[Asked], Reply | None] = lambda _: None
        self.after: Callable[[Asked], Reply | None] = lambda _: None

    def __call__(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        assert asked.headers["authorization"] == f"token {TOKEN}"
        answer = self.refuse(asked) or self._answered(asked)
        return self.after(asked) or answer

    @property
    def written(self) -> list[str]:
        """What was sent beyond questions."""
        return [
            f"{asked.method} {asked.path}"
            for asked in self.asked
            if asked.method != "GET" and asked.path != "/graphql"
        ]

    def files(self, branch: str = "main") -> dict[str, str]:
        """What is in a branch."""
        return dict(self._listed(self.objects[self.heads[branch]]["tree"], ""))

    def commit(self, files: dict[str, str], branch: str = "main") -> None:
        """Commit as somebody else."""
        head = self.heads[branch]
        tree = self._tree({**self.files(branch), **files})
        self.heads[branch] = self._commit(tree, [head])

    def issue(self, body: str, *, login: str = BOT, state: str = "open") -> dict[str, Any]:
        """Open an issue."""
        number = len(self.issues) + 1
        user = {"login": login, "type": "Bot" if login.endswith("[bot]") else "User"}
        made = {"number": number, "title": "T", "body": body, "state": state, "user": user}
        self.issues.append(made)
        return made

    def _answered(self, asked: Asked) -> Reply:
        if asked.path == "/graphql":
            return Reply({"data": {"viewer": {"login": self.login}}})
        prefix = f"/repos/{REPOSITORY}"
        if not asked.path.startswith(prefix):
            return refusal(404, "Not Found")
        rest = asked.path.removeprefix(prefix)
        if rest == "":
            known = {"full_name": REPOSITORY, "default_branch": "main", "archived": self.archived}
            return Reply({**known, "html_url": f"https://github.com/{REPOSITORY}"})
        content = json.loads(asked.content) if asked.content else {}
        if rest.startswith("/issues"):
            return self._issues(asked, rest, content)
        return self._git(asked, rest.removeprefix("/git"), content)

    def _issues(self, asked: Asked, rest: str, content: Any) -> Reply:  # noqa: ANN401 - JSON
        if not self.issues_enabled:
            return refusal(410, "Issues has been disabled in this repository.")
        if asked.method == "GET":
            assert asked.parameters["creator"] == self.login
            page = int(asked.parameters["page"])
            ours = [
                each
                for each in self.issues
                if each["state"] == "open" and each["user"]["login"] == self.login
            ]
            return Reply(ours[(page - 1) * 100 : page * 100])
        if len(content["body"]) > 65_536:
            return refusal(422, "Validation Failed: body is too long (maximum is 65536 characters)")
        if asked.method == "POST":
            made = self.issue("", login=self.login)
            made.update(content)
            return Reply(made, status=201)
        found = self.issues[int(rest.rpartition("/")[2]) - 1]
        found.update(content)
        return Reply(found)

    def _git(self, asked: Asked, rest: str, content: Any) -> Reply:  # noqa: ANN401 - JSON
        kind, _, name = rest.strip("/").partition("/")
        if kind in {"ref", "refs"}:
            return self._reference(asked, name.removeprefix("heads/"), content)
        if asked.method == "GET":
            known = self.objects.get(name)
            return refusal(404, "Not Found") if known is None else Reply(self._shown(name, kind))
        if kind == "trees":
            files = dict(self._listed(content["base_tree"], ""))
            files.update({each["path"]: each["content"] for each in content["tree"]})
            return Reply(self._shown(self._tree(files), "trees"), status=201)
        made = self._commit(content["tree"], content["parents"], content["message"])
        return Reply({"sha": made}, status=201)

    def _reference(self, asked: Asked, branch: str, content: Any) -> Reply:  # noqa: ANN401 - JSON
        if branch not in self.heads:
            return refusal(404, "Not Found")
        if asked.method == "PATCH":
            assert content["force"] is False
            if self.objects[content["sha"]]["parents"] != [self.heads[branch]]:
                return refusal(422, "Update is not a fast forward")
            self.heads[branch] = content["sha"]
        return Reply({"ref": f"refs/heads/{branch}", "object": {"sha": self.heads[branch]}})

    def _shown(self, name: str, kind: str) -> dict[str, Any]:
        known = self.objects[name]
        if kind == "blobs":
            return {"content": base64.b64encode(known).decode(), "encoding": "base64"}
        if kind == "commits":
            return {"sha": name, "tree": {"sha": known["tree"]}}
        entries = [
            {"path": path, "mode": mode, "type": type_, "sha": sha}
            for path, (mode, type_, sha) in known.items()
        ]
        return {"sha": name, "tree": entries, "truncated": False}

    def _tree(self, files: dict[str, str]) -> str:
        entries: dict[str, tuple[str, str, str]] = {}
        folders: dict[str, dict[str, str]] = {}
        for path, text in files.items():
            first, slash, rest = path.partition("/")
            if slash:
                folders.setdefault(first, {})[rest] = text
            else:
                raw = text.encode()
                sha = self._kept(b"blob %d\0%b" % (len(raw), raw), raw)
                entries[first] = ("100644", "blob", sha)
        for name, inner in folders.items():
            entries[name] = ("040000", "tree", self._tree(inner))
        return self._kept(repr(sorted(entries.items())).encode(), entries)

    def _commit(self, tree: str, parents: list[str], message: str = "first") -> str:
        value = {"tree": tree, "parents": parents, "message": message}
        return self._kept(json.dumps(value).encode(), value)

    def _kept(self, named: bytes, value: Any) -> str:  # noqa: ANN401 - any object of Git
        sha = hashlib.sha1(named, usedforsecurity=False).hexdigest()
        self.objects[sha] = value
        return sha

    def _listed(self, tree: str, prefix: str) -> list[tuple[str, str]]:
        found = []
        for path, (_, kind, sha) in self.objects[tree].items():
            if kind == "tree":
                found += self._listed(sha, f"{prefix}{path}/")
            else:
                found.append((prefix + path, self.objects[sha].decode()))
        return found
