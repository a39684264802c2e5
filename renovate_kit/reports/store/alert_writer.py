"""Taking Dependabot alerts: the newest state of each stays, whatever comes first."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, insert, select, update

from renovate_kit.reports.events.pull_requests import AlertSeen
from renovate_kit.reports.store.column_values import json_text
from renovate_kit.reports.store.database import Database
from renovate_kit.reports.store.layers import (
    Layer,
    effective,
    packed,
    settled,
    told_by,
    unpacked,
)
from renovate_kit.reports.store.schema import dependabot_alerts

__all__ = ["AlertsTaken", "alert_of", "take_alerts"]

_AT_ONCE: Final = 200
_NAMES: Final = tuple(each.name for each in fields(AlertSeen))


class AlertsTaken(msgspec.Struct, frozen=True, kw_only=True):
    """How many alerts were new, changed, or known as they are."""

    new: int
    changed: int
    known: int


def take_alerts(
    database: Database, alerts: Iterable[AlertSeen], *, seen_at: datetime
) -> AlertsTaken:
    """Take alerts; each few hundred of them are written at once and stay.

    Raises:
        StoreError: the database can't be written.
    """
    counts = {"new": 0, "changed": 0, "known": 0}
    rest = iter(alerts)
    while some := tuple(islice(rest, _AT_ONCE)):
        with database.writing() as connection:
            for each in some:
                counts[_take(connection, each, seen_at)] += 1
    return AlertsTaken(**counts)


def alert_of(content: bytes) -> AlertSeen:
    """Return the alert that a row holds."""
    layers, _ = unpacked(content)
    return msgspec.convert(dict.fromkeys(_NAMES) | effective(layers), AlertSeen)


def _take(connection: Connection, alert: AlertSeen, seen_at: datetime) -> str:
    table = dependabot_alerts
    found = connection.execute(
        select(table.c.id, table.c.content).where(
            table.c.host == alert.host,
            table.c.repository == alert.repository,
            table.c.number == alert.number,
        )
    ).first()
    layer = Layer(
        rank=0, at=alert.updated_at.astimezone(UTC), seen_at=seen_at.astimezone(UTC),
        values=told_by(alert),
    )  # fmt: skip
    known = unpacked(found.content)[0] if found else ()
    layers = settled(known, layer)
    if layers == known:
        return "known"
    content = packed(layers, {})
    row = _columns(alert_of(content)) | {"content": content}
    if found is None:
        connection.execute(insert(table), row)
        return "new"
    connection.execute(update(table).where(table.c.id == found.id).values(row))
    return "changed"


def _columns(alert: AlertSeen) -> dict[str, Any]:
    return {name: getattr(alert, name) for name in _NAMES} | {"ids": json_text(alert.ids)}
