"""How many pull requests were opened, merged and closed, as a forge tells it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from renovate_kit.reports.events.pull_requests import PullRequestState
from renovate_kit.reports.measures import PullRequestCounts
from renovate_kit.reports.report import OpenPullRequest, Period
from renovate_kit.reports.statistics.forge_view import (
    Actor,
    ForgeView,
    closer_of,
    merger_of,
    state_at,
)
from renovate_kit.reports.statistics.period_rows import ForgeFigures
from renovate_kit.reports.statistics.security import is_security
from renovate_kit.reports.store.forge_rows import (
    ForgePullRequestRow,
    ForgeSyncRow,
    PullRequestTimesRow,
)

__all__ = [
    "closed_on_the_forge",
    "count_on_the_forge",
    "forge_figures",
    "open_on_the_forge",
    "read_since",
]

_CLOSED_MARK: Final = " - autoclosed"
"""What Renovate puts at the end of a title when it closes a pull request."""


def count_on_the_forge(
    logged: PullRequestCounts, view: ForgeView, *, branches_automerged: int
) -> PullRequestCounts:
    """Return what happened to pull requests from the start of the view to its time.

    Args:
        logged: the counts of the logs, which tell alone what Renovate updated.
        view: of the repository.
        branches_automerged: what Renovate merged without a pull request.
    """
    rows = view.pull_requests.values()
    merged = [merger_of(row, view.automerged) for row in rows if _is_in(row.merged_at, view)]
    closed = [
        closer_of(row) for row in rows if row.merged_at is None and _is_in(row.closed_at, view)
    ]
    created = [row for row in rows if _is_in(row.created_at, view)]
    return replace(
        logged,
        created=len(created),
        security_created=sum(_fixes(row) for row in created),
        automerged=merged.count(Actor.RENOVATE) + branches_automerged,
        merged_by_person=merged.count(Actor.PERSON),
        merged_by_unknown=merged.count(Actor.UNKNOWN),
        autoclosed=closed.count(Actor.RENOVATE),
        closed_by_person=closed.count(Actor.PERSON),
        closed_by_unknown=closed.count(Actor.UNKNOWN),
        is_inferred=False,
    )


def closed_on_the_forge(view: ForgeView) -> frozenset[int]:
    """Return the pull requests that were closed unmerged, and not by Renovate."""
    return frozenset(
        number
        for number, row in view.pull_requests.items()
        if row.merged_at is None
        and _is_in(row.closed_at, view)
        and closer_of(row) is not Actor.RENOVATE
    )


def open_on_the_forge(
    view: ForgeView, logged: Iterable[OpenPullRequest]
) -> tuple[OpenPullRequest, ...]:
    """Return the pull requests that were open at the time of the view, by number.

    Args:
        view: of the repository.
        logged: what the logs tell of open ones: what keeps Renovate from going on.
    """
    known = {each.number: each for each in logged}
    opened = []
    for number, row in sorted(view.pull_requests.items()):
        if state_at(row, view.as_of) is PullRequestState.OPEN:
            in_log = known.get(number)
            tells = view.is_recent and row.state == PullRequestState.OPEN.value
            opened.append(
                OpenPullRequest(
                    number=number,
                    title=_title_then(row, in_log),
                    is_security=_fixes(row),
                    created_at=row.created_at,
                    blocked_because=None if in_log is None else in_log.blocked_because,
                    what_to_do=None if in_log is None else in_log.what_to_do,
                    checks=row.checks if tells else None,
                    review=row.review if tells else None,
                    is_draft=row.draft if tells else None,
                )
            )
    return tuple(opened)


def _title_then(row: ForgePullRequestRow, in_log: OpenPullRequest | None) -> str:
    """Return the title of one that was open: that of the forge may have been changed since."""
    if in_log is not None and in_log.title != row.branch:
        return in_log.title
    return row.title.removesuffix(_CLOSED_MARK)


def read_since(syncs: Iterable[ForgeSyncRow], last_look: datetime) -> Mapping[str, ForgeSyncRow]:
    """Return the repositories whose forge tells more of a period than its runs do.

    Args:
        syncs: the repositories whose forge was read.
        last_look: when the last run of the period started.
    """
    return {each.repository: each for each in syncs if each.synced_at >= last_look}


def forge_figures(
    times: Iterable[PullRequestTimesRow], current: Mapping[str, ForgeSyncRow], period: Period
) -> ForgeFigures:
    """Return the figures of a period, of the repositories whose forge tells them.

    Args:
        times: of pull requests that were open at some time of it.
        current: the repositories, with when they were read.
        period: the period.
    """
    # There may be a million pull requests, and times of one zone compare much faster.
    start, last = period.start.astimezone(UTC), period.end.astimezone(UTC)
    ends = {name: min(last, sync.synced_at.astimezone(UTC)) for name, sync in current.items()}
    created = merged = opened = 0
    for row in times:
        end = ends.get(row.repository)
        if end is None or (row.ended_at is not None and row.ended_at < start):
            continue
        if row.created_at is None or row.created_at < end:
            created += row.created_at is not None and start <= row.created_at
            opened += row.ended_at is None or row.ended_at >= end
        merged += row.merged_at is not None and start <= row.merged_at < end
    return ForgeFigures(repositories=len(current), created=created, merged=merged, open=opened)


def _is_in(at: datetime | None, view: ForgeView) -> bool:
    return at is not None and view.start <= at < view.as_of


def _fixes(row: ForgePullRequestRow) -> bool:
    return row.security or is_security(branch=row.branch, title=row.title)
