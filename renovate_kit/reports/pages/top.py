"""The top of each page: the other pages, the weeks before and after, the form."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from renovate_kit.errors import UsageError
from renovate_kit.reports.formats.page_bar import PageBar, PageLink, PeriodForm, PeriodKind
from renovate_kit.reports.pages.choice import Asked, query_of
from renovate_kit.reports.pages.routes import PageFormat, PageKind, path_of
from renovate_kit.reports.report import Period
from renovate_kit.reports.weeks import last_complete_week, parse_days, period_before

__all__ = ["Reach", "bar_for", "bare_bar", "page_links"]

_NAMES: Final = {
    PageKind.REPORT: "Report",
    PageKind.ERRORS: "Errors",
    PageKind.SECURITY: "Security",
}
_FILES: Final = {PageFormat.MARKDOWN: "Markdown", PageFormat.JSON: "JSON"}
_MOST_CHOICES: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Which weeks have a page.

    Attributes:
        known_since: weeks that were over by then have none; None if all before `now` have one.
        now: weeks that are yet to come have none.
    """

    known_since: datetime | None
    now: datetime


def page_links(here: PageKind | None, asked: Asked) -> tuple[PageLink, ...]:
    """Return links to each kind of page, of the same period and repository."""
    query = query_of(asked)
    return tuple(
        PageLink(text=name, url=f"{path_of(kind)}{query}", is_here=kind is here)
        for kind, name in _NAMES.items()
    )


def bare_bar(here: PageKind | None = None) -> PageBar:
    """Return the top of a page where nobody knows what there is to choose."""
    return PageBar(pages=page_links(here, Asked()))


def bar_for(
    kind: PageKind,
    asked: Asked,
    period: Period | None,
    repositories: tuple[str, ...],
    *,
    reach: Reach,
) -> PageBar:
    """Return the top of a page.

    Args:
        kind: of page.
        asked: what somebody asked for.
        period: which period that is; None if it is none.
        repositories: that are known, sorted.
        reach: to which weeks links may lead.
    """
    query = query_of(asked)
    files = tuple(
        PageLink(text=name, url=f"{path_of(kind, form)}{query}") for form, name in _FILES.items()
    )
    return PageBar(
        pages=page_links(kind, asked),
        steps=() if period is None else tuple(_steps(kind, asked, period, reach)),
        files=() if period is None else files,
        form=_form(kind, asked, period, repositories),
    )


def _form(
    kind: PageKind, asked: Asked, period: Period | None, repositories: tuple[str, ...]
) -> PeriodForm:
    week = asked.week
    if period is not None and period.is_week:
        week = period.name
    return PeriodForm(
        action=path_of(kind),
        kind=asked.kind,
        week=week,
        first_day=asked.first_day,
        last_day=asked.last_day,
        last=asked.last,
        repository=asked.repository,
        repositories=repositories[:_MOST_CHOICES],
    )


def _steps(kind: PageKind, asked: Asked, period: Period, reach: Reach) -> Iterator[PageLink]:
    """Yield links to the week before and after; of other periods, to the week they end in."""
    for text, week in _neighbours(period, reach):
        target = replace(asked, kind=PeriodKind.WEEK, week=week.name)
        yield PageLink(text=f"{text} {week.name}", url=f"{path_of(kind)}{query_of(target)}")


def _neighbours(period: Period, reach: Reach) -> Iterator[tuple[str, Period]]:
    now, zone = reach.now, period.start.tzinfo
    if not period.is_week or not isinstance(zone, ZoneInfo):
        return
    try:
        before = period_before(period)
        if reach.known_since is None or before.end > reach.known_since:
            yield "Week before:", before
        after = period.end.date()
        last_day = (after + timedelta(days=6)).isoformat()
        following = parse_days(after.isoformat(), last_day, now=now, zone=zone)
    except (UsageError, ValueError, OverflowError):
        return  # at an end of the calendar
    yield from (("Week after:", following),) if following.start <= now else ()
    last = last_complete_week(now, zone)
    if last.start > following.start:
        yield "Last week:", last
