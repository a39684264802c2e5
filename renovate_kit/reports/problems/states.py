"""Whether a problem is new, still there, coming and going, or gone: pure functions over runs.

A run that had the problem shows that it is there. A run without it shows that it is gone only
if it could have shown it: if it got to its end, and if its level is low enough. What Renovate
says only when it builds a branch anew is gone once it has built each of the branches that had it
anew without saying it, or the branch is gone, too. Other runs show nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from renovate_kit.reports.problem_report import ProblemState
from renovate_kit.reports.problems.facts import Turn

__all__ = ["Shown", "Timeline", "overall", "timeline_of"]

_WINDOW: Final = 48
"""Runs that count for flapping: two days of hourly ones."""
_FLAPS: Final = 3
"""Times that a problem has to come, within the window, to be flapping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Where a problem was seen, and what it takes to show that it is gone.

    Attributes:
        runs: that had it.
        only_at_debug: whether only logs at level debug show it.
        only_on_rebuild: whether Renovate says it only when it builds a branch anew.
        branches: on which it was seen; empty if nobody knows.
    """

    runs: Collection[int]
    only_at_debug: bool = False
    only_on_rebuild: bool = False
    branches: Collection[str] = ()

    def is_in(self, turn: Turn) -> bool | None:
        """Whether a turn had the problem; None if it could not have shown it."""
        if turn.run_id in self.runs:
            return True
        if not turn.got_to_its_end or (self.only_at_debug and not turn.shows_debug):
            return None
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The state of a problem in one repository, and the run that shows it gone with its start."""

    state: ProblemState
    resolved_at: datetime | None = None
    resolved_by: int | None = None


def timeline_of(turns: Sequence[Turn], shown: Shown) -> Timeline:
    """Return the state of a problem in one repository.

    Args:
        turns: all turns at the repository, oldest first.
        shown: where the problem was seen.
    """
    newest_first = ((turn, there) for turn, there in _evidence(turns, shown))
    since: Turn | None = None
    recent: list[bool] = []
    for turn, there in newest_first:
        recent.append(there)
        if there:
            break
        since = turn
    if not recent or not recent[-1]:
        return Timeline(state=ProblemState.UNKNOWN)
    recent += [there for (_, there), _ in zip(newest_first, range(_WINDOW), strict=False)]
    if _is_flapping(recent[:_WINDOW]):
        return Timeline(state=ProblemState.FLAPPING)
    if since is not None:
        return Timeline(
            state=ProblemState.RESOLVED, resolved_at=since.started_at, resolved_by=since.run_id
        )
    is_new = len(shown.runs) == 1 and _is_in_last(turns, shown)
    return Timeline(state=ProblemState.NEW if is_new else ProblemState.ONGOING)


def overall(states: Collection[ProblemState]) -> ProblemState:
    """Return the state over several repositories: what is there in one of them is there."""
    for state in (
        ProblemState.ONGOING,
        ProblemState.FLAPPING,
        ProblemState.NEW,
        ProblemState.UNKNOWN,
    ):
        if state in states:
            return state
    return ProblemState.RESOLVED


def _evidence(turns: Sequence[Turn], shown: Shown) -> Iterator[tuple[Turn, bool]]:
    """Yield the turns that show whether the problem is there, newest first."""
    if shown.only_on_rebuild:
        yield from reversed(list(_evidence_of_branches(turns, shown)))
        return
    for turn in reversed(turns):
        there = shown.is_in(turn)
        if there is not None:
            yield turn, there


def _evidence_of_branches(turns: Iterable[Turn], shown: Shown) -> Iterator[tuple[Turn, bool]]:
    """Yield what turns show of a problem that needs a branch to be built anew, oldest first.

    Which branch had it in which run is not known, so each run with it puts all of them in doubt.
    """
    doubtful: set[str] = set()
    for turn in turns:
        there = shown.is_in(turn)
        if there:
            doubtful = set(shown.branches)
            yield turn, True
        elif there is False and shown.branches:
            doubtful -= turn.committed
            if turn.branches is not None:
                doubtful &= turn.branches
            if not doubtful:
                yield turn, False


def _is_in_last(turns: Sequence[Turn], shown: Shown) -> bool:
    """Whether no run since the problem was seen got to its end."""
    for turn in reversed(turns):
        if turn.run_id in shown.runs:
            return True
        if turn.got_to_its_end:
            return False
    return False


def _is_flapping(recent: Sequence[bool]) -> bool:
    """Whether a problem comes and goes, newest run first.

    Gone for longer than ever between two comings, it counts as resolved.
    """
    spells = [(there, sum(1 for _ in spell)) for there, spell in groupby(recent)]
    if sum(there for there, _ in spells) < _FLAPS:
        return False
    gaps = [length for there, length in spells[1:-1] if not there]
    gone = 0 if recent[0] else spells[0][1]
    return gone <= max(gaps)
