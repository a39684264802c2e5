"""Which runs a question is about, as a query for their keys."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from renovate_kit.reports.store.column_values import utc_text
from renovate_kit.reports.store.reading import Query, listed

__all__ = ["pick_runs", "run_concerns", "these_runs"]

_RUNS: Final = "SELECT runs.id FROM runs WHERE $CONDITION"
_KNOWN: Final = "SELECT runs.id FROM runs WHERE runs.id IN ($KEYS)"
_CONCERNS: Final = """(
    EXISTS (
        SELECT 1 FROM repository_runs AS turn
        JOIN repositories AS named ON named.id = turn.repository_id
        WHERE turn.run_id = runs.id AND named.name IN ($NAMES)
    )
    OR NOT EXISTS (SELECT 1 FROM repository_runs AS turn WHERE turn.run_id = runs.id)
)"""
# NULL is the smallest in SQLite and the greatest in PostgreSQL.
_NEWEST: Final = """
    SELECT newest.id FROM (
        $RUNS ORDER BY runs.started_at IS NULL, runs.started_at DESC, runs.id DESC LIMIT :most
    ) AS newest
"""


def pick_runs(
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    only: Collection[str] = (),
    limit: int | None = None,
) -> Query:
    """Return a query for the keys of runs.

    Args:
        start: the first time at which a run may have started; None for any, also unknown.
        end: the time before which it must have started; None likewise.
        only: repositories; only runs that turned to one of them, or to none at all.
        limit: only so many: the last ones; those without a known time count as first.
    """
    concerned = run_concerns(only)
    sql = _RUNS.replace("$CONDITION", concerned.sql)
    parameters = dict(concerned.parameters)
    if start is not None:
        sql += " AND runs.started_at >= :start"
        parameters["start"] = utc_text(start)
    if end is not None:
        sql += " AND runs.started_at < :end"
        parameters["end"] = utc_text(end)
    if limit is None:
        return Query(sql, parameters)
    parameters["most"] = limit
    return Query(_NEWEST.replace("$RUNS", sql), parameters)


def these_runs(keys: Collection[int]) -> Query:
    """Return a query for keys that are known already."""
    known = listed("run", keys)
    return Query(_KNOWN.replace("$KEYS", known.sql), known.parameters)


def run_concerns(only: Collection[str]) -> Query:
    """Return the condition that a run turned to one of these repositories, or to none."""
    if not only:
        return Query("1 = 1")
    names = listed("only", only)
    return Query(_CONCERNS.replace("$NAMES", names.sql), names.parameters)
