"""Which runs, and which silences between them, need a person."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from renovate_kit.reports.events import ProblemLevel
from renovate_kit.reports.report import (
    Attention,
    AttentionKind,
    ProblemSummary,
    RunSummary,
    Verdict,
)
from renovate_kit.reports.statistics.history import RepositoryRun, RunOutcome
from renovate_kit.reports.statistics.remedies import failure_of, remedy_of, repeats_result
from renovate_kit.reports.statistics.verdict import is_failure
from renovate_kit.reports.store.rows import ProblemRow, RunRow

__all__ = [
    "about_problems",
    "about_process_runs",
    "about_repository_runs",
    "about_silence",
]

_Name = TypeVar("_Name", bound=Hashable)
_LOOK = "look at the log of the last run with it"
_CUT_OFF = (
    "look at the state of the Pod: out of memory, activeDeadlineSeconds and evictions end a run "
    "like this; so does a log that was copied while the run was on"
)


def about_silence(summary: RunSummary) -> tuple[Attention, ...]:
    """Return the word on runs that stopped coming, where they came regularly before."""
    if not summary.gaps or summary.gaps[-1].until is not None:
        return ()
    missed = summary.gaps[-1].missed_runs
    return (
        Attention(
            kind=AttentionKind.SILENCE,
            what=f"none on record after that, and {_runs(missed)} should have followed",
            what_to_do="check that the CronJob is not suspended, and that all logs were read",
            since=summary.gaps[-1].after,
        ),
    )


def about_repository_runs(turns: Sequence[RepositoryRun]) -> tuple[Attention, ...]:
    """Return the failures and cut-offs of a repository's runs, oldest run first."""
    by_result = _group(
        (turn.turn.result, turn.run)
        for turn in turns
        if turn.turn.result is not None and is_failure(turn.turn.result)
    )
    by_error = _group(
        (error.message, turn.run)
        for turn in turns
        if not is_failure(turn.turn.result)
        for error in _errors(turn.problems)
    )
    cut_off = [turn.run for turn in turns if turn.verdict is Verdict.INCOMPLETE]
    failed = [_failed_with(result, runs, turns) for result, runs in by_result.items()]
    erred = [_logged(message, runs, len(turns)) for message, runs in by_error.items()]
    return (*failed, *erred, *_cut_off(cut_off, len(turns)))


def about_process_runs(runs: Sequence[RunOutcome]) -> tuple[Attention, ...]:
    """Return the failures and cut-offs that are no repository's."""
    by_error = _group(
        (error.message, outcome.run) for outcome in runs for error in _errors(outcome.problems)
    )
    cut_off = [
        outcome.run
        for outcome in runs
        if outcome.verdict is Verdict.INCOMPLETE and all(turn.is_complete for turn in outcome.turns)
    ]
    erred = [_logged(message, found, len(runs)) for message, found in by_error.items()]
    return (*erred, *_cut_off(cut_off, len(runs)))


def about_problems(
    problems: Sequence[ProblemSummary], *, last_result: str | None
) -> tuple[Attention, ...]:
    """Return the warnings that the last run still gave, one for each message.

    Args:
        problems: of one repository, or of none.
        last_result: how the last run ended; what only repeats that is left out.
    """
    by_message: defaultdict[str, list[ProblemSummary]] = defaultdict(list)
    for problem in problems:
        is_new = problem.level == ProblemLevel.WARN and problem.in_last_run
        if is_new and not (is_failure(last_result) and repeats_result(problem.message)):
            by_message[problem.message].append(problem)
    return tuple(
        Attention(
            kind=AttentionKind.PROBLEM,
            what=f"{message}: {group[0].detail}" if len(group) == 1 and group[0].detail
            else message if len(group) == 1
            else f"{message}: {len(group)} different ones in the last run, see Problems",
            what_to_do=group[0].remedy or _LOOK,
        )
        for message, group in by_message.items()
    )  # fmt: skip


def _group(pairs: Iterable[tuple[_Name, RunRow]]) -> dict[_Name, list[RunRow]]:
    groups: defaultdict[_Name, dict[int, RunRow]] = defaultdict(dict)
    for name, run in pairs:
        groups[name][run.run_id] = run
    return {name: list(runs.values()) for name, runs in groups.items()}


def _errors(problems: Sequence[ProblemRow]) -> list[ProblemRow]:
    return [problem for problem in problems if problem.level is not ProblemLevel.WARN]


def _failed_with(result: str, runs: Sequence[RunRow], turns: Sequence[RepositoryRun]) -> Attention:
    failure = failure_of(result)
    is_over = turns[-1].verdict is not Verdict.FAILED
    return Attention(
        kind=AttentionKind.RUN_FAILED,
        what=f"{_out_of(runs, len(turns))} ended with {result}: {failure.meaning}"
        + ("; the last run did not fail" if is_over else ""),
        what_to_do=failure.remedy,
        last_at=runs[-1].started_at,
    )


def _logged(message: str, runs: Sequence[RunRow], total: int) -> Attention:
    return Attention(
        kind=AttentionKind.RUN_FAILED,
        what=f"{_out_of(runs, total)} logged an error: {message}",
        what_to_do=remedy_of(message) or _LOOK,
        last_at=runs[-1].started_at,
    )


def _cut_off(runs: Sequence[RunRow], total: int) -> tuple[Attention, ...]:
    if not runs:
        return ()
    were = "was" if len(runs) == 1 else "were"
    return (
        Attention(
            kind=AttentionKind.RUN_INCOMPLETE,
            what=f"{_out_of(runs, total)} {were} cut off before the end",
            what_to_do=_CUT_OFF,
            last_at=runs[-1].started_at,
        ),
    )


def _out_of(runs: Sequence[RunRow], total: int) -> str:
    return f"{len(runs)} of {_runs(total)}"


def _runs(count: int) -> str:
    return f"{count} run" if count == 1 else f"{count} runs"
