"""How far forges were read, kept and read again."""

from sqlalchemy import Connection, and_, insert, select, update
from sqlalchemy.sql import ColumnElement

from renovate_kit.reports.events.pull_requests import Forge
from renovate_kit.reports.store.schema import sync_states
from renovate_kit.reports.store.sync_state import SyncState

__all__ = ["keep_sync_state", "sync_state"]


def sync_state(
    connection: Connection, forge: Forge, host: str, repository: str, resource: str
) -> SyncState | None:
    """Return how far something was read; None if it never was."""
    found = connection.execute(
        select(sync_states).where(_place(forge, host, repository, resource))
    ).first()
    if found is None:
        return None
    return SyncState(
        forge=Forge(found.forge),
        host=found.host,
        repository=found.repository,
        resource=found.resource,
        watermark=found.watermark,
        etag=found.etag,
        cursor=found.cursor,
        synced_at=found.synced_at,
    )


def keep_sync_state(connection: Connection, state: SyncState) -> None:
    """Keep how far something was read, in place of what was kept before."""
    place = _place(state.forge, state.host, state.repository, state.resource)
    values = {
        "watermark": state.watermark,
        "etag": state.etag,
        "cursor": state.cursor,
        "synced_at": state.synced_at,
    }
    if connection.scalar(select(sync_states.c.forge).where(place)) is not None:
        connection.execute(update(sync_states).where(place).values(values))
        return
    whose = {
        "forge": state.forge.value,
        "host": state.host,
        "repository": state.repository,
        "resource": state.resource,
    }
    connection.execute(insert(sync_states).values(**whose, **values))


def _place(forge: Forge, host: str, repository: str, resource: str) -> ColumnElement[bool]:
    table = sync_states.c
    return and_(
        table.forge == forge.value,
        table.host == host,
        table.repository == repository,
        table.resource == resource,
    )
