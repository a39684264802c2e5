"""From a log into the store, and from the store to a report; wiring only."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from renovate_kit.errors import InputError
from renovate_kit.reports.events import Event
from renovate_kit.reports.report import Period, Report
from renovate_kit.reports.sources import LogSource
from renovate_kit.reports.statistics.build import build_report
from renovate_kit.reports.statistics.period_rows import PeriodRows
from renovate_kit.reports.store import Store

__all__ = ["Ingested", "ingest_log", "summarise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What came of a log: how many of its runs were new, and what in it was no record."""

    runs_new: int
    runs_known: int
    runs_enriched: int
    unparsed: int
    first_unparsed: tuple[int, str] | None


def ingest_log(
    source: LogSource, store: Store, *, now: datetime, on_progress: Callable[[int], None]
) -> Ingested:
    """Take a log into the store.

    Args:
        source: an opened log.
        store: where its runs go; what it knows already stays as it is.
        now: when that is.
        on_progress: called now and then with the bytes read so far.

    Raises:
        InputError: the log can't be read, or is nothing of Renovate's.
        StoreError: the store can't be written; what was there before still is.
    """
    taken = store.take(source.name, _watched(source, on_progress), taken_at=now)
    return Ingested(
        runs_new=taken.runs_new,
        runs_known=taken.runs_known,
        runs_enriched=taken.runs_enriched,
        unparsed=source.statistics.unparsed,
        first_unparsed=source.statistics.first_unparsed,
    )


def _watched(source: LogSource, on_progress: Callable[[int], None]) -> Iterator[Event]:
    for event in source.events():
        on_progress(source.bytes_read)
        yield event


def summarise(
    store: Store, period: Period, *, time_zone: str, repositories: Sequence[str], now: datetime
) -> Report:
    """Return the report of a period.

    Args:
        store: what is known.
        period: which runs count, by their start.
        time_zone: IANA name of the zone in which the report tells times.
        repositories: only these; empty means all.
        now: no run was due later than that.

    Raises:
        InputError: no run of the period is in the store.
        StoreError: the store can't be read.
        UsageError: there is no such time zone.
    """
    runs = store.runs(period.start, period.end, repositories)
    if not runs:
        raise _nothing_to_report(store, period, repositories)
    rows = PeriodRows(
        runs=runs,
        branches=store.branches(period.start, period.end, repositories),
        pull_requests=store.pull_request_events(period.start, period.end, repositories),
        problems=store.problems(period.start, period.end, repositories),
        dependencies=store.latest_dependency_counts(period.start, period.end, repositories),
        runs_without_time=store.count_runs_without_time(repositories),
    )
    return build_report(rows, period=period, time_zone=time_zone, now=now)


def _nothing_to_report(store: Store, period: Period, repositories: Sequence[str]) -> InputError:
    whose = f" of {', '.join(repositories)}" if repositories else ""
    weeks = store.weeks(repositories, zone=period.start.tzinfo or UTC)
    if weeks:
        latest = weeks[-1]
        hint = f"the last week with runs is {latest.year}-W{latest.week:02}: try --week with it"
    elif untimed := store.count_runs_without_time(repositories):
        noun = "run has" if untimed == 1 else "runs have"
        hint = f"{untimed} {noun} no known time: log as JSON, or use `kubectl logs --timestamps`"
    else:
        hint = "put logs into the store first, with `renovate-kit ingest`"
    return InputError(f"no run{whose} is on record for {period.name}", hint=hint)
