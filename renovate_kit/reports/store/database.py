"""Opening a database: whose it is, which version, forward to ours; and its transactions."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, insert, inspect, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from renovate_kit.errors import StoreError
from renovate_kit.reports.store import schema, sqlite, versions

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

__all__ = ["Database", "open_database", "open_to_read"]


_OURS = {"application", "schema_version"}
"""Columns of `meta` in every version."""
_PERMISSIONS = "check the permissions of the file and its folder"


class Database:
    """An opened database of the current version."""

    def __init__(self, engine: "Engine", name: str) -> None:
        self._engine = engine
        self._copy: TemporaryDirectory[str] | None = None
        self.name = name

    @contextmanager
    def reading(self) -> "Iterator[Connection]":
        """One transaction that sees one state throughout.

        Raises:
            StoreError: the database can't be read.
        """
        with _explaining(self.name), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> "Iterator[Connection]":
        """One transaction that is kept whole or not at all, with no other writer beside it.

        Raises:
            StoreError: the database can't be written.
        """
        with _explaining(self.name), self._engine.connect() as connection:
            writer = connection.execution_options(**sqlite.WRITES)
            with writer.begin():
                yield writer

    def keep_write_ahead_log(self) -> None:
        """Let readers and one writer work at the same time (SQLite).

        Raises:
            StoreError: the database can't be written.
        """
        with _explaining(self.name):
            sqlite.use_write_ahead_log(self._engine)

    def vacuum(self) -> None:
        """Give unused space back to the system.

        Raises:
            StoreError: the database can't be written, or the disk has no room for a copy.
        """
        with _explaining(self.name):
            if self._engine.dialect.name == "sqlite":
                sqlite.vacuum(self._engine)
                return
            apart = self._engine.execution_options(isolation_level="AUTOCOMMIT")
            with apart.connect() as connection:
                connection.execute(text("VACUUM"))

    @property
    def size(self) -> int | None:
        """Bytes on disk, with the write-ahead log; None if it is in no file of its own."""
        path = _file_of(self._engine.url)
        if path is None:
            return None
        files = (path, path.with_name(f"{path.name}-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()
        if self._copy is not None:
            self._copy.cleanup()

    def close_with(self, copy: "TemporaryDirectory[str]") -> None:
        """Remove a folder when the database is closed."""
        self._copy = copy


def open_database(
    location: str | Path,
    *,
    create: bool,
    wait_seconds: float,
    current: schema.Schema = versions.CURRENT,
) -> Database:
    """Open a database and bring it to the current version.

    Args:
        location: a path, or a URL as SQLAlchemy writes it.
        create: whether to make one where there is none; if not, a file that may be read but not
            written is opened too.
        wait_seconds: how long to wait for another process that holds SQLite's lock.
        current: the tables to expect, and the steps to them.

    Raises:
        StoreError: it can't be opened, isn't ours, or is newer than `current`.
    """
    url, name = _url(location)
    path = _file_of(url)
    if path is not None:
        _prepare_file(path, name, create=create)
        if not create and not os.access(path, os.W_OK):
            return _open_read_only(path, name, wait_seconds=wait_seconds, current=current)
    database = Database(_engine(url, name, wait_seconds), name)
    try:
        _bring_forward(database, current, create=create)
        if url.get_backend_name() == "sqlite":
            database.keep_write_ahead_log()
    except StoreError as error:
        database.close()
        if path is None or create or not _may_be_read(error):
            raise
        return _open_read_only(path, name, wait_seconds=wait_seconds, current=current)
    except BaseException:
        database.close()
        raise
    return database


def open_to_read(location: str | Path, *, wait_seconds: float) -> Database:
    """Open a database of the current version, and change nothing in it.

    Args:
        location: a path, or a URL as SQLAlchemy writes it.
        wait_seconds: how long to wait for another process that holds SQLite's lock.

    Raises:
        StoreError: it can't be opened, isn't ours, or is of another version.
    """
    url, name = _url(location)
    path = _file_of(url)
    current = versions.CURRENT
    if path is not None:
        _prepare_file(path, name, create=False)
        if not os.access(path, os.W_OK):
            return _open_read_only(path, name, wait_seconds=wait_seconds, current=current)
    engine = _engine(url, name, wait_seconds)
    if engine.dialect.name == "sqlite":
        sqlite.only_read(engine)
    database = Database(engine, name)
    try:
        with database.reading() as connection:
            _refuse_others(_version(connection, name, current), name, current)
    except StoreError as error:
        database.close()
        if path is None or not _may_be_read(error):
            raise
        return _open_read_only(path, name, wait_seconds=wait_seconds, current=current)
    except BaseException:
        database.close()
        raise
    return database


def _refuse_others(version: int | None, name: str, current: schema.Schema) -> None:
    if version is None:
        raise StoreError(f"{name} is empty", hint="take a log into it first")
    if version != current.version:
        hint = "bring it forward first: `renovate-kit store info` does"
        raise StoreError(f"{name} is of an older renovate-kit", hint=hint)


def _may_be_read(error: StoreError) -> bool:
    cause = error.__cause__
    return isinstance(cause, DBAPIError) and sqlite.is_about_writing(cause.orig)


def _open_read_only(
    path: Path, name: str, *, wait_seconds: float, current: schema.Schema
) -> Database:
    """Open a file that can't be written, or in whose folder nothing can be.

    SQLite reads a write-ahead log only with an index beside it. Without a log the file is all
    there is (`immutable`); with one, a copy of both in another folder can be read.
    """
    log = path.with_name(f"{path.name}-wal")

    def opened(url: URL) -> Database:
        database = Database(_engine(url, name, wait_seconds), name)
        try:
            _bring_forward(database, current, create=False)
        except BaseException:
            database.close()
            raise
        return database

    if not log.exists() or not log.stat().st_size:
        return opened(_read_only_url(path, immutable="1"))
    try:
        return opened(_read_only_url(path, mode="ro"))
    except StoreError as error:
        if not _may_be_read(error):
            raise
    copy = TemporaryDirectory(prefix="renovate-kit-")
    try:
        for each in (path, log):
            shutil.copyfile(each, Path(copy.name) / each.name)
        database = opened(URL.create("sqlite", database=str(Path(copy.name) / path.name)))
    except OSError as error:
        copy.cleanup()
        raise StoreError(f"{name} can't be read: {error.strerror}", hint=_PERMISSIONS) from error
    except BaseException:
        copy.cleanup()
        raise
    database.close_with(copy)
    return database


def _read_only_url(path: Path, **query: str) -> URL:
    return URL.create("sqlite", database=path.absolute().as_uri(), query={**query, "uri": "true"})


def _file_of(url: URL) -> Path | None:
    """Return the file of a database of SQLite, or None if it is in no file of its own."""
    named = url.database
    if url.get_backend_name() != "sqlite" or not named or named == ":memory:":
        return None
    return None if named.startswith("file:") else Path(named)


def _url(location: str | Path) -> tuple[URL, str]:
    if isinstance(location, Path) or "://" not in location:
        return URL.create("sqlite", database=str(location)), str(location)
    try:
        url = make_url(location)
    except ArgumentError as error:
        # The text itself may hold a password.
        raise StoreError(
            "the store's location is no database URL",
            hint="give a path, or a URL such as postgresql+psycopg://user@host/name",
        ) from error
    return url, url.render_as_string(hide_password=True)


def _prepare_file(path: Path, name: str, *, create: bool) -> None:
    try:
        if not path.exists() and not create:
            raise StoreError(f"there is no store at {name}", hint="take a log into it first")
        if path.is_dir():
            raise StoreError(f"{name} is a folder", hint="name a file in it")
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{name} can't be opened: {error.strerror}",
            hint="check that its folder exists and is writable" if create else _PERMISSIONS,
        ) from error


def _engine(url: URL, name: str, wait_seconds: float) -> "Engine":
    try:
        engine = create_engine(url)
    except (NoSuchModuleError, ImportError) as error:
        raise StoreError(
            f"no driver is installed for {name}",
            hint="install one, such as psycopg, and name it in the URL: postgresql+psycopg://",
        ) from error
    except ArgumentError as error:
        raise StoreError(f"{name} is no usable database URL", hint=str(error)) from error
    if engine.dialect.name == "sqlite":
        sqlite.listen(engine, wait_seconds=wait_seconds)
    return engine


@contextmanager
def _explaining(name: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise sqlite.explain_any(error.orig, name) from error


def _bring_forward(database: Database, current: schema.Schema, *, create: bool) -> None:
    with database.reading() as connection:
        version = _version(connection, database.name, current)
    if version == current.version:
        return
    if version is None and not create:
        raise StoreError(f"{database.name} is empty", hint="take a log into it first")
    with database.writing() as connection:
        # Asked again, as another process may have come first.
        version = _version(connection, database.name, current)
        if version is None:
            _create(connection, current)
        elif version < current.version:
            _migrate(connection, version, current)


def _version(connection: "Connection", name: str, current: schema.Schema) -> int | None:
    found = inspect(connection)
    if not (tables := found.get_table_names()):
        return None
    columns = (
        {column["name"] for column in found.get_columns("meta")} if "meta" in tables else set()
    )
    version: int | None = None
    if columns >= _OURS:
        version = connection.scalar(
            select(schema.meta.c.schema_version).where(
                schema.meta.c.application == schema.APPLICATION
            )
        )
    if version is None:
        raise StoreError(
            f"{name} is a database of another program", hint="name another file for the store"
        )
    if version > current.version:
        raise StoreError(
            f"{name} has schema version {version}, and this renovate-kit knows {current.version}",
            hint="upgrade renovate-kit, or name another store",
        )
    return version


def _create(connection: "Connection", current: schema.Schema) -> None:
    current.metadata.create_all(connection)
    _create_views(connection, current)
    connection.execute(
        insert(schema.meta).values(application=schema.APPLICATION, schema_version=current.version)
    )


def _migrate(connection: "Connection", version: int, current: schema.Schema) -> None:
    # Views go first: they would stand in the way of changing the tables below them.
    for view in inspect(connection).get_view_names():
        if view in current.views:
            connection.execute(text(f'DROP VIEW "{view}"'))
    for step in current.migrations:
        if step.version > version:
            step.apply(connection)
    _create_views(connection, current)
    connection.execute(update(schema.meta).values(schema_version=current.version))


def _create_views(connection: "Connection", current: schema.Schema) -> None:
    for view, definition in current.views.items():
        connection.execute(text(f'CREATE VIEW "{view}" AS {definition}'))
