"""Where a run's time went, compared with the runs before it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, and_, literal, or_, select

from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.dependency_rows import TimingComparison
from renovate_kit.reports.store.schema import (
    repositories,
    repository_runs,
    runs,
    spans,
    splits,
    subjects,
    timings,
)

__all__ = ["timing_comparison"]

_Key: TypeAlias = tuple[str | None, str, str]
"""Repository, kind and name."""


@dataclass(frozen=True, slots=True)
class _Time:
    count: int | None
    total_ms: int | None
    mean_ms: int | None
    max_ms: int | None


def timing_comparison(
    connection: Connection, run_id: int, *, earlier: int = 20
) -> tuple[TimingComparison, ...]:
    """Return what a run's time was spent on, the longest first; empty at info level.

    Args:
        connection: to the store.
        run_id: the run.
        earlier: with how many runs before it to compare: those that turned to one of its
            repositories, and whose log shows timings.
    """
    now = _times(connection, [run_id]).get(run_id, {})
    before = _times(connection, _earlier_runs(connection, run_id, earlier))
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


def _earlier_runs(connection: Connection, run_id: int, earlier: int) -> list[int]:
    started_at = connection.scalar(select(runs.c.started_at).where(runs.c.id == run_id))
    if started_at is None:
        return []
    same = select(repository_runs.c.repository_id).where(repository_runs.c.run_id == run_id)
    turned = select(repository_runs.c.id).where(
        repository_runs.c.run_id == runs.c.id, repository_runs.c.repository_id.in_(same)
    )
    timed = select(timings.c.run_id).where(timings.c.run_id == runs.c.id)
    split = (
        select(splits.c.name)
        .join(repository_runs, repository_runs.c.id == splits.c.repository_run_id)
        .where(repository_runs.c.run_id == runs.c.id)
    )
    at = literal(started_at, UtcText())
    found = connection.scalars(
        select(runs.c.id)
        .where(
            or_(runs.c.started_at < at, and_(runs.c.started_at == at, runs.c.id < run_id)),
            turned.exists(),
            or_(timed.exists(), split.exists()),
        )
        .order_by(runs.c.started_at.desc(), runs.c.id.desc())
        .limit(earlier)
    )
    return list(found)


def _times(connection: Connection, wanted: Sequence[int]) -> dict[int, dict[_Key, _Time]]:
    times: defaultdict[int, dict[_Key, _Time]] = defaultdict(dict)
    for row in connection.execute(_timed(wanted)):
        known = row._mapping  # noqa: SLF001 - public; a tuple's own count() hides it
        times[row.run_id][row.repository, row.kind, row.name] = _Time(
            known["count"], row.total_ms, row.mean_ms, row.max_ms
        )
    for row in connection.execute(_split(wanted)):
        key = (row.repository, "split", row.name)
        times[row.run_id][key] = _Time(None, row.duration_ms, None, None)
    for row in connection.execute(_spanned(wanted)):
        name = row.name if row.subject is None else f"{row.name} {row.subject}"
        count = row._mapping["count"]  # noqa: SLF001 - public; a tuple's own count() hides it
        mean = round(row.total_ms / count) if count else None
        times[row.run_id][row.repository, "span", name] = _Time(
            count, row.total_ms, mean, row.max_ms
        )
    return times


def _timed(wanted: Sequence[int]) -> Select[Any]:
    return (
        select(timings, subjects.c.kind, subjects.c.name, repositories.c.name.label("repository"))
        .join(subjects, subjects.c.id == timings.c.subject_id)
        .outerjoin(repositories, repositories.c.id == timings.c.repository_id)
        .where(timings.c.run_id.in_(wanted))
    )


def _split(wanted: Sequence[int]) -> Select[Any]:
    return (
        select(splits, repository_runs.c.run_id, repositories.c.name.label("repository"))
        .join(repository_runs, repository_runs.c.id == splits.c.repository_run_id)
        .join(repositories, repositories.c.id == repository_runs.c.repository_id)
        .where(repository_runs.c.run_id.in_(wanted))
    )


def _spanned(wanted: Sequence[int]) -> Select[Any]:
    return (
        select(spans, repositories.c.name.label("repository"))
        .outerjoin(repositories, repositories.c.id == spans.c.repository_id)
        .where(spans.c.run_id.in_(wanted))
    )
