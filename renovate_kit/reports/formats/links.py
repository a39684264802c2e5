"""What reports link to: pull requests, options, and since when these are of interest."""

from collections.abc import Sequence
from datetime import datetime

from renovate_kit.reports.formats.words import NOTHING, Code, Linked, Moment, Words, joined
from renovate_kit.reports.report import Option, RepositoryReport

__all__ = ["option_links", "pull_request_link", "since_when"]


def option_links(options: Sequence[Option]) -> Words:
    """Return options with links to their documentation."""
    return joined(", ", ((Linked(Code(option.name), option.url),) for option in options))


def pull_request_link(part: RepositoryReport, pull_request: int | None) -> Words:
    """Return a pull request's number with a link to it, if it has one."""
    if pull_request is None:
        return NOTHING
    return (Linked(f"#{pull_request}", part.pull_request_url(pull_request)),)


def since_when(at: datetime | None, time_zone: str, *, opened: bool) -> Words:
    """Return since when something is so or open; nothing where that is unknown."""
    if at is None:
        return NOTHING
    return (f"{', open' if opened else ''} since ", Moment(at, time_zone))
