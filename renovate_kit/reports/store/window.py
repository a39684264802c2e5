"""What a question about a period is about, filled into SQL."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from renovate_kit.reports.store.column_values import utc_text
from renovate_kit.reports.store.reading import Query, filled, listed
from renovate_kit.reports.store.run_choice import run_concerns
from renovate_kit.reports.store.synced import synced_since

__all__ = ["Window"]

_NAMED: Final = """$COLUMN IN (
    SELECT chosen.id FROM repositories AS chosen WHERE chosen.name IN ($NAMES)
)"""
_UNSYNCED: Final = """($AMONG AND $COLUMN NOT IN (
    SELECT told.id FROM repositories AS told WHERE lower(told.name) IN ($SYNCED)
))"""
_PERIOD: Final = "runs.started_at >= :start AND runs.started_at < :end"
# Which runs these are is said twice: SQLite finds a turn at once only by both of its keys.
_TURNS_OF_PERIOD: Final = """turn.run_id IN (
    SELECT one.id FROM runs AS one WHERE one.started_at >= :start AND one.started_at < :end
) AND $AMONG(turn.repository_id) AND $PERIOD"""
_AMONG: Final = re.compile(r"\$AMONG\((?P<column>[a-z_.]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What to look at: a period, aware on both ends, and only some repositories if any.

    With `unsynced_at`, only repositories whose forge was not read at that time or later.
    """

    start: datetime
    end: datetime
    repositories: tuple[str, ...] = ()
    unsynced_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a period that means another time on every machine."""
        if self.start.tzinfo is None or self.end.tzinfo is None:
            message = "a period needs times with a zone"
            raise ValueError(message)

    def query(self, sql: str, **parameters: object) -> Query:
        """Return a query about this period and these repositories.

        Args:
            sql: with `:start` and `:end`; `$CONCERNED` becomes the condition that one of `runs`
                turned to one of the repositories or to none, `$AMONG(column)` that the column is
                the key of one of them, `$PERIOD` that one of `runs` started in the period,
                `$TURNS_OF_PERIOD` that also a `turn` of it was at one of the repositories.
            parameters: what else is in it.
        """
        concerned = run_concerns(self.repositories)
        known = {
            **parameters,
            **concerned.parameters,
            "start": utc_text(self.start),
            "end": utc_text(self.end),
        }
        sql = filled(sql, TURNS_OF_PERIOD=_TURNS_OF_PERIOD, PERIOD=_PERIOD, CONCERNED=concerned.sql)
        chosen = self._chosen()
        known.update(chosen.parameters)
        found = _AMONG.sub(lambda match: chosen.sql.replace("$COLUMN", match["column"]), sql)
        return Query(found, known)

    def _chosen(self) -> Query:
        names = listed("only", self.repositories)
        among = filled(_NAMED, NAMES=names.sql) if self.repositories else "1 = 1"
        if self.unsynced_at is None:
            return Query(among, names.parameters)
        synced = synced_since(self.unsynced_at)
        sql = filled(_UNSYNCED, AMONG=among, SYNCED=synced.sql)
        return Query(sql, {**names.parameters, **synced.parameters})
