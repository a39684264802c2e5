"""What is in a store: for `store info`, and for exports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.types import TypeEngine

from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.schema import meta, metadata, repositories, runs
from renovate_kit.reports.store.views import VIEWS

__all__ = ["StoreContents", "ViewReader", "store_contents", "view_names"]

_ROWS_AT_ONCE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreContents:
    """How much there is of what.

    Attributes:
        location: path, or URL without password.
        size: bytes on disk; None for a database server.
        schema_version: of the tables.
        runs: processes of Renovate.
        runs_without_time: of these, with no known start.
        first_start: of the oldest run with a known start.
        last_start: of the newest.
        pruned_before: older runs were pruned; None if that was never done.
        repositories: names.
        tables: rows of each table.
    """

    location: str
    size: int | None
    schema_version: int
    runs: int
    runs_without_time: int
    first_start: datetime | None
    last_start: datetime | None
    pruned_before: datetime | None
    repositories: tuple[str, ...]
    tables: tuple[tuple[str, int], ...]


def store_contents(connection: Connection, location: str, size: int | None) -> StoreContents:
    """Return what is in a store."""
    whose = connection.execute(select(meta.c.schema_version, meta.c.pruned_before)).one()
    period = connection.execute(
        select(
            func.count(),
            func.count(runs.c.started_at),
            func.min(runs.c.started_at, type_=UtcText()),
            func.max(runs.c.started_at, type_=UtcText()),
        ).select_from(runs)
    ).one()
    names = connection.scalars(select(repositories.c.name).order_by(repositories.c.name))
    return StoreContents(
        location=location,
        size=size,
        schema_version=whose.schema_version,
        runs=period[0],
        runs_without_time=period[0] - period[1],
        first_start=period[2],
        last_start=period[3],
        pruned_before=whose.pruned_before,
        repositories=tuple(names),
        tables=tuple(
            (each.name, connection.scalar(select(func.count()).select_from(each)) or 0)
            for each in sorted(metadata.tables.values(), key=lambda each: each.name)
        ),
    )


def view_names() -> tuple[str, ...]:
    """Return the names of the stable views, sorted."""
    return tuple(sorted(VIEWS))


class ViewReader:
    """Reads one view, a few thousand rows at a time.

    Attributes:
        columns: names.
        kinds: of each column: `text`, `time`, `integer`, `real` or `boolean`.
    """

    def __init__(self, connection: Connection, view: str) -> None:
        self._found = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(
            text(f'SELECT * FROM "{view}"')  # noqa: S608 - one of our own names
        )
        self.columns: Sequence[str] = tuple(self._found.keys())
        self.kinds: Sequence[str] = tuple(
            _KINDS_OF_VIEW.get(view, _KINDS).get(name, _KINDS.get(name, "text"))
            for name in self.columns
        )

    def batches(self) -> Iterator[Sequence[Sequence[Any]]]:
        """Yield rows, some at a time, with truth values as such."""
        truths = [at for at, kind in enumerate(self.kinds) if kind == "boolean"]
        for rows in self._found.partitions():
            yield [_with_truths(row, truths) for row in rows]


def _with_truths(row: Sequence[Any], truths: Sequence[int]) -> Sequence[Any]:
    values = list(row)
    for at in truths:
        values[at] = None if values[at] is None else bool(values[at])
    return values


def _kind(of: "TypeEngine[Any]") -> str:
    if isinstance(of, UtcText):
        return "time"
    return _KIND_OF_TYPE.get(of.compile().partition("(")[0], "text")


_KIND_OF_TYPE = {"INTEGER": "integer", "BIGINT": "integer", "FLOAT": "real", "BOOLEAN": "boolean"}

# A name means the same kind in every table; the views have a few names of their own.
_KINDS = {
    each.name: _kind(each.type) for known in metadata.tables.values() for each in known.columns
} | {"container_started_at": "time", "container_finished_at": "time"}
_KINDS_OF_VIEW = {"v1_http": {"requests": "integer"}}
