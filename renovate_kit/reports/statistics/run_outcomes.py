"""How whole runs went, from their turns at repositories as these come along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from renovate_kit.reports.events import ProblemLevel
from renovate_kit.reports.statistics.history import RepositoryRun
from renovate_kit.reports.statistics.verdict import BRANCH_ERROR, judge, levels_of, told_result
from renovate_kit.reports.store.rows import ProblemRow, RunRow
from renovate_kit.reports.verdicts import Verdict

__all__ = ["RunOutcome", "RunOutcomes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """A whole run.

    Attributes:
        problems: those that belong to no repository.
        duration_ms: time spent on its repositories; None if that of any is unknown.
        is_cut_off_in_a_turn: whether it did not come to the end of one of its repositories.
        says_only_exit_code: whether nothing but the exit code of the process says that it failed.
    """

    run: RunRow
    problems: Sequence[ProblemRow]
    duration_ms: int | None
    verdict: Verdict
    is_cut_off_in_a_turn: bool
    says_only_exit_code: bool


class _Gathered:
    """What the turns of a run tell of it, each thing once."""

    __slots__ = ("all_complete", "duration_ms", "has_branch_error", "levels", "results")

    def __init__(self, problems: Sequence[ProblemRow]) -> None:
        self.results: set[str | None] = set()
        self.levels: set[ProblemLevel] = set(levels_of(problems))
        self.has_branch_error = False
        self.all_complete = True
        self.duration_ms: int | None = None


class RunOutcomes:
    """The runs of a period, to which their turns are added in any order."""

    def __init__(
        self, runs: Mapping[int, RunRow], problems: Mapping[int, Sequence[ProblemRow]]
    ) -> None:
        """Start with runs, oldest first, and the problems of their processes."""
        self._runs = runs
        self._problems = problems
        self._gathered = {key: _Gathered(problems.get(key, ())) for key in runs}
        self._untimed: set[int] = set()

    def add(self, turn: RepositoryRun) -> None:
        """Take the turn of a run into account."""
        gathered = self._gathered[turn.run.run_id]
        gathered.results.add(told_result(turn.run, turn.turn))
        gathered.levels.update(levels_of(turn.problems))
        gathered.has_branch_error |= any(each.result == BRANCH_ERROR for each in turn.branches)
        gathered.all_complete &= turn.is_complete
        if turn.turn.duration_ms is None:
            self._untimed.add(turn.run.run_id)
        else:
            gathered.duration_ms = (gathered.duration_ms or 0) + turn.turn.duration_ms

    def outcomes(self) -> tuple[RunOutcome, ...]:
        """Return how they went, oldest first."""
        return tuple(self._outcome(run) for run in self._runs.values())

    def _outcome(self, run: RunRow) -> RunOutcome:
        gathered = self._gathered[run.run_id]
        verdict = _verdict(run, gathered, run.exit_code)
        told = _verdict(run, gathered, None)
        return RunOutcome(
            run=run,
            problems=self._problems.get(run.run_id, ()),
            duration_ms=None if run.run_id in self._untimed else gathered.duration_ms,
            verdict=verdict,
            is_cut_off_in_a_turn=not gathered.all_complete,
            says_only_exit_code=verdict is Verdict.FAILED and told is not Verdict.FAILED,
        )


def _verdict(run: RunRow, gathered: _Gathered, exit_code: int | None) -> Verdict:
    return judge(
        results=gathered.results,
        levels=gathered.levels,
        branch_results=(BRANCH_ERROR,) if gathered.has_branch_error else (),
        complete=run.complete,
        exit_code=exit_code,
    )
