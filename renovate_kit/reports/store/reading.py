"""What questions need of a database: rows for SQL with named parameters, and nothing else.

The SQL is text that SQLite and PostgreSQL both understand. So a question to a file of SQLite goes
without SQLAlchemy, whose import takes longer than most answers.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

__all__ = ["Query", "Reader", "Row", "among", "filled", "listed"]


class Row(Protocol):
    """A row whose values go by the name of their column."""

    def __getitem__(self, name: str, /) -> Any:  # noqa: ANN401 - of any column
        """Return the value as the database keeps it."""


class Reader(Protocol):
    """A transaction that reads one state throughout. Values come as the database keeps them.

    Attributes:
        joining: the name of the function that joins the texts of a group, given a separator.
    """

    @property
    def joining(self) -> str:
        """See above."""

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> Sequence[Row]:
        """Return all rows.

        Args:
            sql: a SELECT, with parameters such as `:run_id`.
            parameters: their values; plain ones, such as the database keeps.
        """

    def tuples(
        self, sql: str, parameters: Mapping[str, object] | None = None
    ) -> Sequence[tuple[Any, ...]]:
        """Return all rows as tuples, in the order of the columns; likewise."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query, or a part of one, with the values of its parameters."""

    sql: str
    parameters: Mapping[str, object] = field(default_factory=dict)


def filled(sql: str, **parts: str) -> str:
    """Return SQL with each `$NAME` replaced by SQL of ours; values of others are parameters."""
    for name, part in parts.items():
        sql = sql.replace(f"${name}", part)
    return sql


def listed(name: str, values: Iterable[object]) -> Query:
    """Return what stands in the brackets of `IN`: one parameter for each value."""
    parameters = {f"{name}_{number}": value for number, value in enumerate(values)}
    # An empty list is no SQL for PostgreSQL.
    return Query(", ".join(f":{each}" for each in parameters) or "NULL", parameters)


def among(column: str, name: str, values: Collection[object]) -> Query:
    """Return the condition that a column has one of these values; true if there are none."""
    if not values:
        return Query("1 = 1")
    among_these = listed(name, values)
    return Query(f"{column} IN ({among_these.sql})", among_these.parameters)
