"""The store as everyone else sees it: give it events, ask it questions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from renovate_kit.reports.store.file_reading import open_file
from renovate_kit.reports.store.forge_store import ForgeStore
from renovate_kit.reports.store.opening import OpenStore
from renovate_kit.reports.store.run_questions import RunQuestions

# What a question does not need is imported by the methods that do: a command that asks one spends
# most of its time on imports.
if TYPE_CHECKING:
    from renovate_kit.reports.events import Event
    from renovate_kit.reports.store import rows, week_rows, writer
    from renovate_kit.reports.store.contents import StoreContents, ViewReader
    from renovate_kit.reports.store.database import Database
    from renovate_kit.reports.store.pruning import Pruned
    from renovate_kit.reports.store.queries import Window

__all__ = ["Store", "open_store", "read_store"]


class Store(RunQuestions, ForgeStore):
    """Runs, kept. Close it, or use it as a context manager.

    Questions about a period count a run by its start, from `start` until just before `end`,
    both aware. `repositories` keeps only these; empty means all. Every question and `take`
    raise StoreError if the database can't be used.
    """

    def __init__(self, opened: OpenStore) -> None:
        self._opened = opened
        self._memory: writer.Memory | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._opened.close()

    def take(
        self, source_name: str, events: "Iterable[Event]", *, taken_at: datetime | None = None
    ) -> "writer.TakeResult":
        """Take all events of a source; what is known already changes nothing.

        Each run is written whole when its end comes. If the events stop with an error, the
        runs that had ended stay and taking the source again completes the work.

        Args:
            source_name: what the source calls itself.
            events: in the order of the source; read once, in memory that doesn't grow.
            taken_at: the time by the caller's clock, if the store should note it.
        """
        from renovate_kit.reports.store import writer  # noqa: PLC0415 - see above

        self._memory = self._memory or writer.Memory()
        return writer.take(
            self._database, source_name, events, taken_at=taken_at, memory=self._memory
        )

    def runs(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.RunRow, ...]":
        """Return the runs of a period, oldest first.

        With `repositories`, also those that reached no repository: nobody can tell whose they
        were.
        """
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return queries.runs_in(connection, _window(start, end, repositories))

    def problems(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.ProblemRow, ...]":
        """Return the problems of the runs that `runs` returns, of these repositories or of none."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return queries.problems_in(connection, _window(start, end, repositories))

    def branches(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.BranchRow, ...]":
        """Return the branches of the runs of a period with their upgrades (debug level only)."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return queries.branches_in(connection, _window(start, end, repositories))

    def update_counts(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.UpdateCountRow, ...]":
        """Return Renovate's own counts of updates of the runs of a period (debug level only)."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return queries.update_counts_in(connection, _window(start, end, repositories))

    def pull_request_events(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.PullRequestEventRow, ...]":
        """Return what was done to pull requests in a period, by the time of each deed."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return queries.pull_request_events_in(connection, _window(start, end, repositories))

    def latest_dependency_counts(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.DependencyCountRow, ...]":
        """Return, for each repository, the counts of the last run of a period that shows any."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return queries.latest_dependency_counts(connection, _window(start, end, repositories))

    def starts_before(
        self, before: datetime, repositories: Sequence[str] = (), *, limit: int
    ) -> tuple[datetime, ...]:
        """Return the starts of the last runs before a time, at most `limit`, oldest first."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return queries.starts_before(connection, before, tuple(repositories), limit=limit)

    def weeks(
        self, repositories: Sequence[str] = (), *, zone: tzinfo = UTC
    ) -> "tuple[rows.IsoWeek, ...]":
        """Return the ISO weeks of a time zone that have runs, oldest first."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return queries.weeks_with_runs(connection, tuple(repositories), zone)

    def first_start(self, repositories: Sequence[str] = ()) -> datetime | None:
        """Return when the first run on record started; None if there is none with a time."""
        from renovate_kit.reports.store import queries_weeks  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return queries_weeks.first_start(connection, tuple(repositories))

    def period_facts(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "week_rows.PeriodFacts":
        """Return what the figures of a period are made of, counted by the database."""
        from renovate_kit.reports.store import queries_weeks  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return queries_weeks.period_facts(connection, _window(start, end, repositories))

    def containers(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.ContainerRow, ...]":
        """Return what clusters told of the containers that started in a period, oldest first."""
        from renovate_kit.reports.store import queries_containers  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            window = _window(start, end, repositories)
            return queries_containers.containers_in(connection, window)

    def openings_before(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "Mapping[week_rows.Opening, datetime]":
        """Return when the pull requests that are open at the end were created, before a period."""
        from renovate_kit.reports.store import queries_weeks  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return queries_weeks.openings_before(connection, _window(start, end, repositories))

    def dependency_standings(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[week_rows.DependencyStandingRow, ...]":
        """Return how dependencies stand in the last run of a period that shows them."""
        from renovate_kit.reports.store import queries_freshness  # noqa: PLC0415 - see above

        window = _window(start, end, repositories)
        with self._database.reading() as connection:
            return queries_freshness.dependency_standings(connection, window)

    def contents(self) -> "StoreContents":
        """Return how much there is of what."""
        from renovate_kit.reports.store.contents import store_contents  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return store_contents(connection, self._database.name, self._database.size)

    def prune(self, before: datetime, *, dry_run: bool = False) -> "Pruned":
        """Remove the runs that started before a time; what stays of them, docs/store.md says.

        Args:
            before: aware.
            dry_run: only count what would go.
        """
        from renovate_kit.reports.store.pruning import prune  # noqa: PLC0415 - see above

        using = self._database.reading if dry_run else self._database.writing
        with using() as connection:
            return prune(connection, before, dry_run=dry_run)

    def vacuum(self) -> None:
        """Give unused space back to the system."""
        self._database.vacuum()

    @contextmanager
    def exporting(self) -> "Iterator[Callable[[str], ViewReader]]":
        """Yield a function that reads a view by name; all views are of one moment."""
        from renovate_kit.reports.store.contents import ViewReader  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            yield lambda view: ViewReader(connection, view)


def open_store(location: str | Path, *, create: bool = True, wait_seconds: float = 5.0) -> Store:
    """Open a store, and bring an older one forward to the tables of this version.

    One that may not be written can be read: then `take` raises StoreError.

    Args:
        location: a file, or a database URL as SQLAlchemy writes it.
        create: whether to make one, with its folder, where there is none.
        wait_seconds: how long to wait for another process that is writing (SQLite).

    Raises:
        StoreError: it can't be opened, isn't a store, or comes from a newer version.
    """

    def database() -> "Database":
        from renovate_kit.reports.store.database import open_database  # noqa: PLC0415 - see above

        return open_database(location, create=create, wait_seconds=wait_seconds)

    file = None if create else open_file(location, wait_seconds=wait_seconds)
    return Store(OpenStore(file, database))


def read_store(location: str | Path, *, wait_seconds: float = 5.0) -> Store:
    """Open a store of this version to read it; nothing in it is changed.

    Args:
        location: a file, or a database URL as SQLAlchemy writes it.
        wait_seconds: how long to wait for another process that holds the lock (SQLite).

    Raises:
        StoreError: it can't be opened, isn't a store, or is of another version.
    """
    from renovate_kit.reports.store.database import open_to_read  # noqa: PLC0415 - see above

    return Store(OpenStore(None, lambda: open_to_read(location, wait_seconds=wait_seconds)))


def _window(start: datetime, end: datetime, repositories: Sequence[str]) -> "Window":
    from renovate_kit.reports.store.queries import Window  # noqa: PLC0415 - see above

    return Window(start=start, end=end, repositories=tuple(repositories))
