"""Runs in a list."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from renovate_kit.reports.events import LogDetail, ProblemLevel
from renovate_kit.reports.narration.failures import cut_off_words
from renovate_kit.reports.narration.held import LISTS_BRANCHES
from renovate_kit.reports.narration.judgement import verdict_of_summary
from renovate_kit.reports.narration.story import duration_of, log_duration_of
from renovate_kit.reports.run_report import ListedRun
from renovate_kit.reports.statistics.verdict import is_failure
from renovate_kit.reports.store.run_rows import RunSummary, TurnSummary

__all__ = ["listed_run"]

_Number = TypeVar("_Number", int, float)


def listed_run(summary: RunSummary) -> ListedRun:
    """Return a run as a list has it."""
    facts, turns = summary.facts, summary.turns
    pull_requests: Counter[str] = Counter()
    for turn in turns:
        for action, count in turn.pull_requests.items():
            pull_requests[action.value] += count
    hidden = summary.problems.get(ProblemLevel.DEBUG, 0)
    return ListedRun(
        run_id=facts.run_id,
        repositories=tuple(turn.facts.repository for turn in turns),
        started_at=facts.started_at,
        finished_at=facts.ended_at if facts.complete else None,
        renovate_version=facts.renovate_version,
        verdict=verdict_of_summary(summary),
        result=_result(summary),
        cut_off=None if facts.cut_off is None else cut_off_words(facts.cut_off),
        exit_code=facts.exit_code,
        duration_ms=duration_of([turn.facts for turn in turns]),
        log_ms=log_duration_of(facts),
        pull_requests=dict(pull_requests),
        dependencies=_added(turn.dependencies for turn in turns),
        updates=_added(turn.updates if _lists_branches(turn) else None for turn in turns),
        open_branches=_added(
            None
            if turn.branches is None or not _lists_branches(turn)
            else sum(turn.branches.values())
            for turn in turns
        ),
        vulnerabilities=_added(turn.vulnerabilities for turn in turns),
        lookup_failures=sum(turn.lookup_failures for turn in turns),
        artifact_failures=sum(turn.artifact_failures for turn in turns),
        problems=sum(summary.problems.values()) - hidden,
        hidden_problems=hidden if facts.detail is LogDetail.DEBUG else None,
        shows_debug=facts.detail is LogDetail.DEBUG,
        source=facts.source,
    )


def _lists_branches(turn: TurnSummary) -> bool:
    """Return whether a repository got so far that what is not listed is not there."""
    return bool(turn.branches) or turn.facts.result in LISTS_BRANCHES


def _result(summary: RunSummary) -> str | None:
    results = [turn.facts.result for turn in summary.turns]
    failed = next((result for result in results if is_failure(result)), None)
    return failed or (results[-1] if results else None)


def _added(numbers: Iterable[_Number | None]) -> _Number | None:
    """Return the sum of what is known; None if nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known[1:], known[0]) if known else None
