"""Questions about what clusters told of the containers of a period."""

import json

from sqlalchemy import Connection, func, or_, select

from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.queries import Window, run_concerns
from renovate_kit.reports.store.rows import ContainerRow
from renovate_kit.reports.store.schema import pods, runs

__all__ = ["containers_in"]


def containers_in(connection: Connection, window: Window) -> tuple[ContainerRow, ...]:
    """Return the containers that started in a period, oldest first.

    With repositories, those of runs that turned to one of them, or to none, and those that left
    no log.
    """
    at = func.coalesce(pods.c.started_at, pods.c.log_started_at, runs.c.started_at, type_=UtcText())
    found = connection.execute(
        select(pods.c.reason, pods.c.requests, pods.c.limits)
        .outerjoin(runs, runs.c.id == pods.c.run_id)
        .where(
            window.includes(at),
            or_(pods.c.run_id.is_(None), run_concerns(window.repositories)),
        )
        .order_by(at, pods.c.id)
    )
    return tuple(
        ContainerRow(reason=reason, requests=_pairs(requests), limits=_pairs(limits))
        for reason, requests, limits in found
    )


def _pairs(text: str | None) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(amount)) for name, amount in json.loads(text or "{}").items())
