"""What Renovate did to pull requests, and which are open."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final, TypeAlias

from renovate_kit.reports.events import BranchSeen, PullRequestAction
from renovate_kit.reports.report import (
    OpenPullRequest,
    PullRequestChange,
    PullRequestCounts,
    Update,
    UpdateOutcome,
)
from renovate_kit.reports.statistics.history import RepositoryHistory, RepositoryRun
from renovate_kit.reports.statistics.reasons import CLOSED, has_open_pull_request, reason_of
from renovate_kit.reports.statistics.security import is_security
from renovate_kit.reports.statistics.updates import is_blocked
from renovate_kit.reports.store.rows import PullRequestEventRow

__all__ = [
    "branches_automerged",
    "changes_of",
    "closed_in_period",
    "count_actions",
    "open_at_end",
]

_Identity: TypeAlias = tuple[int, str, int]
"""A pull request by its number, or a branch without one by its name and run."""

_CLOSING: Final = frozenset({PullRequestAction.AUTOMERGED, PullRequestAction.AUTOCLOSED})
_OPENING: Final = frozenset({PullRequestAction.CREATED, PullRequestAction.REOPENED})


def count_actions(
    history: RepositoryHistory, updates: Sequence[Update] | None
) -> PullRequestCounts:
    """Return how many distinct pull requests had each action, whatever the number of runs.

    Args:
        history: what the period brought.
        updates: the updates in it, from which people's actions show; None if unknown.
    """

    def distinct(action: PullRequestAction, *, security_only: bool = False) -> int:
        return len(
            {
                _identity(row)
                for row in history.pull_requests
                if row.action is action
                and not (security_only and not is_security(branch=row.branch, title=row.title))
            }
        )

    return PullRequestCounts(
        created=distinct(PullRequestAction.CREATED),
        updated=distinct(PullRequestAction.UPDATED),
        automerged=distinct(PullRequestAction.AUTOMERGED),
        autoclosed=len(_left_closed(history.pull_requests)),
        security_created=distinct(PullRequestAction.CREATED, security_only=True),
        merged_by_person=None if updates is None else len(_merged_by_person(updates)),
        closed_by_person=None if updates is None else len(closed_in_period(history)),
    )


def branches_automerged(history: RepositoryHistory) -> int:
    """Return how many branches Renovate merged that had no pull request."""
    return len(
        {
            _identity(row)
            for row in history.pull_requests
            if row.action is PullRequestAction.AUTOMERGED and row.number is None
        }
    )


def changes_of(history: RepositoryHistory) -> tuple[PullRequestChange, ...]:
    """Return what happened to each pull request, by number, then branches without one by name."""
    grouped: defaultdict[_Identity, list[PullRequestEventRow]] = defaultdict(list)
    for row in history.pull_requests:
        grouped[_identity(row)].append(row)
    ordered = sorted(grouped.items(), key=lambda item: (item[0][0] == 0, item[0]))
    return tuple(_change(rows) for _, rows in ordered)


def closed_in_period(history: RepositoryHistory) -> frozenset[int]:
    """Return the pull requests that people closed unmerged in the period, not before it."""
    seen_open = {
        row.number
        for row in history.pull_requests
        if row.action in _OPENING and row.number is not None
    }
    closed: set[int] = set()
    for branch in (branch for turn in history.turns for branch in turn.branches):
        number = branch.pull_request
        if number is not None and branch.result != CLOSED:
            seen_open.add(number)
        elif number is not None and number in seen_open:
            closed.add(number)
    return frozenset(closed)


def open_at_end(history: RepositoryHistory) -> tuple[OpenPullRequest, ...] | None:
    """Return the pull requests open at the end, by number; None if no run shows branches.

    What the last run with branches saw, and what later runs say that Renovate opened or closed.
    A person's merging or closing since then is unknown.
    """
    end = history.last_shown
    if end is None:
        return None
    known = _onboarding(history, end)
    for branch in history.turns[end].branches:
        if branch.pull_request is not None and has_open_pull_request(
            branch.pull_request, branch.result
        ):
            known[branch.pull_request] = _from_branch(branch, branch.pull_request, history)
    for row in _rows(history.turns[end + 1 :]):
        if row.number is not None and row.action in _OPENING:
            known.setdefault(row.number, _from_action(row, row.number, history))
        elif row.number is not None and row.action in _CLOSING:
            known.pop(row.number, None)
    return tuple(known[number] for number in sorted(known))


def _left_closed(rows: Sequence[PullRequestEventRow]) -> set[_Identity]:
    """Return what Renovate closed and did not reopen afterwards."""
    closed: set[_Identity] = set()
    for row in rows:
        if row.action is PullRequestAction.AUTOCLOSED:
            closed.add(_identity(row))
        elif row.action is PullRequestAction.REOPENED:
            closed.discard(_identity(row))
    return closed


def _merged_by_person(updates: Sequence[Update]) -> set[int]:
    return {
        update.pull_request
        for update in updates
        if update.outcome is UpdateOutcome.MERGED_BY_PERSON and update.pull_request is not None
    }


def _rows(turns: Sequence[RepositoryRun]) -> Sequence[PullRequestEventRow]:
    return [row for turn in turns for row in turn.pull_requests]


def _identity(row: PullRequestEventRow) -> _Identity:
    return (row.number, "", 0) if row.number is not None else (0, row.branch or "", row.run_id)


def _change(rows: Sequence[PullRequestEventRow]) -> PullRequestChange:
    last = rows[-1]
    branch = next((row.branch for row in reversed(rows) if row.branch), None)
    return PullRequestChange(
        number=last.number,
        branch=branch,
        title=next((row.title for row in reversed(rows) if row.title), None),
        is_security=any(is_security(branch=row.branch, title=row.title) for row in rows),
        actions=tuple(dict.fromkeys(row.action.value for row in rows)),
        last_at=last.at,
    )


def _created_at(number: int, history: RepositoryHistory) -> datetime | None:
    return next(
        (
            row.at
            for row in (*history.onboardings, *history.pull_requests)
            if row.number == number and row.action is PullRequestAction.CREATED
        ),
        history.openings.get(number),
    )


def _from_branch(branch: BranchSeen, number: int, history: RepositoryHistory) -> OpenPullRequest:
    block = reason_of(branch.result, branch.blocked_by) if is_blocked(branch) else None
    return OpenPullRequest(
        number=number,
        title=branch.title or branch.branch,
        is_security=is_security(branch=branch.branch, title=branch.title),
        created_at=_created_at(number, history),
        blocked_because=block.words if block else None,
        what_to_do=block.what_to_do if block else None,
    )


def _from_action(
    row: PullRequestEventRow, number: int, history: RepositoryHistory
) -> OpenPullRequest:
    return OpenPullRequest(
        number=number,
        title=row.title or row.branch or "",
        is_security=is_security(branch=row.branch, title=row.title),
        created_at=_created_at(number, history),
        blocked_because=None,
        what_to_do=None,
    )


def _onboarding(history: RepositoryHistory, end: int) -> dict[int, OpenPullRequest]:
    """Return the onboarding pull request: it has no branch row, and is open until merged."""
    is_open = history.last_result != "disabled-closed-onboarding"
    if history.turns[end].turn.result != "onboarding" or not is_open:
        return {}
    turns = [turn for turn in history.turns[: end + 1] if turn.turn.result == "onboarding"]
    rows = (*history.onboardings, *_rows(turns))
    return {row.number: _from_action(row, row.number, history) for row in rows if row.number}
