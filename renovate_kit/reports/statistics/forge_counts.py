"""How many pull requests were opened, merged and closed, as a forge tells it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from renovate_kit.reports.events.pull_requests import PullRequestState
from renovate_kit.reports.measures import PullRequestCounts
from renovate_kit.reports.report import OpenPullRequest
from renovate_kit.reports.statistics.forge_view import (
    Actor,
    ForgeView,
    closer_of,
    merger_of,
    state_at,
)
from renovate_kit.reports.statistics.security import is_security
from renovate_kit.reports.store.forge_rows import ForgePullRequestRow

__all__ = [
    "closed_on_the_forge",
    "count_on_the_forge",
    "open_on_the_forge",
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


def _is_in(at: datetime | None, view: ForgeView) -> bool:
    return at is not None and view.start <= at < view.as_of


def _fixes(row: ForgePullRequestRow) -> bool:
    return row.security or is_security(branch=row.branch, title=row.title)
