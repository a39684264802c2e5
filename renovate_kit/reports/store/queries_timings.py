"""Where a run's time went, compared with the runs before it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final, TypeAlias

from renovate_kit.reports.store.dependency_rows import TimingComparison
from renovate_kit.reports.store.reading import Reader, listed

__all__ = ["timing_comparison"]

_Key: TypeAlias = tuple[str | None, str, str]
"""Repository, kind and name."""

_EARLIER: Final = """
    SELECT runs.id FROM runs
    WHERE (runs.started_at < :at OR (runs.started_at = :at AND runs.id < :run_id))
    AND EXISTS (
        SELECT 1 FROM repository_runs AS turn
        WHERE turn.run_id = runs.id AND turn.repository_id IN (
            SELECT own.repository_id FROM repository_runs AS own WHERE own.run_id = :run_id
        )
    )
    AND (
        EXISTS (SELECT 1 FROM timings WHERE timings.run_id = runs.id)
        OR EXISTS (
            SELECT 1 FROM splits
            JOIN repository_runs AS turn ON turn.id = splits.repository_run_id
            WHERE turn.run_id = runs.id
        )
    )
    ORDER BY runs.started_at DESC, runs.id DESC
    LIMIT :most
"""
_TIMED: Final = """
    SELECT told.run_id, repositories.name, subjects.kind, subjects.name,
           told.count, told.total_ms, told.mean_ms, told.max_ms
    FROM timings AS told
    JOIN subjects ON subjects.id = told.subject_id
    LEFT JOIN repositories ON repositories.id = told.repository_id
    WHERE told.run_id IN ($RUNS)
    ORDER BY told.run_id, told.position
"""
_SPLIT: Final = """
    SELECT turn.run_id, repositories.name, splits.name, splits.duration_ms
    FROM splits
    JOIN repository_runs AS turn ON turn.id = splits.repository_run_id
    JOIN repositories ON repositories.id = turn.repository_id
    WHERE turn.run_id IN ($RUNS)
    ORDER BY turn.run_id, turn.repository_id, splits.name
"""
_SPANNED: Final = """
    SELECT told.run_id, repositories.name, told.name, told.subject,
           told.count, told.total_ms, told.max_ms
    FROM spans AS told
    LEFT JOIN repositories ON repositories.id = told.repository_id
    WHERE told.run_id IN ($RUNS)
    ORDER BY told.run_id, told.position
"""


@dataclass(frozen=True, slots=True)
class _Time:
    count: int | None
    total_ms: int | None
    mean_ms: int | None
    max_ms: int | None


def timing_comparison(
    reader: Reader, run_id: int, *, earlier: int = 20
) -> tuple[TimingComparison, ...]:
    """Return what a run's time was spent on, the longest first; empty at info level.

    Args:
        reader: of the store.
        run_id: the run.
        earlier: with how many runs before it to compare: those that turned to one of its
            repositories, and whose log shows timings.
    """
    now = _times(reader, [run_id]).get(run_id, {})
    before = _times(reader, _earlier_runs(reader, run_id, earlier))
    usual: defaultdict[_Key, list[_Time]] = defaultdict(list)
    for times in before.values():
        for key, time in times.items():
            usual[key].append(time)
    compared = (_compared(key, time, usual.get(key, ())) for key, time in now.items())
    return tuple(sorted(compared, key=lambda each: -(each.total_ms or 0)))


def _compared(key: _Key, time: _Time, earlier: Sequence[_Time]) -> TimingComparison:
    repository, kind, name = key
    return TimingComparison(
        repository=repository,
        kind=kind,
        name=name,
        count=time.count,
        total_ms=time.total_ms,
        mean_ms=time.mean_ms,
        max_ms=time.max_ms,
        earlier_runs=len(earlier),
        usual_total_ms=_median(each.total_ms for each in earlier),
        usual_mean_ms=_median(each.mean_ms for each in earlier),
    )


def _median(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return round(median(known)) if known else None


def _earlier_runs(reader: Reader, run_id: int, earlier: int) -> list[int]:
    found = reader.tuples("SELECT runs.started_at FROM runs WHERE runs.id = :run", {"run": run_id})
    started_at = found[0][0] if found else None
    if started_at is None:
        return []
    asked = {"at": started_at, "run_id": run_id, "most": earlier}
    return [key for (key,) in reader.tuples(_EARLIER, asked)]


def _times(reader: Reader, wanted: Sequence[int]) -> dict[int, dict[_Key, _Time]]:
    times: defaultdict[int, dict[_Key, _Time]] = defaultdict(dict)
    for run_id, repository, kind, name, *time in _of_runs(reader, _TIMED, wanted):
        times[run_id][repository, kind, name] = _Time(*time)
    for run_id, repository, name, duration in _of_runs(reader, _SPLIT, wanted):
        times[run_id][repository, "split", name] = _Time(None, duration, None, None)
    for run_id, repository, name, subject, *time in _of_runs(reader, _SPANNED, wanted):
        count, total, longest = time
        named = name if subject is None else f"{name} {subject}"
        mean = round(total / count) if count else None
        times[run_id][repository, "span", named] = _Time(count, total, mean, longest)
    return times


def _of_runs(reader: Reader, sql: str, wanted: Sequence[int]) -> Sequence[tuple[Any, ...]]:
    runs = listed("run", wanted)
    return reader.tuples(sql.replace("$RUNS", runs.sql), runs.parameters)
