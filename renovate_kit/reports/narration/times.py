"""Where a run's time went."""

from collections.abc import Iterator, Sequence

from renovate_kit.reports.run_report import TimeSpent
from renovate_kit.reports.store.dependency_rows import TimingComparison
from renovate_kit.reports.store.run_rows import RunDetails

__all__ = ["times_compared", "times_of"]


def times_compared(comparisons: Sequence[TimingComparison]) -> tuple[TimeSpent, ...]:
    """Return where the time went, compared with earlier runs, the longest first."""
    return tuple(
        TimeSpent(
            repository=each.repository,
            kind=each.kind,
            name=each.name,
            count=each.count,
            total_ms=each.total_ms,
            mean_ms=each.mean_ms,
            max_ms=each.max_ms,
            usual_ms=each.usual_total_ms,
            earlier_runs=each.earlier_runs,
        )
        for each in comparisons
    )


def times_of(details: RunDetails) -> tuple[TimeSpent, ...]:
    """Return where the time went, of a run that nothing can be compared with."""
    found = [*_splits(details), *_timings(details), *_spans(details)]
    return tuple(sorted(found, key=lambda each: -(each.total_ms or 0)))


def _splits(details: RunDetails) -> Iterator[TimeSpent]:
    for turn in details.turns:
        for name, duration_ms in turn.splits_ms:
            yield TimeSpent(
                repository=turn.facts.repository,
                kind="split",
                name=name,
                count=None,
                total_ms=duration_ms,
                mean_ms=None,
                max_ms=None,
            )


def _timings(details: RunDetails) -> Iterator[TimeSpent]:
    for each in details.timings:
        yield TimeSpent(
            repository=each.repository,
            kind=each.kind.value,
            name=each.name,
            count=each.count,
            total_ms=each.total_ms,
            mean_ms=each.mean_ms,
            max_ms=each.max_ms,
        )


def _spans(details: RunDetails) -> Iterator[TimeSpent]:
    for each in details.spans:
        yield TimeSpent(
            repository=each.repository,
            kind="span",
            name=each.name if each.subject is None else f"{each.name} {each.subject}",
            count=each.count,
            total_ms=each.total_ms,
            mean_ms=round(each.total_ms / each.count) if each.count else None,
            max_ms=each.max_ms,
        )
