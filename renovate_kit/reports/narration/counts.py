"""What is counted of a run, whether its counts are at hand or all of its details."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from renovate_kit.reports.events import LogDetail, ProblemLevel
from renovate_kit.reports.narration.shown import LISTS_BRANCHES, shown_branches
from renovate_kit.reports.run_report import RunCounts
from renovate_kit.reports.statistics.verdict import levels_of
from renovate_kit.reports.store.run_rows import RunDetails, RunFacts, RunSummary, TurnSummary

__all__ = ["counts_of_run", "counts_of_summary"]


def counts_of_summary(summary: RunSummary) -> RunCounts:
    """Return what is counted of a run, by its counts."""
    turns = summary.turns
    pull_requests: Counter[str] = Counter()
    for turn in turns:
        for action, count in turn.pull_requests.items():
            pull_requests[action.value] += count
    hidden = summary.problems.get(ProblemLevel.DEBUG, 0)
    counts = RunCounts(
        problems=sum(summary.problems.values()) - hidden,
        hidden_problems=hidden,
        pull_requests=dict(pull_requests),
        dependencies=_added(turn.dependencies for turn in turns),
        updates=_added(turn.updates if _lists_branches(turn) else None for turn in turns),
        branches=_added(map(_branches, turns)),
        vulnerabilities=_added(turn.vulnerabilities for turn in turns),
        lookup_failures=sum(turn.lookup_failures for turn in turns),
        artifact_failures=sum(turn.artifact_failures for turn in turns),
    )
    return _as_far_as_shown(counts, summary.facts)


def counts_of_run(details: RunDetails) -> RunCounts:
    """Return what is counted of a run, by everything about it: the same as by its counts."""
    turns = details.turns
    levels = levels_of(details.problems)
    hidden = levels.count(ProblemLevel.DEBUG)
    shown = [branches for turn in turns if (branches := shown_branches(turn)) is not None]
    extractions = [turn.dependency_counts for turn in turns if turn.dependency_counts]
    shows_advisories = details.facts.detail is LogDetail.DEBUG
    counts = RunCounts(
        problems=len(levels) - hidden,
        hidden_problems=hidden,
        pull_requests=dict(Counter(x.action.value for turn in turns for x in turn.pull_requests)),
        dependencies=_added(sum(x.dependencies for x in found) for found in extractions),
        updates=_added(sum(len(x.upgrades) for x in branches) for branches in shown),
        branches=_added(map(len, shown)),
        vulnerabilities=_added(
            len(turn.vulnerabilities) if turn.vulnerabilities or shows_advisories else None
            for turn in turns
        ),
        lookup_failures=sum(len(turn.lookup_failures) for turn in turns),
        artifact_failures=sum(len(turn.artifact_failures) for turn in turns),
    )
    return _as_far_as_shown(counts, details.facts)


def _as_far_as_shown(counts: RunCounts, facts: RunFacts) -> RunCounts:
    """Return the counts without those that the log can't tell.

    Of a log without its beginning, only what Renovate lists at the end is known.
    """
    if facts.lacks_start:
        return RunCounts(
            dependencies=counts.dependencies, updates=counts.updates, branches=counts.branches
        )
    return counts if facts.detail is LogDetail.DEBUG else replace(counts, hidden_problems=None)


def _lists_branches(turn: TurnSummary) -> bool:
    """Return whether a repository got so far that what is not listed is not there."""
    return bool(turn.branches) or turn.facts.result in LISTS_BRANCHES


def _branches(turn: TurnSummary) -> int | None:
    if turn.branches is None or not _lists_branches(turn):
        return None
    return sum(turn.branches.values())


def _added(numbers: Iterable[int | None]) -> int | None:
    """Return the sum of what is known; None if nothing is."""
    known: Sequence[int] = [number for number in numbers if number is not None]
    return sum(known) if known else None
