"""Counts, durations and gaps of runs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from renovate_kit.reports.events import LogDetail
from renovate_kit.reports.report import Gap, RunSummary, Verdict
from renovate_kit.reports.statistics.history import RepositoryRun
from renovate_kit.reports.statistics.run_outcomes import RunOutcome
from renovate_kit.reports.statistics.usual_times import UsualTimes
from renovate_kit.reports.store.rows import RunRow

__all__ = ["Due", "summarise_repository_runs", "summarise_runs", "summarise_starts"]

_FEWEST_INTERVALS = 5
_USUAL_SHARE = 0.75
_TOLERANCE = 0.1
_LATE = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When runs were due: from the start of a period until its end, at their usual times."""

    since: datetime
    until: datetime
    usual: UsualTimes = field(default_factory=lambda: UsualTimes(()))


def summarise_runs(
    runs: Sequence[RunOutcome],
    *,
    due: Due,
    before: Sequence[datetime] = (),
) -> RunSummary:
    """Return what is to say of whole runs.

    Args:
        runs: of the period, oldest first.
        due: when they were due.
        before: starts of the last runs before the period, oldest first.
    """
    return _summarise(
        [outcome.run for outcome in runs],
        before=before,
        verdicts=[outcome.verdict for outcome in runs],
        durations_ms=[outcome.duration_ms for outcome in runs],
        due=due,
    )


def summarise_starts(runs: Sequence[RunRow], *, due: Due, before: Sequence[datetime]) -> RunSummary:
    """Return what their starts alone tell of runs: when they were due, and stopped coming.

    Args: as for `summarise_runs`.
    """
    return _summarise(runs, before=before, verdicts=(), durations_ms=(), due=due)


def summarise_repository_runs(
    turns: Sequence[RepositoryRun],
    *,
    due: Due,
    before: Sequence[datetime] = (),
) -> RunSummary:
    """Return what is to say of the runs of one repository, oldest first.

    Args: as for `summarise_runs`.
    """
    return _summarise(
        [turn.run for turn in turns],
        before=before,
        verdicts=[turn.verdict for turn in turns],
        durations_ms=[turn.turn.duration_ms for turn in turns],
        due=due,
    )


def _summarise(
    runs: Sequence[RunRow],
    *,
    before: Sequence[datetime],
    verdicts: Sequence[Verdict],
    durations_ms: Sequence[int | None],
    due: Due,
) -> RunSummary:
    counts = Counter(verdicts)
    known_ms = [duration for duration in durations_ms if duration is not None]
    starts = [run.started_at for run in runs]
    # Too few runs show no cadence: one that was kept until then still holds.
    cadence = _cadence(starts if len(starts) > _FEWEST_INTERVALS else [*before, *starts])
    latest = [*before, *starts][-1:]
    return RunSummary(
        total=len(runs),
        healthy=counts[Verdict.HEALTHY],
        degraded=counts[Verdict.DEGRADED],
        failed=counts[Verdict.FAILED],
        incomplete=counts[Verdict.INCOMPLETE],
        first_started_at=starts[0] if starts else None,
        last_started_at=starts[-1] if starts else None,
        last_verdict=verdicts[-1] if verdicts else None,
        median_duration_ms=round(median(known_ms)) if known_ms else None,
        longest_duration_ms=max(known_ms, default=None),
        cadence_minutes=None if cadence is None else round(cadence / timedelta(minutes=1)),
        gaps=() if cadence is None else _gaps([*before[-1:], *starts], cadence, due),
        renovate_versions=_versions(runs),
        without_debug_detail=sum(run.detail is not LogDetail.DEBUG for run in runs),
        last_started_before=None if starts else next(iter(latest), None),
    )


def _versions(runs: Sequence[RunRow]) -> tuple[str, ...]:
    """Return each version once, in the order in which they came into use."""
    return tuple(dict.fromkeys(run.renovate_version for run in runs if run.renovate_version))


def _cadence(starts: Sequence[datetime]) -> timedelta | None:
    """Return the usual time between runs to the minute, if most of them keep to it."""
    intervals = [after - before for before, after in pairwise(starts)]
    if len(intervals) < _FEWEST_INTERVALS:
        return None
    minutes = median(interval / timedelta(minutes=1) for interval in intervals)
    usual = round(minutes) * timedelta(minutes=1)
    near = sum(abs(interval - usual) <= usual * _TOLERANCE for interval in intervals)
    return usual if usual and near >= len(intervals) * _USUAL_SHARE else None


def _gaps(starts: Sequence[datetime], cadence: timedelta, due: Due) -> tuple[Gap, ...]:
    """Return the times without runs in which some should have started.

    Args:
        starts: with the last one before the period, if there is any. Where none came in it at all,
            all count that should have followed that one.
        cadence: the usual time between two.
        due: when runs were due.
    """
    counted_from = min(due.since, starts[-1])

    def missed(last: datetime, slots: int) -> int:
        first = _slots(last, counted_from, cadence) + 1
        times = (last + slot * cadence for slot in range(first, slots + 1))
        return sum(not due.usual.leave_out(time, cadence) for time in times)

    gaps = [
        Gap(after=before, until=after, missed_runs=count)
        for before, after in pairwise(starts)
        if after - before > cadence * _LATE
        and (count := missed(before, round((after - before) / cadence) - 1))
    ]
    if due.until - starts[-1] > cadence * _LATE and (
        count := missed(starts[-1], _slots(starts[-1], due.until, cadence))
    ):
        gaps.append(Gap(after=starts[-1], until=None, missed_runs=count))
    return tuple(gaps)


def _slots(last: datetime, until: datetime, cadence: timedelta) -> int:
    """Return how often a run would have started after the last one, before a time."""
    return max(-((last - until) // cadence) - 1, 0)
