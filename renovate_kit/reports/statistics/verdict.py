"""How a run went. All rules about it are here, and nowhere else.

Renovate's exit code is little help: it is 0 for most failures, and Kubernetes shows their Job
as complete. A run is judged by what it says: the result of each repository
(`lib/constants/error-messages.ts`), warnings and errors, and whether it came to its end.
"""

from collections.abc import Collection, Iterable
from typing import Final, Protocol

from renovate_kit.reports.events import LogDetail, ProblemLevel
from renovate_kit.reports.problems.hidden import STATES
from renovate_kit.reports.verdicts import SKIPPED, Verdict

__all__ = [
    "BRANCH_ERROR",
    "is_failure",
    "is_skipped",
    "judge",
    "levels_of",
    "stopped_early",
    "told_result",
]

BRANCH_ERROR: Final = "error"
"""The result of a branch on which Renovate failed while the run went on."""

_STOPPED_EARLY: Final = "stopped-early"
"""Stands for the result that a dry run of `extract` or `lookup` ends without."""

_TELLS_RESULTS: Final = (41, 139)

_FINISHED = frozenset({"done", "automerged", "onboarding", _STOPPED_EARLY})
_FAILING_LEVELS = frozenset({ProblemLevel.ERROR, ProblemLevel.FATAL})


def is_failure(result: str | None) -> bool:
    """Whether a repository's result is one of Renovate's error constants.

    All other results are known, so a constant of a newer Renovate counts as an error too.
    None is no result: a run that was cut off, or a dry run that stops early (`dryRun` is
    `extract` or `lookup`).
    """
    return result is not None and result not in _FINISHED | SKIPPED


def is_skipped(result: str | None) -> bool:
    """Whether Renovate left a repository alone, for a reason that is no failure."""
    return result in SKIPPED


class _Logged(Protocol):
    @property
    def level(self) -> ProblemLevel: ...
    @property
    def message(self) -> str: ...


def levels_of(problems: Iterable[_Logged]) -> list[ProblemLevel]:
    """Return the levels of what was logged and is more than what a run was told to do."""
    return [problem.level for problem in problems if problem.message not in STATES]


class _Run(Protocol):
    @property
    def renovate_version(self) -> str | None: ...
    @property
    def detail(self) -> LogDetail: ...


class _Turn(Protocol):
    @property
    def result(self) -> str | None: ...
    @property
    def duration_ms(self) -> int | None: ...


def told_result(run: _Run, turn: _Turn) -> str | None:
    """Return how a turn at a repository ended, for `judge`; None if nobody can tell.

    Where a log tells results, a turn that is finished without one is a dry run of `extract` or
    `lookup`. Until 41.139.0 a log at level info tells none.

    Source: `lib/workers/repository/index.ts`, `lib/workers/repository/process/index.ts`.
    """
    if turn.result is not None or turn.duration_ms is None:
        return turn.result
    tells = run.detail is LogDetail.DEBUG or _version(run.renovate_version) >= _TELLS_RESULTS
    return _STOPPED_EARLY if tells else None


def stopped_early(run: _Run, turn: _Turn) -> bool:
    """Whether a turn at a repository was that of a dry run of `extract` or `lookup`."""
    return told_result(run, turn) == _STOPPED_EARLY


def _version(text: str | None) -> tuple[int, ...]:
    parts = (text or "").partition("-")[0].split(".")
    return tuple(int(part) for part in parts) if all(map(str.isdecimal, parts)) else ()


def judge(
    *,
    results: Collection[str | None],
    levels: Collection[ProblemLevel],
    branch_results: Collection[str | None],
    complete: bool,
    exit_code: int | None = None,
) -> Verdict:
    """Return how a run, or a run's turn at one repository, went.

    Args:
        results: result of each repository, as `told_result` has it.
        levels: level of each problem that was logged, as `levels_of` has them. What only level
            debug shows does not count: the same run would be judged otherwise by its log at
            level info.
        branch_results: result of each branch, where the log shows them.
        complete: False when it was cut off.
        exit_code: of the process, where the cluster or the log tell; not 0 is a failure, too.
    """
    levels = [level for level in levels if level is not ProblemLevel.DEBUG]
    if any(map(is_failure, results)) or not _FAILING_LEVELS.isdisjoint(levels):
        return Verdict.FAILED
    if not complete:
        return Verdict.INCOMPLETE
    if exit_code:
        return Verdict.FAILED
    if levels or BRANCH_ERROR in branch_results or None in results:
        return Verdict.DEGRADED
    return Verdict.HEALTHY
