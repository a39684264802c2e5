"""Runs in a list."""

from renovate_kit.reports.events import LogDetail
from renovate_kit.reports.narration.counts import counts_of_summary
from renovate_kit.reports.narration.cut_off import cut_off_words
from renovate_kit.reports.narration.durations import duration_of, ended_at, log_duration_of
from renovate_kit.reports.narration.judgement import verdict_of_summary
from renovate_kit.reports.run_report import ListedRun
from renovate_kit.reports.statistics.verdict import is_failure
from renovate_kit.reports.store.run_rows import RunSummary

__all__ = ["listed_run"]


def listed_run(summary: RunSummary) -> ListedRun:
    """Return a run as a list has it."""
    facts, turns = summary.facts, summary.turns
    return ListedRun(
        run_id=facts.run_id,
        repositories=tuple(turn.facts.repository for turn in turns),
        started_at=facts.started_at,
        finished_at=ended_at(facts),
        renovate_version=facts.renovate_version,
        verdict=verdict_of_summary(summary),
        result=_result(summary),
        cut_off=None if facts.cut_off is None else cut_off_words(facts.cut_off),
        exit_code=facts.exit_code,
        duration_ms=duration_of([turn.facts for turn in turns]),
        log_ms=log_duration_of(facts),
        counts=counts_of_summary(summary),
        shows_debug=facts.detail is LogDetail.DEBUG,
        source=facts.source,
    )


def _result(summary: RunSummary) -> str | None:
    results = [turn.facts.result for turn in summary.turns]
    failed = next((result for result in results if is_failure(result)), None)
    return failed or (results[-1] if results else None)
