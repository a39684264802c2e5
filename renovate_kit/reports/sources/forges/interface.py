"""What all forges have in common, for those who read from them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from renovate_kit.reports.events.pull_requests import (
    AlertSeen,
    Forge,
    ForgePullRequest,
    PullRequestSeen,
)

__all__ = ["Detailed", "ForgeSource", "Listed", "MovedError", "Numbered", "Selection"]

Numbered = TypeVar("Numbered", ForgePullRequest, PullRequestSeen)
"""A pull request, as a forge has it or as it was read before."""
_T_co = TypeVar("_T_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which repositories.

    Attributes:
        repositories: full names.
        owner: all of an organisation, group or user.
        topic: only those with this topic; without an owner, of all that the token can see.
    """

    repositories: tuple[str, ...] = ()
    owner: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Generic[_T_co]):
    """One page of a list, in the forge's order.

    Attributes:
        items: what it lists and what could be read.
        unreadable: how many more it lists.
        next_page: path of the next page; None after the last.
        pages: how many there are, where the forge tells.
        etag: of this answer; None without one.
        is_unchanged: it is the same as when it had the etag that was asked with.
    """

    items: Sequence[_T_co] = ()
    unreadable: int = 0
    next_page: str | None = None
    pages: int | None = None
    etag: str | None = None
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Detailed(Generic[Numbered]):
    """Pull requests with what a list does not tell.

    Attributes:
        items: those that details came for, in the order in which they were asked for.
        owed: numbers of those that it is worth while to ask for again, another time.
        why: why something is missing, in one line; None if nothing is.
        is_refused: whether the server gives none of this repository, and will not soon.
    """

    items: Sequence[Numbered]
    owed: Collection[int] = ()
    why: str | None = None
    is_refused: bool = False


class MovedError(Exception):
    """A repository goes by another name now.

    Attributes:
        name: the name that it has now.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class ForgeSource(Protocol):
    """Reads a forge. All lists are ordered by the last update, newest first.

    All methods raise ForgeError for what the forge does not give.
    """

    @property
    def forge(self) -> Forge:
        """Which kind."""
        ...

    @property
    def host(self) -> str:
        """Of the forge, such as `github.com`."""
        ...

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...

    def repositories(self, selection: Selection) -> Iterator[str]:
        """Yield full names: those that are named, then those that are found."""
        ...

    def pull_requests(
        self, repository: str, *, page: str | None, etag: str | None
    ) -> Listed[ForgePullRequest]:
        """Return a page of all pull requests, whoever opened them, by one request.

        Args:
            repository: full name.
            page: from the page before; None for the first.
            etag: of an earlier answer for the same page.

        Raises:
            MovedError: the repository has another name now.
            ForgeError: there is no such list, or none for this token.
        """
        ...

    def alerts(
        self, repository: str, *, page: str | None, etag: str | None
    ) -> Listed[AlertSeen] | None:
        """Return a page of the alerts about vulnerabilities; None where a forge has no such thing.

        Arguments and errors are those of `pull_requests`.
        """
        ...

    def with_details(
        self, repository: str, pull_requests: Sequence[Numbered]
    ) -> Detailed[Numbered] | None:
        """Return pull requests with what the list does not tell, by one request for all.

        Returns:
            None where there is nothing more to be had, also not later.
        """
        ...
