"""What became of updates, by what a forge tells of their pull requests."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from renovate_kit.reports.events.pull_requests import PullRequestState
from renovate_kit.reports.report import Update, UpdateOutcome
from renovate_kit.reports.statistics.forge_view import (
    Actor,
    ForgeView,
    closer_of,
    merger_of,
    state_at,
)
from renovate_kit.reports.statistics.security import is_security
from renovate_kit.reports.statistics.updates import UNKNOWN_TYPE, Standing, reading_order
from renovate_kit.reports.store.forge_rows import ForgePullRequestRow

__all__ = ["as_the_forge_has_it", "updates_on_the_forge"]

_MERGED: Final = {
    Actor.RENOVATE: UpdateOutcome.AUTOMERGED,
    Actor.PERSON: UpdateOutcome.MERGED_BY_A_PERSON,
    Actor.UNKNOWN: UpdateOutcome.MERGED,
}
_CLOSED: Final = {
    Actor.RENOVATE: UpdateOutcome.SUPERSEDED,
    Actor.PERSON: UpdateOutcome.CLOSED_BY_A_PERSON,
    Actor.UNKNOWN: UpdateOutcome.CLOSED,
}


def as_the_forge_has_it(standings: Sequence[Standing], view: ForgeView) -> tuple[Standing, ...]:
    """Return updates with what the forge knows of them, which is more than runs saw.

    What logs explain stays: an update that another version took the place of, in the same pull
    request, or one that Renovate holds back because somebody closed its pull request. But one that
    was merged was not replaced by what came into its branch afterwards.
    """
    return tuple(replace(standing, update=_known(standing.update, view)) for standing in standings)


def updates_on_the_forge(view: ForgeView) -> tuple[Update, ...]:
    """Return the updates whose pull requests were open at some time of a period.

    They take the place of those of the logs where these do not show any.
    """
    found = [each for row in view.pull_requests.values() for each in _updates(row, view)]
    return tuple(sorted(found, key=reading_order))


def _known(update: Update, view: ForgeView) -> Update:
    if update.pull_request is None:
        return _merged_unseen(update, view)
    row = view.pull_requests.get(update.pull_request)
    if row is None or update.outcome is UpdateOutcome.HELD_BACK:
        return update
    is_gone = update.outcome is UpdateOutcome.GONE and update.reason is not None
    is_explained = is_gone or update.outcome is UpdateOutcome.SUPERSEDED
    if is_explained and not _was_merged_with(row, update, view):
        return update
    outcome = _outcome(row, view)
    if outcome is None or outcome is update.outcome:
        return update
    return replace(update, outcome=outcome, reason=None)


def _merged_unseen(update: Update, view: ForgeView) -> Update:
    """Return an update whose pull request no run shows any more: its branch may outlive that."""
    for row in view.pull_requests.values():
        if row.branch == update.branch and _was_merged_with(row, update, view):
            outcome = _MERGED[merger_of(row, view.automerged)]
            return replace(update, pull_request=row.number, outcome=outcome, reason=None)
    return update


def _was_merged_with(row: ForgePullRequestRow, update: Update, view: ForgeView) -> bool:
    """Whether a pull request brought an update: a later one may have its branch, and its place."""
    return state_at(row, view.as_of) is PullRequestState.MERGED and any(
        each.new == update.new_version and update.dep_name in {each.dep_name, each.package_name}
        for each in row.updates
    )


def _outcome(row: ForgePullRequestRow, view: ForgeView) -> UpdateOutcome | None:
    match state_at(row, view.as_of):
        case PullRequestState.MERGED:
            return _MERGED[merger_of(row, view.automerged)]
        case PullRequestState.CLOSED:
            return _CLOSED[closer_of(row)]
        case PullRequestState.OPEN:
            return UpdateOutcome.PULL_REQUEST_OPEN
        case None:
            return None


def _updates(row: ForgePullRequestRow, view: ForgeView) -> Iterator[Update]:
    outcome = _outcome(row, view)
    for each in row.updates if outcome is not None else ():
        assert outcome is not None  # noqa: S101 - for the type checker
        yield Update(
            dep_name=each.dep_name,
            update_type=each.update_type or UNKNOWN_TYPE,
            current_version=each.current,
            new_version=each.new,
            files=() if each.package_file is None else (each.package_file,),
            branch=row.branch or "",
            pull_request=row.number,
            is_security=row.security or is_security(branch=row.branch, title=row.title),
            outcome=outcome,
            reason=None,
            manager=each.manager,
            datasource=each.datasource,
            package_name=each.package_name,
        )
