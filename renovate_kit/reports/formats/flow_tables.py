"""Tables of the way of updates: open pull requests, times to merge, and what became of which."""

from collections.abc import Iterable, Mapping
from typing import Final

from renovate_kit.reports.breakdowns import Breakdown, MergeTime, MergeTimes
from renovate_kit.reports.formats.links import pull_request_link
from renovate_kit.reports.formats.tables import Column, Table
from renovate_kit.reports.formats.wording import day_of, decimal, duration, number
from renovate_kit.reports.formats.words import NOTHING, Code, Moment, Ranked, Strong, Words
from renovate_kit.reports.report import OpenPullRequest, RepositoryReport, UpdateOutcome

__all__ = ["breakdown_table", "merge_times_table", "open_table", "shown_breakdowns", "took"]

_DAY_MS: Final = 86_400_000
_UNKNOWN: Final = "unknown"
_TITLES: Final[Mapping[str, str]] = {
    "type": "Type",
    "manager": "Manager",
    "datasource": "Datasource",
    "package": "Package",
    "repository": "Repository",
}
_CHECKS: Final[Mapping[str, str]] = {
    "success": "passed",
    "failure": "failed",
    "pending": "not done yet",
}
_REVIEWS: Final[Mapping[str, str]] = {
    "approved": "approved",
    "changes_requested": "changes requested",
    "review_required": "required",
}


def open_table(part: RepositoryReport, time_zone: str) -> Table:
    """Return the open pull requests; what no forge was asked for has no column."""
    opened = part.open_pull_requests or ()
    has_checks = any(each.checks or each.review or each.is_draft for each in opened)
    names = ("Pull request", "Title", "Open since", *(("Checks", "Review") if has_checks else ()))
    return Table(
        name="Open pull requests",
        columns=tuple(Column(name) for name in (*names, "What holds it up")),
        rows=tuple(_opened(part, each, time_zone, has_checks=has_checks) for each in opened),
    )


def merge_times_table(now: MergeTimes, earlier: MergeTimes, *, this: str, time_zone: str) -> Table:
    """Return how long merged pull requests had been open, in the period and in the weeks up to it.

    Args:
        now: of the period.
        earlier: of the weeks up to its end.
        this: what the period is called, as in `this week`.
        time_zone: in which the start of the weeks is told.
    """
    found = {each.update_type: each for each in now.by_type}
    rows = [_times(each, found.get(each.update_type)) for each in earlier.by_type]
    if earlier.all is not None:
        rows.append(_times(earlier.all, now.all))
    since = f"since {day_of(earlier.since, time_zone)}"
    names = (f"Merged {this}", "median", f"Merged {since}", "median", "nine of ten", "longest")
    return Table(
        name="Time from opening to merging",
        columns=(Column("Update type"), *(Column(name, is_number=True) for name in names)),
        rows=tuple(rows),
    )


def shown_breakdowns(breakdowns: Iterable[Breakdown]) -> tuple[Breakdown, ...]:
    """Return those that tell something: more than one value, or one that is known."""
    return tuple(
        each
        for each in breakdowns
        if [row.name for row in each.rows] != [_UNKNOWN]
        and not (each.by == "repository" and len(each.rows) == 1)
    )


def breakdown_table(breakdown: Breakdown) -> Table:
    """Return updates by one property, with how many of them had which outcome."""
    had = {outcome for row in breakdown.rows for outcome, _ in row.outcomes}
    outcomes = [each.value for each in UpdateOutcome if each.value in had]
    rows: list[tuple[Words, ...]] = []
    for row in breakdown.rows:
        counts = dict(row.outcomes)
        rows.append(
            (
                (Code(row.name),),
                (row.total,),
                *((counts[each],) if each in counts else NOTHING for each in outcomes),
            )
        )
    title = _TITLES[breakdown.by]
    left_out = f" (the first {number(len(rows))})" if breakdown.unlisted else ""
    return Table(
        name=f"Updates by {title.lower()}{left_out}",
        columns=(
            Column(title),
            Column("Updates", is_number=True),
            *(Column(each, is_number=True) for each in outcomes),
        ),
        rows=tuple(rows),
    )


def took(milliseconds: int) -> str:
    """Return how long something took, as in `3 h 20 min` or `4.5 days`."""
    if milliseconds < 2 * _DAY_MS:
        return duration(milliseconds)
    return f"{decimal(milliseconds / _DAY_MS)} days"


def _opened(
    part: RepositoryReport, each: OpenPullRequest, time_zone: str, *, has_checks: bool
) -> tuple[Words, ...]:
    security: Words = (" ", Strong("security")) if each.is_security else NOTHING
    checks = _CHECKS.get(each.checks or "", "")
    review = "draft" if each.is_draft else _REVIEWS.get(each.review or "", "")
    forge: tuple[Words, ...] = ((checks,) if checks else NOTHING, (review,) if review else NOTHING)
    return (
        pull_request_link(part, each.number),
        (each.title, *security),
        NOTHING if each.created_at is None else (Moment(each.created_at, time_zone),),
        *(forge if has_checks else ()),
        (each.blocked_because,) if each.blocked_because else NOTHING,
    )


def _times(earlier: MergeTime, now: MergeTime | None) -> tuple[Words, ...]:
    name: Words = ("all",) if earlier.update_type is None else (Code(earlier.update_type),)
    ninety = earlier.ninety_percent_ms
    return (
        name,
        (0 if now is None else now.merged,),
        NOTHING if now is None else _took(now.median_ms),
        (earlier.merged,),
        _took(earlier.median_ms),
        NOTHING if ninety is None else _took(ninety),
        _took(earlier.longest_ms),
    )


def _took(milliseconds: int) -> Words:
    return (Ranked(took(milliseconds), milliseconds),)
