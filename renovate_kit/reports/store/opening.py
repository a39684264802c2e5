"""A store that is opened no further than it is needed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renovate_kit.reports.store.database import Database
    from renovate_kit.reports.store.file_reading import ReadableFile
    from renovate_kit.reports.store.reading import Reader

__all__ = ["OpenStore"]


class OpenStore:
    """A file for questions if there is one, and a database for all else, opened when needed."""

    def __init__(
        self, file: "ReadableFile | None", open_database: "Callable[[], Database]"
    ) -> None:
        """Without a file the database is opened at once, so that what is wrong is said now.

        Raises:
            StoreError: the database can't be opened.
        """
        self._file = file
        self._open_database = open_database
        self._reader: Reader | None = None
        self._database = None if file is not None else open_database()

    @property
    def database(self) -> "Database":
        """The database.

        Raises:
            StoreError: it can't be opened.
        """
        if self._database is None:
            self._database = self._open_database()
        return self._database

    @contextmanager
    def asking(self) -> "Iterator[Reader]":
        """One transaction that sees one state throughout.

        Raises:
            StoreError: the store can't be read.
        """
        if self._reader is not None:
            yield self._reader
            return
        if self._file is not None:
            with self._file.asking() as reader:
                yield reader
            return
        from renovate_kit.reports.store.connection_reading import (  # noqa: PLC0415 - imports SQLAlchemy
            ConnectionReader,
        )

        with self.database.reading() as connection:
            yield ConnectionReader(connection)

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Let all that asks meanwhile see one state.

        Raises:
            StoreError: the store can't be read.
        """
        with self.asking() as reader:
            self._reader = reader
            try:
                yield
            finally:
                self._reader = None

    def close(self) -> None:
        """Let go of the file and the database."""
        if self._file is not None:
            self._file.close()
        if self._database is not None:
            self._database.close()
