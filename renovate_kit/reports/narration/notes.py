"""What state a repository is in that Renovate was told not to update, or can't update yet."""

from collections.abc import Iterator
from typing import Final

from renovate_kit.reports.events import OnboardingAction
from renovate_kit.reports.problems.results import result_meaning
from renovate_kit.reports.statistics.verdict import is_skipped
from renovate_kit.reports.store.run_rows import TurnDetails

__all__ = ["note_on"]

_ONBOARDING: Final = "onboarding"
_WAITING: Final = frozenset({OnboardingAction.CREATED, OnboardingAction.UPDATED})


def note_on(turn: TurnDetails, *, dry_run: bool, stopped: bool) -> str | None:
    """Return why nothing was updated though nothing failed; None for an ordinary turn.

    Args:
        turn: a run's turn at the repository.
        dry_run: whether the run was told to change nothing.
        stopped: whether it was told to stop before it would update anything.
    """
    return "; ".join(_notes(turn, dry_run=dry_run, stopped=stopped)) or None


def _notes(turn: TurnDetails, *, dry_run: bool, stopped: bool) -> Iterator[str]:
    result = turn.facts.result
    if dry_run or stopped:
        early = ", which ended before it would update anything" if stopped else ""
        yield f"it was a dry run{early}: nothing was changed"
    if result == _ONBOARDING:
        yield _onboarding(turn)
    elif result is not None and is_skipped(result):
        meaning = result_meaning(result)
        yield f"{meaning.meaning}, so nothing is updated; to change that: {meaning.remedy}"


def _onboarding(turn: TurnDetails) -> str:
    numbers = (x.number for x in turn.onboarding if x.action in _WAITING and x.number is not None)
    number = next(numbers, None)
    which = "its onboarding pull request" + (f" #{number}" if number is not None else "")
    return (
        f"the repository is not onboarded yet: {which} is open, and Renovate waits until it is "
        "merged"
    )
