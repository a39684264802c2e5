"""Questions about what clusters told of the containers of a period."""

import json
from typing import Final

from renovate_kit.reports.store.reading import Reader
from renovate_kit.reports.store.rows import ContainerRow
from renovate_kit.reports.store.window import Window

__all__ = ["containers_in"]

_CONTAINERS: Final = """
    SELECT told.reason, told.requests, told.limits
    FROM (
        SELECT pods.id, pods.run_id, pods.reason, pods.requests, pods.limits,
               coalesce(pods.started_at, pods.log_started_at, runs.started_at) AS at
        FROM pods LEFT JOIN runs ON runs.id = pods.run_id
    ) AS told
    LEFT JOIN runs ON runs.id = told.run_id
    WHERE told.at >= :start AND told.at < :end AND (told.run_id IS NULL OR $CONCERNED)
    ORDER BY told.at, told.id
"""


def containers_in(reader: Reader, window: Window) -> tuple[ContainerRow, ...]:
    """Return the containers that started in a period, oldest first.

    With repositories, those of runs that turned to one of them, or to none, and those that left
    no log.
    """
    asked = window.query(_CONTAINERS)
    return tuple(
        ContainerRow(reason=reason, requests=_pairs(requests), limits=_pairs(limits))
        for reason, requests, limits in reader.tuples(asked.sql, asked.parameters)
    )


def _pairs(text: str | None) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(amount)) for name, amount in json.loads(text or "{}").items())
