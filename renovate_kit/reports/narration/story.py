"""A run as a person would tell it."""

from collections.abc import Sequence
from typing import Final

from renovate_kit.reports.events import LogDetail, ProblemLogged
from renovate_kit.reports.narration.counts import counts_of_run
from renovate_kit.reports.narration.cut_off import cut_off_words
from renovate_kit.reports.narration.deeds import deeds_of
from renovate_kit.reports.narration.durations import duration_of, ended_at, log_duration_of
from renovate_kit.reports.narration.failures import (
    failures_of_process,
    failures_of_turn,
    worst_categories,
)
from renovate_kit.reports.narration.findings import findings_of
from renovate_kit.reports.narration.held import held_back, unclear_branches
from renovate_kit.reports.narration.judgement import verdict_of_run, verdict_of_turn
from renovate_kit.reports.narration.notes import note_on
from renovate_kit.reports.narration.shown import shown_branches
from renovate_kit.reports.narration.times import times_compared, times_of
from renovate_kit.reports.narration.unknowns import unknowns_of
from renovate_kit.reports.run_report import Failure, RepositoryStory, RunStory
from renovate_kit.reports.statistics.exit_group import (
    ExitGroup,
    group_of_cut_off,
    group_of_failures,
)
from renovate_kit.reports.statistics.reasons import DRY_RUN
from renovate_kit.reports.statistics.verdict import stopped_early, told_result
from renovate_kit.reports.store.dependency_rows import TimingComparison
from renovate_kit.reports.store.run_rows import RunDetails, RunFacts, TurnDetails
from renovate_kit.reports.verdicts import Verdict

__all__ = ["tell_run"]

_MOST_REASONS: Final = 5
_LONGEST_REASON: Final = 160


def tell_run(
    details: RunDetails, comparisons: Sequence[TimingComparison] | None = None
) -> RunStory:
    """Return a run as a story.

    Args:
        details: what is known of it.
        comparisons: where its time went, compared with earlier runs; None if it can't be.
    """
    facts, verdict = details.facts, verdict_of_run(details)
    repositories = tuple(_tell_turn(details, turn) for turn in details.turns)
    own = failures_of_process(facts, details.problems)
    failures = [*own, *(each for turn in repositories for each in turn.failures)]
    return RunStory(
        run_id=facts.run_id or None,
        source=facts.source,
        started_at=facts.started_at,
        finished_at=ended_at(facts),
        duration_ms=duration_of([turn.facts for turn in details.turns]),
        log_ms=log_duration_of(facts),
        renovate_version=facts.renovate_version,
        platform=facts.platform,
        hostname=facts.hostname,
        shows_debug=facts.detail is LogDetail.DEBUG,
        dry_run=facts.dry_run,
        verdict=verdict,
        because=_because(verdict, repositories, own, facts),
        exit_group=_exit_group(verdict, repositories, failures, facts),
        exit_code=facts.exit_code,
        exit_evidence=facts.exit_evidence,
        cut_off=None if facts.cut_off is None else cut_off_words(facts.cut_off),
        pod=_pod(facts),
        repositories=repositories,
        failures=own,
        times=times_of(details) if comparisons is None else times_compared(comparisons),
        caches=tuple((x.kind.value, x.name, x.hits, x.misses) for x in details.caches),
        unknown=unknowns_of(details),
        counts=counts_of_run(details),
    )


def _tell_turn(details: RunDetails, turn: TurnDetails) -> RepositoryStory:
    facts = turn.facts
    dry_run = _is_dry_run(details, facts.repository)
    branches = shown_branches(turn)
    return RepositoryStory(
        repository=facts.repository,
        verdict=verdict_of_turn(details, turn),
        result=facts.result,
        status=facts.status,
        note=note_on(turn, dry_run=dry_run, stopped=stopped_early(details.facts, facts)),
        started_at=facts.started_at,
        duration_ms=facts.duration_ms,
        restarts=facts.restarts,
        dry_run=dry_run,
        found=findings_of(turn),
        done=deeds_of(turn),
        held=None if branches is None else held_back(branches, dry_run=dry_run, limits=turn.limits),
        unclear=unclear_branches(turn),
        failures=failures_of_turn(turn, details.problems),
        lacks_start=details.facts.lacks_start and facts.position == 0,
    )


def _is_dry_run(details: RunDetails, repository: str) -> bool:
    def is_about(problem: ProblemLogged) -> bool:
        return problem.message == DRY_RUN and problem.repository == repository

    return details.facts.dry_run is not None or any(map(is_about, details.problems))


def _because(
    verdict: Verdict,
    repositories: Sequence[RepositoryStory],
    own: Sequence[Failure],
    facts: RunFacts,
) -> tuple[str, ...]:
    if verdict is Verdict.HEALTHY:
        return ()
    reasons = [_reason(failure) for failure in own if failure.counts]
    for turn in repositories:
        prefix = f"{turn.repository}: " if len(repositories) > 1 else ""
        reasons += [prefix + _reason(failure) for failure in turn.failures if failure.counts]
        if told_result(facts, turn) is None and facts.complete:
            reasons.append(f"{prefix}Renovate gives no result")
    if not reasons and facts.exit_code:
        reasons.append(f"the process ended with exit code {facts.exit_code}")
    reasons = list(dict.fromkeys(reasons))
    more = len(reasons) - _MOST_REASONS
    return (*reasons[:_MOST_REASONS], *([f"and {more} more"] if more > 0 else []))


def _reason(failure: Failure) -> str:
    text = f"{failure.what}: {failure.detail or failure.means}"
    return text if len(text) <= _LONGEST_REASON else text[: _LONGEST_REASON - 1].rstrip() + "…"


def _exit_group(
    verdict: Verdict,
    repositories: Sequence[RepositoryStory],
    failures: Sequence[Failure],
    facts: RunFacts,
) -> ExitGroup:
    match verdict:
        case Verdict.HEALTHY:
            return ExitGroup.NOTHING
        case Verdict.DEGRADED:
            return ExitGroup.DEGRADED
        case Verdict.INCOMPLETE:
            return group_of_cut_off(facts.cut_off)
        case Verdict.FAILED:
            results = [turn.result for turn in repositories]
            return group_of_failures(results, worst_categories(failures))


def _pod(facts: RunFacts) -> str | None:
    for pod in facts.pods:
        name = "/".join(part for part in (pod.namespace, pod.pod or pod.source) if part)
        code = None if pod.exit_code is None else f"exit code {pod.exit_code}"
        limits = dict(pod.limits or ())
        memory = f"memory limit {limits['memory']}" if "memory" in limits else None
        return ", ".join(filter(None, (name, pod.reason, code, memory)))
    return None
