"""Of which repositories a forge's list of pull requests was read to its end, and when."""

from datetime import datetime
from typing import Final

from sqlalchemy import Select, case, func, literal, select

from renovate_kit.reports.events.pull_requests import Forge
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.schema import sync_states

__all__ = ["RESOURCE", "synced_since"]

RESOURCE: Final = "pull_requests"


def synced_since(at: datetime | None) -> Select[tuple[str]]:
    """Return the repositories whose pull requests were read at that time or later, in lower case.

    Those of the same name on two forges are left out: logs do not tell which one they are about.
    A clone does not count: it tells neither when a pull request was opened nor which were closed.

    Args:
        at: None for any time.
    """
    table = sync_states.c
    name = func.lower(table.repository)
    late = literal(True) if at is None else table.synced_at >= literal(at, UtcText())
    return (
        select(name)
        .where(table.forge != Forge.GIT.value, table.resource == RESOURCE, table.cursor.is_(None))
        .group_by(name)
        .having(func.count() == 1, func.min(case((late, 1), else_=0)) == 1)
    )
