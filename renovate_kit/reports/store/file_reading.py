"""Reading the file of a store with nothing but the standard library's SQLite."""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from renovate_kit.reports.store import sqlite
from renovate_kit.reports.store.reading import Row
from renovate_kit.reports.store.stamp import APPLICATION, SCHEMA_VERSION

__all__ = ["ReadableFile", "open_file"]

_URL: Final = "sqlite:///"
_NOT_NOW: Final = ("SQLITE_BUSY", "SQLITE_LOCKED")


class _FileReader:
    """A `Reader` in the transaction of a connection to a file."""

    joining = "group_concat"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> Sequence[Row]:
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql, parameters or {}).fetchall()

    def tuples(
        self, sql: str, parameters: Mapping[str, object] | None = None
    ) -> Sequence[tuple[Any, ...]]:
        return self._connection.execute(sql, parameters or {}).fetchall()


class ReadableFile:
    """A store of this version, opened to be read and not changed."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    @contextmanager
    def asking(self) -> Iterator[_FileReader]:
        """One transaction that sees one state throughout.

        Raises:
            StoreError: the file can't be read.
        """
        try:
            self._connection.execute("BEGIN")
            yield _FileReader(self._connection)
        except sqlite3.Error as error:
            raise sqlite.explain_any(error, self._name) from error
        finally:
            if self._connection.in_transaction:
                self._connection.rollback()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def open_file(location: str | Path, *, wait_seconds: float) -> ReadableFile | None:
    """Open the file of a store of this version.

    None for everything else: another kind of database, an older version, a file that is none of
    ours or can't be read just so. `open_database` opens these, or finds out what is wrong.

    Args:
        location: a path, or a URL as SQLAlchemy writes it.
        wait_seconds: how long to wait for another process that holds the lock.

    Raises:
        StoreError: another process holds it for longer.
    """
    path = _path(str(location))
    if path is None:
        return None
    for way in _ways(path):
        connection: sqlite3.Connection | None = None
        try:
            connection = _connected(path, way, wait_seconds=wait_seconds)
            if _is_of_this_version(connection):
                return ReadableFile(connection, str(location))
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorname", "").startswith(_NOT_NOW):
                raise sqlite.explain_any(error, str(location)) from error
        if connection is not None:
            connection.close()
    return None


def _path(location: str) -> Path | None:
    named = location.removeprefix(_URL)
    if "://" in named or named.startswith("file:") or named in {"", ":memory:"}:
        return None
    if named != location and "?" in named:
        return None
    path = Path(named)
    try:
        return path if path.is_file() else None
    except OSError:  # nobody may look into its folder
        return None


def _ways(path: Path) -> Iterator[str]:
    """Yield how the file may be opened.

    Who may write opens it for writing, as SQLite would otherwise leave a write-ahead log and its
    index behind. Without a log, a file that can't be written is all there is.
    """
    if os.access(path, os.W_OK):
        yield "mode=rw"
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or not log.stat().st_size:
        yield "immutable=1"


def _connected(path: Path, way: str, *, wait_seconds: float) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{way}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=wait_seconds)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _is_of_this_version(connection: sqlite3.Connection) -> bool:
    known = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'meta'"
    if connection.execute(known).fetchone() is None:
        return False
    asked = "SELECT schema_version FROM meta WHERE application = ?"
    return connection.execute(asked, (APPLICATION,)).fetchall() == [(SCHEMA_VERSION,)]
