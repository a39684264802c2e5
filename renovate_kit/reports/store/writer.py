"""Takes events from a source: gathers each run, files it when it ends."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal, update

from renovate_kit.reports.events import Event, PodObserved
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.database import Database
from renovate_kit.reports.store.filing import Filing, Outcome
from renovate_kit.reports.store.gathering import Gathered, Gathering
from renovate_kit.reports.store.projection import Keys
from renovate_kit.reports.store.pruning import pruned_before
from renovate_kit.reports.store.schema import sources

__all__ = ["TakeResult", "take"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeResult:
    """What came of a source. Each run that it tells of counts once, as one of three.

    Attributes:
        runs_new: runs that the store did not know.
        runs_known: runs of which it knew as much already; nothing changed.
        runs_enriched: runs that it knew and now knows more about.
        new_without_time: runs among `runs_new` that have no known start.
        events: all events taken.
        apart: reports, trace files and pods that were kept, and belong to no known run.
        runs_pruned: runs among `runs_known` that were pruned, and are not taken again.
    """

    runs_new: int
    runs_known: int
    runs_enriched: int
    new_without_time: int
    events: int
    apart: int = 0
    runs_pruned: int = 0


def take(
    database: Database, source_name: str, events: Iterable[Event], *, taken_at: datetime | None
) -> TakeResult:
    """Take a source's events, one transaction for each run.

    Args:
        database: where the runs go.
        source_name: what the source calls itself.
        events: read once; only runs that haven't ended are held in memory.
        taken_at: the time by the caller's clock, if the store should note it.

    Raises:
        ValueError: the source promised an end to every run and broke that promise.
        StoreError: the database can't be written; the runs filed until then stay.
    """
    runs: dict[str, Gathering] = {}
    keys: Keys = {}
    outcomes: Counter[Outcome] = Counter()
    count = new_without_time = pruned = 0
    for count, event in enumerate(events, start=1):  # noqa: B007 - wanted after the loop
        if isinstance(event, PodObserved) and event.run == "":
            with database.writing() as connection:
                outcomes[Filing(connection, keys).file_pod(event, source_name=source_name)] += 1
            continue
        gathered = runs.setdefault(event.run, Gathering()).add(event)
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
            outcome = Filing(connection, keys).file_all(gathered, source_name=source_name)
        outcomes[outcome] += 1
        new_without_time += outcome is Outcome.NEW and _is_untimed(gathered)
    if runs:
        message = f"{source_name}: {len(runs)} runs without RunEnded, such as {next(iter(runs))}"
        raise ValueError(message)
    if taken_at is not None:
        _note(database, source_name, taken_at)
    return TakeResult(
        runs_new=outcomes[Outcome.NEW],
        runs_known=outcomes[Outcome.KNOWN],
        runs_enriched=outcomes[Outcome.ENRICHED],
        new_without_time=new_without_time,
        events=count,
        apart=outcomes[Outcome.APART],
        runs_pruned=pruned,
    )


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
