"""The step from version 1: more tables, and branches that runs share.

Every recording holds what the rows of its run were made from, so these are made anew, and runs
keep their keys. The same works for whatever version comes next: this step leads to the tables
of today.
"""

from typing import Any, Final

from sqlalchemy import Connection, Row, Table, inspect, select, text, update

from renovate_kit.reports.store import schema
from renovate_kit.reports.store.filling import Account, combined
from renovate_kit.reports.store.projection import Keys, Projection
from renovate_kit.reports.store.recording import Recording, load_content, recorded

__all__ = ["bring_forward"]

_FIRST_REVISION: Final = 1
_KEPT: Final = (schema.meta, schema.runs, schema.recordings)
_MADE_ANEW: Final = (
    "upgrades",
    "branches",
    "splits",
    "dependency_counts",
    "update_counts",
    "repository_runs",
    "pull_request_events",
    "problems",
)


def bring_forward(connection: Connection) -> None:
    """Change the tables, and write all rows but recordings and names again."""
    for name in _MADE_ANEW:
        connection.execute(text(f'DROP TABLE "{name}"'))
    for table in _KEPT:
        _add_columns(connection, table)
    schema.metadata.create_all(connection)
    for table in _KEPT:
        for index in table.indexes:
            index.create(connection, checkfirst=True)
    keys: Keys = {}
    # Not all at once: recordings of a year are more than memory should hold.
    for run_id in connection.scalars(select(schema.runs.c.id).order_by(schema.runs.c.id)).all():
        _write_run(connection, run_id, Projection(connection, keys))


def _add_columns(connection: Connection, table: Table) -> None:
    present = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for column in table.columns:
        if column.name in present:
            continue
        kind = column.type.compile(connection.dialect)
        default = "" if column.nullable else f" NOT NULL DEFAULT {_FIRST_REVISION}"
        statement = f'ALTER TABLE "{table.name}" ADD COLUMN "{column.name}" {kind}{default}'
        connection.execute(text(statement))


def _write_run(connection: Connection, run_id: int, projection: Projection) -> None:
    table = schema.recordings
    found = connection.execute(select(table).where(table.c.run_id == run_id)).all()
    converted = [(_converted(connection, row, projection), row.source_id) for row in found]
    if not converted:
        return
    converted.sort(key=lambda each: each[0].identity.richness, reverse=True)
    content = combined(
        [
            Account(content=recording.content, trace=recording.identity.trace)
            for recording, _ in converted
        ]
    )
    richest, source_id = converted[0]
    projection.rewrite(run_id, richest.identity, content, source_id)
    projection.write_parts(run_id, content)


def _converted(connection: Connection, row: Row[Any], projection: Projection) -> Recording:
    """Pack a recording as today; its lists go where all runs share them."""
    content = load_content(connection, row.content)
    recording = recorded(content, row.trace, revision=_FIRST_REVISION)
    projection.keep_lists(row.id, recording.lists)
    connection.execute(
        update(schema.recordings)
        .where(schema.recordings.c.id == row.id)
        .values(
            content=recording.packed,
            digest=recording.identity.digest,
            ended_at=recording.identity.ended_at,
        )
    )
    return recording
