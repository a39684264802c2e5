"""The store as everyone else sees it: give it events, ask it questions."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from renovate_kit.reports.store.file_reading import open_file
from renovate_kit.reports.store.forge_store import ForgeStore
from renovate_kit.reports.store.opening import OpenStore
from renovate_kit.reports.store.period_questions import PeriodQuestions
from renovate_kit.reports.store.run_questions import RunQuestions

# What a question does not need is imported by the methods that do: a command that asks one spends
# most of its time on imports.
if TYPE_CHECKING:
    from renovate_kit.reports.events import Event
    from renovate_kit.reports.store import writer
    from renovate_kit.reports.store.contents import StoreContents, ViewReader
    from renovate_kit.reports.store.database import Database
    from renovate_kit.reports.store.pruning import Pruned

__all__ = ["Store", "open_store", "read_store"]


class Store(PeriodQuestions, RunQuestions, ForgeStore):
    """Runs, kept. Close it, or use it as a context manager.

    Every question and `take` raise StoreError if the database can't be used.
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

    @contextmanager
    def at_one_moment(self) -> "Iterator[None]":
        """See one state of the store throughout, whoever writes meanwhile.

        Holds for questions about periods, single runs, dependencies and problems. Not for several
        threads: each has a store of its own.
        """
        with self._opened.at_one_moment():
            yield

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

    def database() -> "Database":
        from renovate_kit.reports.store.database import open_to_read  # noqa: PLC0415 - see above

        return open_to_read(location, wait_seconds=wait_seconds)

    return Store(OpenStore(open_file(location, wait_seconds=wait_seconds), database))
