"""Of which repositories a forge's list of pull requests was read to its end, and when."""

from datetime import datetime
from typing import Final

from renovate_kit.reports.store.column_values import utc_text
from renovate_kit.reports.store.reading import Query

__all__ = ["synced_since"]

_SYNCED: Final = """
    SELECT lower(synced.repository) FROM sync_states AS synced
    WHERE synced.forge <> 'git' AND synced.resource = 'pull_requests' AND synced.cursor IS NULL
    GROUP BY lower(synced.repository)
    HAVING count(*) = 1 AND min(synced.synced_at) >= :synced
"""


def synced_since(at: datetime | None) -> Query:
    """Return a query for the repositories whose forge was read at that time or later.

    They are named in lower case. Those of the same name on two forges are left out: logs do not
    tell which one they are about. A clone does not count: it tells neither when a pull request was
    opened nor which were closed.

    Args:
        at: None for any time.
    """
    return Query(_SYNCED, {"synced": utc_text(at) or ""})
