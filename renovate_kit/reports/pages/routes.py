"""Which paths there are."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

__all__ = ["HEALTH", "PageFormat", "PageKind", "Route", "path_of", "route_to"]

HEALTH: Final = "/healthz"


class PageKind(StrEnum):
    """What a page is about."""

    REPORT = "report"
    ERRORS = "errors"
    SECURITY = "security"


class PageFormat(StrEnum):
    """What it looks like, by the end of its path."""

    HTML = ""
    MARKDOWN = ".md"
    JSON = ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A page in a format."""

    kind: PageKind
    format: PageFormat = PageFormat.HTML


def path_of(kind: PageKind, form: PageFormat = PageFormat.HTML) -> str:
    """Return the path of a page."""
    if kind is PageKind.REPORT and form is PageFormat.HTML:
        return "/"
    return f"/{kind.value}{form.value}"


def route_to(path: str) -> Route | None:
    """Return what is at a path; None if there is nothing."""
    return _ROUTES.get(path)


_ROUTES: Final = {
    path_of(kind, form): Route(kind=kind, format=form) for kind in PageKind for form in PageFormat
}
