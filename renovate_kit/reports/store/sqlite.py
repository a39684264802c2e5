"""Everything that only SQLite needs: pragmas, who begins a transaction, what its errors mean."""

import sqlite3
from typing import TYPE_CHECKING, Final

from renovate_kit.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

__all__ = [
    "WRITES",
    "explain",
    "explain_any",
    "is_about_writing",
    "listen",
    "only_read",
    "use_write_ahead_log",
    "vacuum",
]

_BEGIN = "renovate_kit_begin"

WRITES: Final = {_BEGIN: "BEGIN IMMEDIATE"}
"""Execution options of a connection that is going to write; others ignore them."""

_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("SQLITE_NOTADB", "is no SQLite database", "name another file, or move this one away"),
    ("SQLITE_CORRUPT", "is damaged", "restore a backup, or move it away and take the logs again"),
    ("SQLITE_READONLY", "is read-only", "make the file and its folder writable, or name another"),
    ("SQLITE_CANTOPEN", "can't be opened", "check that its folder exists and is writable"),
    ("SQLITE_FULL", "can't grow: the disk is full", "free some space, then take the logs again"),
    ("SQLITE_BUSY", "is locked by another process", "wait until that process is done, try again"),
    ("SQLITE_LOCKED", "is locked by another process", "wait until that process is done, try again"),
    ("SQLITE_IOERR", "can't be read or written", "check the disk and its free space"),
    ("SQLITE_PERM", "may not be accessed", "check the permissions of the file and its folder"),
    ("SQLITE_AUTH", "may not be accessed", "check the permissions of the file and its folder"),
)


_ABOUT_WRITING = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")


def is_about_writing(error: BaseException | None) -> bool:
    """Whether an error may come from a file or a folder that can be read but not written.

    With a write-ahead log SQLite writes beside the file even to read it.
    """
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorname", "").startswith(
        _ABOUT_WRITING
    )


def listen(engine: "Engine", *, wait_seconds: float) -> None:
    """Set up every connection of an engine.

    Args:
        engine: one for SQLite.
        wait_seconds: how long to wait for another process that holds the lock.
    """
    from sqlalchemy import event  # noqa: PLC0415 - what is read without an engine needs none of it

    @event.listens_for(engine, "connect")
    def _configure(connection: "DBAPIConnection", _: "ConnectionPoolEntry") -> None:
        # Left to itself, the driver begins late and leaves DDL out of transactions.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {round(wait_seconds * 1000)}")
        cursor.execute("PRAGMA foreign_keys = ON")
        # With a write-ahead log this can lose the last run to a power cut, never corrupt the file.
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: "Connection") -> None:
        # A writer that starts as a reader can't wait for its turn once another has written.
        begin = connection.get_execution_options().get(_BEGIN, "BEGIN")
        if begin is not None:
            connection.exec_driver_sql(begin)


def only_read(engine: "Engine") -> None:
    """Let no connection of an engine change anything from now on."""
    from sqlalchemy import event  # noqa: PLC0415 - see above

    @event.listens_for(engine, "connect")
    def _configure(connection: "DBAPIConnection", _: "ConnectionPoolEntry") -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA query_only = ON")
        cursor.close()


def use_write_ahead_log(engine: "Engine") -> None:
    """Let readers and one writer work at the same time. The file remembers it."""
    with engine.connect().execution_options(**{_BEGIN: None}) as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")


def vacuum(engine: "Engine") -> None:
    """Rewrite the file without unused space, and empty the write-ahead log."""
    with engine.connect().execution_options(**{_BEGIN: None}) as connection:
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def explain(error: BaseException | None, location: str) -> StoreError | None:
    """Return what an error of SQLite means to a person; None for an error that isn't one."""
    if not isinstance(error, sqlite3.Error):
        return None
    name = getattr(error, "sqlite_errorname", "")
    for prefix, problem, hint in _MEANINGS:
        if name.startswith(prefix):
            return StoreError(f"{location} {problem}", hint=hint)
    return None


def explain_any(error: BaseException | None, location: str) -> StoreError:
    """Return what an error of a database means to a person; its first line if nothing else."""
    if known := explain(error, location):
        return known
    first_line = str(error).strip().partition("\n")[0]
    return StoreError(f"{location}: {first_line}", hint="check the database and its connection")
