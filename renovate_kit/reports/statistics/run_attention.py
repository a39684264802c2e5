"""Which runs, and which silences between them, need a person."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from renovate_kit.reports.events import ProblemLevel
from renovate_kit.reports.problems.catalogue import explain, repeats_result
from renovate_kit.reports.problems.results import result_meaning
from renovate_kit.reports.report import (
    Attention,
    AttentionKind,
    ProblemSummary,
    RunSummary,
    Verdict,
)
from renovate_kit.reports.statistics.history import RepositoryRun
from renovate_kit.reports.statistics.reasons import DRY_RUN, reason_of
from renovate_kit.reports.statistics.run_outcomes import RunOutcome
from renovate_kit.reports.statistics.verdict import is_failure, is_skipped
from renovate_kit.reports.store.rows import ProblemRow, RunRow

__all__ = [
    "about_problems",
    "about_process_runs",
    "about_repository_runs",
    "about_repository_silence",
    "about_silence",
]

_Name = TypeVar("_Name", bound=Hashable)
_NO_RUNS = "check that the CronJob is not suspended, and that all logs were read"
_NOT_VISITED = (
    "check that Renovate is still told to look at it (repositories, autodiscoverFilter), and that "
    "all logs were read"
)
_LOOK = "look at the log of the last run with it"
_CUT_OFF = (
    "look at the state of the Pod: out of memory, activeDeadlineSeconds and evictions end a run "
    "like this; so does a log that was copied while the run was on, or of which only the last "
    "lines were copied"
)


def about_silence(summary: RunSummary) -> tuple[Attention, ...]:
    """Return the word on runs that stopped coming, where they came regularly before."""
    return _about_silence(summary, _NO_RUNS)


def about_repository_silence(summary: RunSummary) -> tuple[Attention, ...]:
    """Return the word on runs that do not turn to a repository any more, while others go on."""
    return _about_silence(summary, _NOT_VISITED)


def _about_silence(summary: RunSummary, what_to_do: str) -> tuple[Attention, ...]:
    since = summary.silent_since
    if since is None:
        return ()
    missed = summary.gaps[-1].missed_runs if summary.gaps else None
    due = f", and {_runs(missed)} should have followed" if missed else ""
    return (
        Attention(
            kind=AttentionKind.SILENCE,
            what=f"none on record after that{due}",
            what_to_do=what_to_do,
            cause="",
            since=since,
        ),
    )


def about_repository_runs(turns: Sequence[RepositoryRun]) -> tuple[Attention, ...]:
    """Return the failures and cut-offs of a repository's runs, oldest run first."""
    by_result = _group(
        (turn.turn.result, turn.run)
        for turn in turns
        if turn.turn.result is not None and is_failure(turn.turn.result)
    )
    errors = [
        error
        for turn in turns
        if not is_failure(turn.turn.result)
        for error in _errors(turn.problems)
    ]
    cut_off = [turn.run for turn in turns if turn.verdict is Verdict.INCOMPLETE]
    failed = [_failed_with(result, runs, turns) for result, runs in by_result.items()]
    idle = (*_dry(turns), *_skipped(turns))
    return (*failed, *_logged(errors, len(turns)), *_cut_off(cut_off, len(turns)), *idle)


def about_process_runs(runs: Sequence[RunOutcome]) -> tuple[Attention, ...]:
    """Return the failures and cut-offs that are no repository's."""
    errors = [error for outcome in runs for error in _errors(outcome.problems)]
    cut_off = [
        outcome.run
        for outcome in runs
        if outcome.verdict is Verdict.INCOMPLETE and not outcome.is_cut_off_in_a_turn
    ]
    said = [outcome.run for outcome in runs if outcome.says_only_exit_code]
    return (
        *_logged(errors, len(runs)),
        *_ended_with_code(said, len(runs)),
        *_cut_off(cut_off, len(runs)),
    )


def about_problems(
    problems: Sequence[ProblemSummary], *, last_result: str | None
) -> tuple[Attention, ...]:
    """Return the warnings that the last run still gave, one for each message and remedy.

    Args:
        problems: of one repository, or of none.
        last_result: how the last run ended; what only repeats that is left out.
    """
    alike: defaultdict[tuple[str, str], list[ProblemSummary]] = defaultdict(list)
    has_reason = is_failure(last_result) or is_skipped(last_result)
    for problem in problems:
        is_new = problem.level == ProblemLevel.WARN and problem.in_last_run
        is_told = has_reason and repeats_result(problem.message)
        if is_new and not is_told:
            alike[problem.message, problem.remedy or _LOOK].append(problem)
    return tuple(
        Attention(
            kind=AttentionKind.PROBLEM,
            what=_with_detail(message, [each.detail for each in group], where="in the last run"),
            what_to_do=remedy,
            cause=_said(message),
        )
        for (message, remedy), group in alike.items()
    )


def _group(pairs: Iterable[tuple[_Name, RunRow]]) -> dict[_Name, list[RunRow]]:
    groups: defaultdict[_Name, dict[int, RunRow]] = defaultdict(dict)
    for name, run in pairs:
        groups[name][run.run_id] = run
    return {name: list(runs.values()) for name, runs in groups.items()}


def _errors(problems: Sequence[ProblemRow]) -> list[ProblemRow]:
    return [problem for problem in problems if problem.level is not ProblemLevel.WARN]


def _failed_with(result: str, runs: Sequence[RunRow], turns: Sequence[RepositoryRun]) -> Attention:
    failure = result_meaning(result)
    is_over = turns[-1].verdict is not Verdict.FAILED
    cause = failure.meaning + ("; the last run did not fail" if is_over else "")
    return Attention(
        kind=AttentionKind.RUN_FAILED,
        what=f"{_out_of(runs, len(turns))} ended with {result}: {cause}",
        what_to_do=failure.remedy,
        cause=cause,
        last_at=runs[-1].started_at,
    )


def _logged(errors: Sequence[ProblemRow], total: int) -> tuple[Attention, ...]:
    """Return one word for each message and remedy, with the detail if that is always the same."""
    alike: defaultdict[tuple[str, str], list[ProblemRow]] = defaultdict(list)
    for error in errors:
        alike[error.message, explain(error.message, error.detail).remedy].append(error)
    return tuple(
        _logged_with(message, remedy, group, total) for (message, remedy), group in alike.items()
    )


def _logged_with(message: str, remedy: str, group: Sequence[ProblemRow], total: int) -> Attention:
    cause = _with_detail(message, sorted({each.detail for each in group}), where="in all")
    return Attention(
        kind=AttentionKind.RUN_FAILED,
        what=f"{len({each.run_id for each in group})} of {_runs(total)} logged an error: {cause}",
        what_to_do=remedy,
        last_at=group[-1].run_started_at,
        cause=cause,
    )


def _said(message: str) -> str:
    return explain(message).title or message


def _with_detail(message: str, details: Sequence[str], *, where: str) -> str:
    said = _said(message)
    if len(details) > 1:
        return f"{said}: {len(details)} different ones {where}, see Problems"
    return f"{said}: {details[0]}" if details[0] else said


def _dry(turns: Sequence[RepositoryRun]) -> tuple[Attention, ...]:
    """Return the word on dry runs, if the last run still was one."""
    if not turns or not turns[-1].is_dry_run:
        return ()
    dry = [turn.run for turn in turns if turn.is_dry_run]
    were = "was a dry run" if len(dry) == 1 else "were dry runs"
    return (
        Attention(
            kind=AttentionKind.DRY_RUN,
            what=f"{_out_of(dry, len(turns))} {were}: Renovate changed nothing",
            what_to_do=reason_of(None, DRY_RUN).what_to_do,
            options=reason_of(None, DRY_RUN).options,
            cause="",
        ),
    )


def _skipped(turns: Sequence[RepositoryRun]) -> tuple[Attention, ...]:
    """Return why Renovate leaves a repository alone, if the last run still did."""
    result = turns[-1].turn.result if turns else None
    if result is None or not is_skipped(result):
        return ()
    skipped = [turn.run for turn in turns if turn.turn.result == result]
    failure = result_meaning(result)
    return (
        Attention(
            kind=AttentionKind.SKIPPED,
            what=f"{_out_of(skipped, len(turns))} ended with {result}: {failure.meaning}",
            what_to_do=failure.remedy,
            cause=failure.meaning,
        ),
    )


def _cut_off(runs: Sequence[RunRow], total: int) -> tuple[Attention, ...]:
    if not runs:
        return ()
    were = "was" if len(runs) == 1 else "were"
    return (
        Attention(
            kind=AttentionKind.RUN_INCOMPLETE,
            what=f"{_out_of(runs, total)} {were} cut off at the end or the beginning",
            what_to_do=_CUT_OFF,
            last_at=runs[-1].started_at,
            cause="",
        ),
    )


def _ended_with_code(runs: Sequence[RunRow], total: int) -> tuple[Attention, ...]:
    if not runs:
        return ()
    codes = ", ".join(str(code) for code in sorted({run.exit_code or 0 for run in runs}))
    return (
        Attention(
            kind=AttentionKind.RUN_FAILED,
            what=f"{_out_of(runs, total)} ended with exit code {codes}, and the log does not say "
            "why",
            what_to_do="look at the end of the container's output, and at the state of the Pod",
            last_at=runs[-1].started_at,
        ),
    )


def _out_of(runs: Sequence[RunRow], total: int) -> str:
    return f"{len(runs)} of {_runs(total)}"


def _runs(count: int) -> str:
    return f"{count} run" if count == 1 else f"{count} runs"
