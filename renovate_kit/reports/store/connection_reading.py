"""Reading through a connection of SQLAlchemy: any database, and also while writing."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from renovate_kit.reports.store.reading import Row

__all__ = ["ConnectionReader"]


class ConnectionReader:
    """A `Reader` in the transaction of a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        is_sqlite = connection.dialect.name == "sqlite"
        self.joining = "group_concat" if is_sqlite else "string_agg"

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> Sequence[Row]:
        """Return all rows; see `Reader`."""
        return self._connection.execute(text(sql), parameters).mappings().all()

    def tuples(
        self, sql: str, parameters: Mapping[str, object] | None = None
    ) -> Sequence[tuple[Any, ...]]:
        """Return all rows as tuples; see `Reader`."""
        return [tuple(row) for row in self._connection.execute(text(sql), parameters)]
