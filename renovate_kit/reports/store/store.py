"""The store as everyone else sees it: give it events, ask it questions."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import TracebackType
from typing import Self

from renovate_kit.reports.events import Event
from renovate_kit.reports.store import queries, rows, writer
from renovate_kit.reports.store.database import Database, open_database

__all__ = ["Store", "open_store"]


class Store:
    """Runs, kept. Close it, or use it as a context manager.

    Questions about a period count a run by its start, from `start` until just before `end`,
    both aware. `repositories` keeps only these; empty means all. Every question and `take`
    raise StoreError if the database can't be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

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
        self._database.close()

    def take(
        self, source_name: str, events: Iterable[Event], *, taken_at: datetime | None = None
    ) -> writer.TakeResult:
        """Take all events of a source; what is known already changes nothing.

        Each run is written whole when its end comes. If the events stop with an error, the
        runs that had ended stay and taking the source again completes the work.

        Args:
            source_name: what the source calls itself.
            events: in the order of the source; read once, in memory that doesn't grow.
            taken_at: the time by the caller's clock, if the store should note it.
        """
        return writer.take(self._database, source_name, events, taken_at=taken_at)

    def runs(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> tuple[rows.RunRow, ...]:
        """Return the runs of a period, oldest first.

        With `repositories`, also those that reached no repository: nobody can tell whose they
        were.
        """
        with self._database.reading() as connection:
            return queries.runs_in(connection, _window(start, end, repositories))

    def problems(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> tuple[rows.ProblemRow, ...]:
        """Return the problems of the runs that `runs` returns, of these repositories or of none."""
        with self._database.reading() as connection:
            return queries.problems_in(connection, _window(start, end, repositories))

    def branches(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> tuple[rows.BranchRow, ...]:
        """Return the branches of the runs of a period with their upgrades (debug level only)."""
        with self._database.reading() as connection:
            return queries.branches_in(connection, _window(start, end, repositories))

    def update_counts(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> tuple[rows.UpdateCountRow, ...]:
        """Return Renovate's own counts of updates of the runs of a period (debug level only)."""
        with self._database.reading() as connection:
            return queries.update_counts_in(connection, _window(start, end, repositories))

    def pull_request_events(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> tuple[rows.PullRequestEventRow, ...]:
        """Return what was done to pull requests in a period, by the time of each deed."""
        with self._database.reading() as connection:
            return queries.pull_request_events_in(connection, _window(start, end, repositories))

    def latest_dependency_counts(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> tuple[rows.DependencyCountRow, ...]:
        """Return, for each repository, the counts of the last run of a period that shows any."""
        with self._database.reading() as connection:
            return queries.latest_dependency_counts(connection, _window(start, end, repositories))

    def count_runs_without_time(self, repositories: Sequence[str] = ()) -> int:
        """Return how many runs have no known start, and so are in no period."""
        with self._database.reading() as connection:
            return queries.count_runs_without_time(connection, tuple(repositories))

    def starts_before(
        self, before: datetime, repositories: Sequence[str] = (), *, limit: int
    ) -> tuple[datetime, ...]:
        """Return the starts of the last runs before a time, at most `limit`, oldest first."""
        with self._database.reading() as connection:
            return queries.starts_before(connection, before, tuple(repositories), limit=limit)

    def weeks(
        self, repositories: Sequence[str] = (), *, zone: tzinfo = UTC
    ) -> tuple[rows.IsoWeek, ...]:
        """Return the ISO weeks of a time zone that have runs, oldest first."""
        with self._database.reading() as connection:
            return queries.weeks_with_runs(connection, tuple(repositories), zone)

    def repositories(self) -> tuple[str, ...]:
        """Return the names of all repositories that runs turned to."""
        with self._database.reading() as connection:
            return queries.repository_names(connection)


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
    return Store(open_database(location, create=create, wait_seconds=wait_seconds))


def _window(start: datetime, end: datetime, repositories: Sequence[str]) -> queries.Window:
    return queries.Window(start=start, end=end, repositories=tuple(repositories))
