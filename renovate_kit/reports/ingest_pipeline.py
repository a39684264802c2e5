"""From a log into the store; wiring only."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from renovate_kit.errors import UsageError
from renovate_kit.reports.events import Event, RunStarted
from renovate_kit.reports.sources import LogSource
from renovate_kit.reports.store import Store
from renovate_kit.reports.store.companions import CompanionPlace

__all__ = ["Ingested", "ingest_log"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What came of a log: how many of its runs were new, and what in it was no record.

    `new_without_time` are runs among `runs_new` that no report will have, as their time is not
    known. `runs_pruned` are runs among `runs_known` from before the last pruning. `companions`
    says what became of reports and trace files. `damage` says where a compressed log ends too
    early.
    """

    runs_new: int
    runs_known: int
    runs_enriched: int
    new_without_time: int
    runs_pruned: int
    companions: tuple[CompanionPlace, ...]
    unparsed: int
    first_unparsed: tuple[int, str] | None
    damage: str | None


def ingest_log(
    source: LogSource,
    store: Store,
    *,
    now: datetime,
    on_progress: Callable[[int], None],
    started_at: datetime | None = None,
) -> Ingested:
    """Take a log into the store.

    Args:
        source: an opened log.
        store: where its runs go; what it knows already stays as it is.
        now: when that is.
        on_progress: called now and then with the bytes read so far.
        started_at: when the only run of a log without times started, in UTC.

    Raises:
        UsageError: there is a `started_at`, and the log has times or several runs; nothing of it
            is stored then.
        InputError: the log can't be read, or is nothing of Renovate's.
        StoreError: the store can't be written; what was there before still is.
    """
    events: Iterable[Event] = _watched(source, on_progress)
    if started_at is not None:
        events = _dated(events, started_at, log=source.name)
    taken = store.take(source.name, events, taken_at=now)
    return Ingested(
        runs_new=taken.runs_new,
        runs_known=taken.runs_known,
        runs_enriched=taken.runs_enriched,
        new_without_time=taken.new_without_time,
        runs_pruned=taken.runs_pruned,
        companions=taken.companions,
        unparsed=source.statistics.unparsed,
        first_unparsed=source.statistics.first_unparsed,
        damage=source.statistics.damage,
    )


def _watched(source: LogSource, on_progress: Callable[[int], None]) -> Iterator[Event]:
    for event in source.events():
        on_progress(source.bytes_read)
        yield event


def _dated(events: Iterable[Event], started_at: datetime, *, log: str) -> Sequence[Event]:
    """Give a log's only run its start; all is read first, so that a refused log stores nothing."""
    dated: list[Event] = []
    for event in events:
        if not isinstance(event, RunStarted):
            dated.append(event)
        elif event.started_at is not None:
            hint = "leave --started-at out"
            raise UsageError(f"{log}: has times of its own", hint=hint)
        elif any(isinstance(earlier, RunStarted) for earlier in dated):
            hint = "give each run its own file to use --started-at"
            raise UsageError(f"{log}: has several runs without times", hint=hint)
        else:
            dated.append(replace(event, started_at=started_at))
    return dated
