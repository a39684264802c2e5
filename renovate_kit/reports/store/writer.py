"""Takes events from a source: gathers each run, files it when it ends."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, literal, update

from renovate_kit.reports.events import Event, PodObserved
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.companions import CompanionPlace, is_companion
from renovate_kit.reports.store.database import Database
from renovate_kit.reports.store.filing import Filing, Outcome
from renovate_kit.reports.store.gathering import Gathered, Gathering
from renovate_kit.reports.store.projection import Keys
from renovate_kit.reports.store.pruning import pruned_before
from renovate_kit.reports.store.schema import sources
from renovate_kit.reports.store.settling import Settling

__all__ = ["Memory", "TakeResult", "take"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeResult:
    """What came of a source. Each run that its log tells of counts once, as one of three.

    Attributes:
        runs_new: runs that the store did not know.
        runs_known: runs of which it knew as much already; nothing changed.
        runs_enriched: runs that it knew and now knows more about.
        new_without_time: runs among `runs_new` that have no known start.
        events: all events taken.
        apart: reports, trace files and pods that were kept, and belong to no known run.
        runs_pruned: runs among `runs_known` that were pruned, and are not taken again.
        companions: where its reports and trace files stand now; they are no runs.
    """

    runs_new: int
    runs_known: int
    runs_enriched: int
    new_without_time: int
    events: int
    apart: int = 0
    runs_pruned: int = 0
    companions: tuple[CompanionPlace, ...] = ()


@dataclass(slots=True)
class Memory:
    """What a store need not look up, or work out, from one source to the next.

    Attributes:
        keys: of names, which are only ever added.
        settling: of lists.
    """

    keys: Keys = field(default_factory=dict)
    settling: Settling = field(default_factory=Settling)


def take(
    database: Database,
    source_name: str,
    events: Iterable[Event],
    *,
    taken_at: datetime | None,
    memory: Memory,
) -> TakeResult:
    """Take a source's events, one transaction for each run.

    Args:
        database: where the runs go.
        source_name: what the source calls itself.
        events: read once; only runs that haven't ended are held in memory.
        taken_at: the time by the caller's clock, if the store should note it.
        memory: of this database.

    Raises:
        ValueError: the source promised an end to every run and broke that promise.
        StoreError: the database can't be written; the runs filed until then stay.
    """
    try:
        return _take(database, source_name, events, taken_at=taken_at, memory=memory)
    except BaseException:
        memory.keys.clear()  # what was added with the run that failed is not there
        raise


def _take(
    database: Database,
    source_name: str,
    events: Iterable[Event],
    *,
    taken_at: datetime | None,
    memory: Memory,
) -> TakeResult:
    runs: dict[str, Gathering] = {}
    outcomes: Counter[Outcome] = Counter()
    companions: list[CompanionPlace] = []
    count = new_without_time = pruned = 0
    for count, event in enumerate(events, start=1):  # noqa: B007 - wanted after the loop
        if isinstance(event, PodObserved) and event.run == "":
            with database.writing() as connection:
                outcomes[
                    Filing(connection, memory.keys).file_pod(event, source_name=source_name)
                ] += 1
            continue
        run = runs.get(event.run)
        if run is None:
            run = runs[event.run] = Gathering(memory.settling)
        gathered = run.add(event)
        if gathered is None:
            continue
        del runs[event.run]
        with database.writing() as connection:
            started_at = gathered.recording.identity.started_at
            limit = pruned_before(connection)
            if started_at is not None and limit is not None and started_at < limit:
                pruned += 1
                outcomes[Outcome.KNOWN] += 1
                continue
            filing = Filing(connection, memory.keys)
            outcome = filing.file_all(gathered, source_name=source_name)
            if is_companion(gathered):
                companions.append(filing.companion_place(gathered, outcome))
                continue
        outcomes[outcome] += 1
        new_without_time += outcome is Outcome.NEW and _is_untimed(gathered)
    _refuse_endless(source_name, runs)
    if taken_at is not None:
        _note(database, source_name, taken_at)
    return TakeResult(
        runs_new=outcomes[Outcome.NEW],
        runs_known=outcomes[Outcome.KNOWN],
        runs_enriched=outcomes[Outcome.ENRICHED],
        new_without_time=new_without_time,
        events=count,
        apart=outcomes[Outcome.APART] + sum(place.is_newly_apart for place in companions),
        runs_pruned=pruned,
        companions=tuple(companions),
    )


def _refuse_endless(source_name: str, runs: Collection[str]) -> None:
    if runs:
        message = f"{source_name}: {len(runs)} runs without RunEnded, such as {next(iter(runs))}"
        raise ValueError(message)


def _is_untimed(gathered: Gathered) -> bool:
    return gathered.recording.identity.started_at is None


def _note(database: Database, source_name: str, taken_at: datetime) -> None:
    now = literal(taken_at, UtcText())
    noted = update(sources).where(sources.c.name == source_name)
    with database.writing() as connection:
        connection.execute(
            noted.values(
                first_taken_at=func.coalesce(sources.c.first_taken_at, now), last_taken_at=now
            )
        )
