"""The store as everyone else sees it: give it events, ask it questions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from renovate_kit.reports.events import Event, LogDetail
from renovate_kit.reports.problems.facts import ProblemFacts
from renovate_kit.reports.store import problem_queries, queries, rows
from renovate_kit.reports.store.database import Database, open_database, open_to_read
from renovate_kit.reports.store.forge_store import ForgeStore
from renovate_kit.reports.store.queries_runs import (
    count_runs_by_level,
    pick_runs,
    run_summaries,
)
from renovate_kit.reports.store.run_rows import RunDetails, RunSummary

# What a question does not need is imported by the methods that do: a command that lists runs
# spends most of its time on imports.
if TYPE_CHECKING:
    from renovate_kit.reports.store import week_rows, writer
    from renovate_kit.reports.store.contents import StoreContents, ViewReader
    from renovate_kit.reports.store.dependency_rows import DependencyEvidence, TimingComparison
    from renovate_kit.reports.store.pruning import Pruned

__all__ = ["Store", "open_store", "read_store"]


class Store(ForgeStore):
    """Runs, kept. Close it, or use it as a context manager.

    Questions about a period count a run by its start, from `start` until just before `end`,
    both aware. `repositories` keeps only these; empty means all. Every question and `take`
    raise StoreError if the database can't be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
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
        self._database.close()

    def take(
        self, source_name: str, events: Iterable[Event], *, taken_at: datetime | None = None
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

    def count_runs_by_level(
        self,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        repositories: Sequence[str] = (),
    ) -> dict[LogDetail, int]:
        """Return how many runs have logs of which level; of a period, none of unknown time."""
        picked = pick_runs(start=start, end=end, only=repositories)
        with self._database.reading() as connection:
            return count_runs_by_level(connection, picked)

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

    def problems_before(
        self, before: datetime, repositories: Sequence[str] = ()
    ) -> tuple[rows.KnownProblemRow, ...]:
        """Return the different warnings and errors of runs that started before a time."""
        from renovate_kit.reports.store.queries_problems_before import (  # noqa: PLC0415 - see above
            problems_before,
        )

        with self._database.reading() as connection:
            return problems_before(connection, before, tuple(repositories))

    def containers(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> tuple[rows.ContainerRow, ...]:
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

    def run_summaries(
        self,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        repositories: Sequence[str] = (),
        limit: int | None = None,
    ) -> tuple[RunSummary, ...]:
        """Return runs with their counts, oldest first, those without a known time before all.

        Args:
            start: the first time at which a run may have started; None for any, also unknown.
            end: the time before which it must have started; None likewise.
            repositories: only runs that turned to one of them, or to none; empty means all.
            limit: only so many: the last ones.
        """
        picked = pick_runs(start=start, end=end, only=repositories, limit=limit)
        with self._database.reading() as connection:
            return run_summaries(connection, picked)

    def run_details(self, run_id: int) -> RunDetails | None:
        """Return everything about one run; None if there is none with that key."""
        from renovate_kit.reports.store import queries_run  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return queries_run.run_details(connection, run_id)

    def timing_comparison(
        self, run_id: int, *, earlier: int = 20
    ) -> "tuple[TimingComparison, ...]":
        """Return where a run's time went, compared with so many earlier ones (debug level)."""
        from renovate_kit.reports.store.queries_timings import (  # noqa: PLC0415 - see above
            timing_comparison,
        )

        with self._database.reading() as connection:
            return timing_comparison(connection, run_id, earlier=earlier)

    def dependency_evidence(
        self, name: str, repositories: Sequence[str] = ()
    ) -> "tuple[DependencyEvidence, ...]":
        """Return what the last run tells of a dependency, for each repository that has it."""
        from renovate_kit.reports.store.queries_dependency import (  # noqa: PLC0415 - see above
            dependency_evidence,
        )

        with self._database.reading() as connection:
            return dependency_evidence(connection, name, repositories)

    def dependency_names(self) -> tuple[str, ...]:
        """Return every name under which a dependency is on record, sorted."""
        from renovate_kit.reports.store.queries_dependency import (  # noqa: PLC0415 - see above
            dependency_names,
        )

        with self._database.reading() as connection:
            return dependency_names(connection)

    def problem_facts(self, repositories: Sequence[str] = ()) -> ProblemFacts:
        """Return all problems on record and the runs that could have shown them."""
        with self._database.reading() as connection:
            return problem_queries.problem_facts(connection, repositories)

    def dependencies_of_branches(
        self, run_id: int, repository: str, branches: Sequence[str]
    ) -> tuple[str, ...]:
        """Return the dependencies that branches updated in a run, by name (debug level only)."""
        with self._database.reading() as connection:
            return problem_queries.dependencies_of_branches(
                connection, run_id, repository, branches
            )

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


def read_store(location: str | Path, *, wait_seconds: float = 5.0) -> Store:
    """Open a store of this version to read it; nothing in it is changed.

    Args:
        location: a file, or a database URL as SQLAlchemy writes it.
        wait_seconds: how long to wait for another process that holds the lock (SQLite).

    Raises:
        StoreError: it can't be opened, isn't a store, or is of another version.
    """
    return Store(open_to_read(location, wait_seconds=wait_seconds))


def _window(start: datetime, end: datetime, repositories: Sequence[str]) -> queries.Window:
    return queries.Window(start=start, end=end, repositories=tuple(repositories))
