"""Commits of a history, one after the other, children before their parents."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Final

from renovate_kit.errors import InputError
from renovate_kit.reports.sources.git_history.git_program import GitRepository
from renovate_kit.reports.sources.one_line import printable

__all__ = ["Commit", "Person", "read_commits"]

_FORMAT: Final = "%H%x00%P%x00%ct%x00%at%x00%an%x00%ae%x00%cn%x00%ce%x00%B%x00"
_FIELDS: Final = 9
_CHUNK: Final = 1 << 18
_LONGEST_FIELD: Final = 1 << 16
"""Bytes; of a message that is longer, the rest is not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who wrote or committed, as the commit says; anybody can say anything."""

    name: str
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit.

    Attributes:
        parents: their hashes, the one that it was committed on top of first.
        committed_at: UTC; None for a time that is no date.
        authored_at: likewise; a copy of a commit (by a rebase, or by a history written anew) keeps
            it.
        message: whole, unless it is very long.
    """

    sha: str
    parents: tuple[str, ...]
    committed_at: datetime | None
    authored_at: datetime | None
    author: Person
    committer: Person
    message: str


def read_commits(repository: GitRepository, tip: str) -> Iterator[Commit]:
    """Yield the commits that lead to `tip`, children before their parents, latest first.

    Args:
        repository: to read.
        tip: hash of the last commit.

    Raises:
        InputError: git gives up on the way.
    """
    arguments = ("--date-order", "--encoding=UTF-8", f"--format={_FORMAT}", tip, "--")
    with repository.running("rev-list", *arguments) as process:
        if process.stdout:
            fields = _fields(process.stdout)
            for first in fields:
                commit = _commit([first, *(next(fields, b"") for _ in range(_FIELDS - 1))])
                if commit:
                    yield commit
        if process.wait():
            message = f"git can't read the whole history of {printable(str(repository.folder))}"
            raise InputError(message, hint="look at the repository with `git fsck`")


def _fields(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
        rest = rest[:_LONGEST_FIELD]


def _commit(fields: list[bytes]) -> Commit | None:
    """Return the commit of a record; None for what git prints behind the last one."""
    # `rev-list` puts a line of its own in front of each record.
    sha = fields[0].rpartition(b"\n")[2].decode("ascii", "replace")
    if not sha or not fields[2]:
        return None
    texts = [field[:_LONGEST_FIELD].decode("utf-8", "replace") for field in fields[1:]]
    return Commit(
        sha=sha,
        parents=tuple(texts[0].split()),
        committed_at=_moment(texts[1]),
        authored_at=_moment(texts[2]),
        author=Person(name=texts[3], mail=texts[4]),
        committer=Person(name=texts[5], mail=texts[6]),
        message=texts[7],
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        return None
