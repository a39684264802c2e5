"""Questions about the pull requests of forges, for reports.

Only repositories count of which a forge's list of pull requests was read to its end; a clone's
history tells neither when they were opened nor which were closed. Repositories are named in lower
case, as forges take them in any case.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Final

from renovate_kit.reports.store.column_values import flag, moment, utc_text
from renovate_kit.reports.store.forge_rows import (
    ForgeCounts,
    ForgePullRequestRow,
    ForgeSyncRow,
    ForgeUpdateRow,
    MergeRow,
)
from renovate_kit.reports.store.reading import Query, Reader, filled, listed
from renovate_kit.reports.store.synced import synced_since

__all__ = ["first_pull_request_at", "forge_counts", "forge_syncs", "merges_in", "open_during"]

_LARGEST_FIRST: Final = (
    *("major", "replacement", "minor", "patch", "rollback", "bump", "digest"),
    *("pin", "pinDigest", "lockfileUpdate", "lockFileMaintenance"),
)
_FROM_A_FORGE: Final = "told.forge <> 'git' AND told.number IS NOT NULL"
_ENDED: Final = "coalesce(told.merged_at, told.closed_at)"
_OVERLAPS: Final = filled(
    """(
    coalesce(told.created_at, $ENDED) IS NULL
    OR coalesce(told.created_at, $ENDED) < :end
) AND ($ENDED IS NULL OR $ENDED >= :start)
""",
    ENDED=_ENDED,
)

_SYNCS: Final = """
    SELECT lower(told.repository) AS name, told.forge, told.host, told.synced_at
    FROM sync_states AS told
    WHERE told.resource = 'pull_requests' AND told.forge <> 'git'
    AND lower(told.repository) IN ($SYNCED) AND $NAMED
    ORDER BY name
"""
_SPELLINGS: Final = filled(
    """
    SELECT DISTINCT told.repository FROM pull_requests AS told WHERE $FROM_A_FORGE
""",
    FROM_A_FORGE=_FROM_A_FORGE,
)
_FIRST: Final = filled(
    """
    SELECT min(told.created_at) FROM pull_requests AS told
    WHERE $FROM_A_FORGE AND lower(told.repository) IN ($SYNCED) AND $NAMED
""",
    FROM_A_FORGE=_FROM_A_FORGE,
)
_OPEN: Final = filled(
    """
    SELECT told.id, told.repository, told.number, told.title, told.branch, told.author,
           told.state, told.created_at, told.merged_at, told.closed_at, told.merged_by,
           told.closed_by, told.auto_merge, told.checks, told.review, told.draft, told.security,
           told.superseded
    FROM pull_requests AS told
    WHERE told.repository IN ($SPELT) AND $FROM_A_FORGE AND $OVERLAPS
    ORDER BY lower(told.repository), told.number
""",
    FROM_A_FORGE=_FROM_A_FORGE,
    OVERLAPS=_OVERLAPS,
)
_UPDATES: Final = filled(
    """
    SELECT changed.pull_request_id, changed.dep_name, changed.package_name, changed.datasource,
           changed.manager, changed.update_type,
           coalesce(nullif(changed.current_version, ''), changed.current_value) AS current,
           coalesce(nullif(changed.new_version, ''), changed.new_value) AS new,
           changed.package_file
    FROM pull_requests AS told
    JOIN pull_request_updates AS changed ON changed.pull_request_id = told.id
    WHERE told.repository IN ($SPELT) AND $FROM_A_FORGE AND $OVERLAPS
    ORDER BY changed.pull_request_id, changed.position
""",
    FROM_A_FORGE=_FROM_A_FORGE,
    OVERLAPS=_OVERLAPS,
)
_MERGES: Final = filled(
    """
    SELECT lower(told.repository), told.created_at, told.merged_at, (
        SELECT min(CASE changed.update_type $PLACES ELSE $OTHERS END)
        FROM pull_request_updates AS changed
        WHERE changed.pull_request_id = told.id AND changed.update_type IS NOT NULL
    )
    FROM pull_requests AS told
    WHERE told.repository IN ($SPELT) AND $FROM_A_FORGE
    AND told.merged_at >= :start AND told.merged_at < :end AND told.created_at IS NOT NULL
    ORDER BY told.merged_at, told.id
""",
    FROM_A_FORGE=_FROM_A_FORGE,
)
_COUNTS: Final = filled(
    """
    WITH current AS (
        SELECT lower(told.repository) AS name,
               CASE WHEN told.synced_at < :end THEN told.synced_at ELSE :end END AS until
        FROM sync_states AS told
        WHERE told.resource = 'pull_requests' AND told.forge <> 'git'
        AND lower(told.repository) IN ($SYNCED) AND $NAMED
    )
    SELECT (SELECT count(*) FROM current),
           sum(CASE WHEN told.created_at >= :start AND told.created_at < current.until
                    THEN 1 ELSE 0 END),
           sum(CASE WHEN told.merged_at >= :start AND told.merged_at < current.until
                    THEN 1 ELSE 0 END),
           sum(CASE WHEN (told.created_at IS NULL OR told.created_at < current.until)
                         AND ($ENDED IS NULL OR $ENDED >= current.until)
                    THEN 1 ELSE 0 END)
    FROM pull_requests AS told JOIN current ON current.name = lower(told.repository)
    WHERE $FROM_A_FORGE AND $OVERLAPS
""",
    ENDED=_ENDED,
    FROM_A_FORGE=_FROM_A_FORGE,
    OVERLAPS=_OVERLAPS,
)


def forge_syncs(reader: Reader, only: Collection[str]) -> tuple[ForgeSyncRow, ...]:
    """Return the repositories whose pull requests were read from a forge, by name."""
    asked = _of_synced(_SYNCS, None, only)
    found = reader.tuples(asked.sql, asked.parameters)
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    if found:
        for (name,) in reader.tuples(_SPELLINGS):
            spellings[name.lower()].append(name)
    return tuple(
        ForgeSyncRow(
            repository=name,
            forge=forge,
            host=host,
            synced_at=datetime.fromisoformat(synced_at),
            spellings=tuple(sorted(spellings[name])),
        )
        for name, forge, host, synced_at in found
    )


def first_pull_request_at(reader: Reader, only: Collection[str]) -> datetime | None:
    """Return when the first pull request on record was opened; None if there is none."""
    asked = _of_synced(_FIRST, None, only)
    ((opened,),) = reader.tuples(asked.sql, asked.parameters)
    return moment(opened)


def open_during(
    reader: Reader, start: datetime, end: datetime, spellings: Collection[str]
) -> tuple[ForgePullRequestRow, ...]:
    """Return the pull requests that were open at some time of a period, by number.

    Args:
        reader: of the store.
        start: of the period.
        end: of the period.
        spellings: names of repositories exactly as forges spell them.
    """
    updates: defaultdict[int, list[ForgeUpdateRow]] = defaultdict(list)
    asked = _of_names(_UPDATES, start, end, spellings)
    for row in reader.rows(asked.sql, asked.parameters):
        updates[row["pull_request_id"]].append(
            ForgeUpdateRow(
                dep_name=row["dep_name"],
                package_name=row["package_name"],
                datasource=row["datasource"],
                manager=row["manager"],
                update_type=row["update_type"],
                current=row["current"],
                new=row["new"],
                package_file=row["package_file"],
            )
        )
    asked = _of_names(_OPEN, start, end, spellings)
    return tuple(
        ForgePullRequestRow(
            repository=row["repository"],
            number=row["number"],
            title=row["title"],
            branch=row["branch"],
            author=row["author"],
            state=row["state"],
            created_at=moment(row["created_at"]),
            merged_at=moment(row["merged_at"]),
            closed_at=moment(row["closed_at"]),
            merged_by=row["merged_by"],
            closed_by=row["closed_by"],
            auto_merge=flag(row["auto_merge"]),
            checks=row["checks"],
            review=row["review"],
            draft=flag(row["draft"]),
            security=bool(row["security"]),
            superseded=bool(row["superseded"]),
            updates=tuple(updates.get(row["id"], ())),
        )
        for row in reader.rows(asked.sql, asked.parameters)
    )


def merges_in(
    reader: Reader, start: datetime, end: datetime, spellings: Collection[str]
) -> tuple[MergeRow, ...]:
    """Return the pull requests that were merged in a period, in the order of their merges.

    Args: as for `open_during`.
    """
    places = " ".join(f"WHEN '{name}' THEN {at}" for at, name in enumerate(_LARGEST_FIRST))
    sql = _MERGES.replace("$PLACES", places).replace("$OTHERS", str(len(_LARGEST_FIRST)))
    asked = _of_names(sql, start, end, spellings)
    names = (*_LARGEST_FIRST, None)
    return tuple(
        MergeRow(
            repository=name,
            created_at=datetime.fromisoformat(created_at),
            merged_at=datetime.fromisoformat(merged_at),
            update_type=None if place is None else names[place],
        )
        for name, created_at, merged_at, place in reader.tuples(asked.sql, asked.parameters)
    )


def forge_counts(
    reader: Reader, start: datetime, end: datetime, only: Collection[str], *, read_since: datetime
) -> ForgeCounts:
    """Return what happened to pull requests in a period.

    Args:
        reader: of the store.
        start: of the period.
        end: of the period.
        only: repositories; empty means all.
        read_since: only repositories count whose forge was read at that time or later.
    """
    asked = _of_synced(_COUNTS, read_since, only)
    period = {"start": utc_text(start), "end": utc_text(end)}
    ((repositories, created, merged, opened),) = reader.tuples(
        asked.sql, {**asked.parameters, **period}
    )
    return ForgeCounts(
        repositories=repositories, created=created or 0, merged=merged or 0, open=opened or 0
    )


def _of_synced(sql: str, read_since: datetime | None, only: Collection[str]) -> Query:
    synced = synced_since(read_since)
    named = listed("only", [name.lower() for name in only])
    condition = f"lower(told.repository) IN ({named.sql})" if only else "1 = 1"
    filled = sql.replace("$SYNCED", synced.sql).replace("$NAMED", condition)
    return Query(filled, {**synced.parameters, **named.parameters})


def _of_names(sql: str, start: datetime, end: datetime, spellings: Collection[str]) -> Query:
    spelt = listed("spelt", spellings)
    period = {"start": utc_text(start), "end": utc_text(end)}
    return Query(sql.replace("$SPELT", spelt.sql), {**spelt.parameters, **period})
