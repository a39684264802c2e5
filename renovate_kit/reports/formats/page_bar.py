"""What a page that is served has at its top: where to go, and which period of what to show."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["PageBar", "PageLink", "PeriodForm", "PeriodKind"]


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
        repositories: those that can be chosen.
        has_more: whether there are others, whose names have to be typed.
    """

    action: str
    kind: PeriodKind
    week: str = ""
    first_day: str = ""
    last_day: str = ""
    last: str = ""
    repository: str = ""
    repositories: tuple[str, ...] = ()
    has_more: bool = False


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
