"""A report and the index of its folder as one commit, by GitHub's API for Git data.

Source: GitHub REST API, "Git database": references, commits, trees, blobs.
"""

import hashlib
from base64 import b64decode
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, TypeVar
from urllib.parse import quote

import msgspec

from renovate_kit.errors import OutputError, UsageError
from renovate_kit.reports.publishing.index import ReportFolder
from renovate_kit.reports.publishing.writer import GithubWriter, Target, refusing
from renovate_kit.reports.sources.forges.answer import Answer
from renovate_kit.reports.sources.forges.failures import ForgeError, Trouble

__all__ = ["CommitOutcome", "CommitWanted", "checked_folder", "publish_commit"]

_T = TypeVar("_T")
_ATTEMPTS: Final = 5
_FILE_MODE: Final = "100644"
_FILE_MODES: Final = frozenset({_FILE_MODE, "100755"})
_PROTECTING: Final = (
    "protected",
    "rule violation",
    "pull request",
    "status check",
    "not authorized",
)
_REFUSALS: Final = (
    HTTPStatus.FORBIDDEN,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)

FilesFor = Callable[[ReportFolder], Mapping[str, str]]
"""Makes the texts of files for a folder, by name, of what is in it now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitWanted:
    """A commit as it should be.

    Attributes:
        branch: where it goes; None for the default branch.
        folder: where the files go, from the top of the repository.
        message: of the commit, one line.
        files: makes the files.
    """

    branch: str | None
    folder: str
    message: str
    files: FilesFor


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitOutcome:
    """What came of it.

    Attributes:
        sha: of the commit; None if there was nothing to change.
        branch: where it is.
        paths: of the files that it changed.
    """

    sha: str | None
    branch: str
    paths: tuple[str, ...]


class _Object(msgspec.Struct):
    sha: str


class _Reference(msgspec.Struct):
    object: _Object


class _Commit(msgspec.Struct):
    sha: str
    tree: _Object


class _Entry(msgspec.Struct):
    path: str
    mode: str
    type: str
    sha: str


class _Tree(msgspec.Struct):
    sha: str
    tree: list[_Entry]
    truncated: bool = False


class _Blob(msgspec.Struct):
    content: str
    encoding: str


def checked_folder(folder: str) -> str:
    """Return a folder as Git writes it: no slash at its ends.

    Raises:
        UsageError: it is none inside of a repository.
    """
    parts = folder.strip("/").split("/")
    if not all(parts) or {".", "..", ".git"} & {part.lower() for part in parts}:
        hint = "name a folder inside of the repository, as reports/weekly"
        raise UsageError(f"{folder!r} is no folder for reports", hint=hint)
    return "/".join(parts)


def publish_commit(writer: GithubWriter, target: Target, wanted: CommitWanted) -> CommitOutcome:
    """Commit the files of a report; nothing is sent if all of them are there already.

    A branch that moved meanwhile is read again, and the files are made anew for what is in it
    then. It is never forced.

    Raises:
        ForgeError: GitHub does not take it.
        OutputError: a file in the way is not ours.
    """
    branch = wanted.branch or target.branch
    work = _Work(writer, target, branch)
    for _ in range(_ATTEMPTS):
        outcome = work.attempt(wanted)
        if outcome is not None:
            return outcome
    raise writer.error(
        f"{target.name}: {branch} moved each time, {_ATTEMPTS} times in a row",
        "run it again: nothing is published twice",
        Trouble.BUSY,
    )


class _Work:
    """Commits to one branch."""

    def __init__(self, writer: GithubWriter, target: Target, branch: str) -> None:
        self._writer = writer
        self._target = target
        self._branch = branch
        self._git = f"/repos/{target.name}/git"
        self._about = f"{target.name}: {branch}"

    def attempt(self, wanted: CommitWanted) -> CommitOutcome | None:
        """Return what came of it; None if the branch moved."""
        head = self._head()
        found = self._get(f"/commits/{head}", _Commit)
        folder = self._folder(found.tree.sha, wanted.folder)
        changed = {
            name: text for name, text in wanted.files(folder).items() if not folder.has(name, text)
        }
        if not changed:
            return CommitOutcome(sha=None, branch=self._branch, paths=())
        paths = {f"{wanted.folder}/{name}": text for name, text in sorted(changed.items())}
        sha = self._committed(head, found.tree.sha, paths, wanted.message)
        if not self._moved(sha):
            return None
        return CommitOutcome(sha=sha, branch=self._branch, paths=tuple(paths))

    def _head(self) -> str:
        answer = self._writer.get(
            f"{self._git}/ref/heads/{quote(self._branch, safe='/')}",
            about=self._about,
            takes=refusing(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
        )
        name = self._target.name
        if answer.status == HTTPStatus.CONFLICT:
            hint = "push a first commit to it"
            raise self._writer.error(f"{name}: is empty", hint, Trouble.MISSING)
        if answer.status == HTTPStatus.NOT_FOUND:
            hint = "make it, or name another one with --branch; the token needs contents: write"
            message = f"{name}: no branch {self._branch} for this token (404)"
            raise self._writer.error(message, hint, Trouble.MISSING)
        return self._writer.decoded(answer, _Reference, about=self._about).object.sha

    def _folder(self, tree: str, folder: str) -> "_GitFolder":
        """Return a folder of the repository by walking down to it."""
        entries = self._entries(tree)
        for part in folder.split("/"):
            entry = entries.get(part)
            if entry is None:
                return _GitFolder(folder, {}, self._read)
            if entry.type != "tree":
                hint = "name another folder with --folder"
                raise OutputError(f"{self._target.name}: {folder} is no folder", hint=hint)
            entries = self._entries(entry.sha)
        return _GitFolder(folder, entries, self._read)

    def _entries(self, tree: str) -> dict[str, _Entry]:
        return {entry.path: entry for entry in self._get(f"/trees/{tree}", _Tree).tree}

    def _read(self, sha: str) -> str | None:
        blob = self._get(f"/blobs/{sha}", _Blob)
        try:
            return b64decode(blob.content).decode() if blob.encoding == "base64" else None
        except ValueError:
            return None

    def _committed(self, head: str, tree: str, paths: Mapping[str, str], message: str) -> str:
        entries = [
            {"path": path, "mode": _FILE_MODE, "type": "blob", "content": text}
            for path, text in paths.items()
        ]
        made = self._post("/trees", {"base_tree": tree, "tree": entries}, _Tree)
        content = {"message": message, "tree": made.sha, "parents": [head]}
        return self._post("/commits", content, _Object).sha

    def _moved(self, sha: str) -> bool:
        """Move the branch; return False if somebody else did meanwhile."""
        path = f"{self._git}/refs/heads/{quote(self._branch, safe='/')}"
        content = {"sha": sha, "force": False}
        answer = self._writer.send(
            ("PATCH", path, content), about=self._about, takes=_is_about_branch
        )
        if answer.status not in _REFUSALS:
            return True
        said = answer.said().rstrip(".")
        if "fast forward" in said.lower() or "fast-forward" in said.lower():
            return False
        raise self._refused(answer, said)

    def _refused(self, answer: Answer, said: str) -> ForgeError:
        if _is_protected(answer):
            message = f"{self._about} is protected ({answer.status}: {said})"
            hint = (
                "name a branch that is not with --branch, let this token bypass the rule, or use"
                " --publish issue"
            )
            return self._writer.error(message, hint, Trouble.FORBIDDEN)
        message = f"{self._about}: can't be moved ({answer.status}: {said or 'no reason'})"
        return self._writer.error(message, "run it again, or name another one with --branch")

    def _get(self, path: str, kind: type[_T]) -> _T:
        answer = self._writer.get(f"{self._git}{path}", about=self._about)
        return self._writer.decoded(answer, kind, about=self._about)

    def _post(self, path: str, content: object, kind: type[_T]) -> _T:
        answer = self._writer.send(("POST", f"{self._git}{path}", content), about=self._about)
        return self._writer.decoded(answer, kind, about=self._about)


class _GitFolder:
    """A folder in a tree of Git."""

    is_near = False

    def __init__(
        self, name: str, entries: Mapping[str, _Entry], read: Callable[[str], str | None]
    ) -> None:
        self.name = name
        self._entries = entries
        self._read = read

    def files(self) -> Collection[str]:
        return [each.path for each in self._entries.values() if each.type == "blob"]

    def read(self, file: str) -> str | None:
        entry = self._entries.get(file)
        return self._read(entry.sha) if entry is not None and entry.type == "blob" else None

    def has(self, file: str, text: str) -> bool:
        """Whether a file is there with exactly this text, known by its hash.

        Raises:
            OutputError: something else has its name.
        """
        entry = self._entries.get(file)
        if entry is None:
            return False
        if entry.mode not in _FILE_MODES:
            hint = "move it out of the way, or name another folder with --folder"
            raise OutputError(f"{self.name}/{file}: is no plain file", hint=hint)
        return entry.sha == _blob_name(text)


def _blob_name(text: str) -> str:
    """Return what Git calls a file with a text. Source: git-hash-object(1)."""
    raw = text.encode()
    return hashlib.sha1(b"blob %d\0%b" % (len(raw), raw), usedforsecurity=False).hexdigest()


def _is_protected(answer: Answer) -> bool:
    said = answer.said().lower()
    return any(word in said for word in _PROTECTING)


def _is_about_branch(answer: Answer) -> bool:
    """Whether a refusal is about the branch, and not about the token or a limit."""
    if answer.status == HTTPStatus.FORBIDDEN:
        return _is_protected(answer)
    return answer.status in _REFUSALS
