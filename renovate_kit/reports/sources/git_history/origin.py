"""What a clone says of itself: its place on a forge, its branches, what it lacks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from renovate_kit.errors import InputError, UsageError
from renovate_kit.reports.sources.git_history.git_program import GitRepository, open_repository
from renovate_kit.reports.sources.one_line import printable

__all__ = ["Clone", "open_clone"]

_ADDRESS: Final = re.compile(
    r"(?:[a-z+]{2,20}://)?(?:[^/@\s]{0,300}@)?(?P<host>[\w.-]{1,250})(?::\d{1,5}/|[:/])"
    r"/{0,3}(?P<path>[^\s?#]{1,400}?)(?:\.git)?/{0,3}"
)
_FOLDER: Final = re.compile(r"(?:[./\\~]|file:|[A-Za-z]:[\\/]).{0,2000}")
_PROMISED: Final = r"^(remote\..*\.promisor|extensions\.partialclone)$"
_FEWEST_PARTS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Clone:
    """A clone, opened.

    Attributes:
        name: full name on the forge it was cloned from; else that of its folder.
        host: of that forge, if any.
        branch: whose history is read.
        tip: its last commit.
        is_shallow: whether the history was cut off when it was cloned.
        is_partial: whether contents were left out.
    """

    repository: GitRepository
    name: str
    host: str | None
    branch: str | None
    tip: str
    is_shallow: bool
    is_partial: bool


def open_clone(path: Path, *, environment: Mapping[str, str], branch: str | None = None) -> Clone:
    """Look at a clone.

    Args:
        path: its folder, bare or not.
        environment: variables of the process; see `open_repository`.
        branch: None for the one that is the default on the forge, else the one checked out.

    Raises:
        InputError: it can't be read, or has no commits.
        UsageError: there is no such branch.
    """
    repository = open_repository(path, environment)
    name, tip = _branch(repository, branch)
    host, full_name = _place(repository.answer("config", "--get", "remote.origin.url") or "")
    return Clone(
        repository=repository,
        name=full_name or printable(repository.folder.name.removesuffix(".git")),
        host=host,
        branch=name,
        tip=tip,
        is_shallow=repository.answer("rev-parse", "--is-shallow-repository") == "true",
        is_partial=repository.answer("config", "--get-regexp", _PROMISED) is not None,
    )


def _branch(repository: GitRepository, wanted: str | None) -> tuple[str | None, str]:
    """Return a branch's name and its last commit."""
    if wanted is not None:
        for folder in ("refs/heads", "refs/remotes/origin"):
            if tip := _commit(repository, f"{folder}/{wanted}"):
                return wanted, tip
        message = f"no branch {printable(wanted)} in {printable(str(repository.folder))}"
        raise UsageError(message, hint="name one that `git branch --all` lists")
    for reference in ("refs/remotes/origin/HEAD", "HEAD"):
        if tip := _commit(repository, reference):
            full = repository.answer("symbolic-ref", "--quiet", reference) or ""
            name = full.removeprefix("refs/heads/").removeprefix("refs/remotes/origin/")
            return name or None, tip
    raise InputError(
        f"{printable(str(repository.folder))} has no commits", hint="clone or fetch it first"
    )


def _commit(repository: GitRepository, reference: str) -> str | None:
    return repository.answer(
        "rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"
    )


def _place(address: str) -> tuple[str | None, str | None]:
    """Return host and full name from a remote's address."""
    match = None if _FOLDER.fullmatch(address) else _ADDRESS.fullmatch(address)
    if not match or match["path"].count("/") + 1 < _FEWEST_PARTS:
        return None, None
    return match["host"].lower(), match["path"]
