"""What a page that is served has at its top: where to go, and which period of what to show."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

__all__ = ["PageBar", "PageLink", "PeriodForm", "PeriodKind"]

_LONGEST_LIST: Final = 100


class PeriodKind(StrEnum):
    """How a period is chosen."""

    WEEK = "week"
    DAYS = "days"
    LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A page of the same server.

    Attributes:
        text: what it is called.
        url: from the root of the server.
        is_here: whether it is the page that has the link.
    """

    text: str
    url: str
    is_here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodForm:
    """What is chosen now, as a person wrote it; what is empty is not chosen.

    Attributes:
        action: where the form leads to.
        kind: which of the fields count.
        repositories: those to choose from; of very many not all.
    """

    action: str
    kind: PeriodKind
    week: str = ""
    first_day: str = ""
    last_day: str = ""
    last: str = ""
    repository: str = ""
    repositories: tuple[str, ...] = ()

    @property
    def is_a_list(self) -> bool:
        """Whether all repositories fit a list; of many, or of an unknown one, names are typed."""
        is_known = not self.repository or self.repository in self.repositories
        return is_known and len(self.repositories) <= _LONGEST_LIST


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBar:
    """The top of a page.

    Attributes:
        pages: the kinds of pages.
        steps: the same of the week before, and of the week after.
        files: the same page in other formats.
        form: what to show; None where nobody knows what there is.
    """

    pages: tuple[PageLink, ...]
    steps: tuple[PageLink, ...] = ()
    files: tuple[PageLink, ...] = ()
    form: PeriodForm | None = None
