"""Questions about how current dependencies are, counted by the database."""

from datetime import datetime
from typing import Final

from renovate_kit.reports.store import week_rows as rows
from renovate_kit.reports.store.column_values import flag
from renovate_kit.reports.store.last_turns import last_turns
from renovate_kit.reports.store.reading import Reader, filled, listed
from renovate_kit.reports.store.window import Window
from renovate_kit.reports.verdicts import SKIPPED

__all__ = ["dependency_standings", "totals_in"]

_STEPS: Final = {4: "major", 3: "minor", 2: "patch", 1: "other"}

_LATEST: Final = last_turns("""EXISTS (
    SELECT 1 FROM base_branches AS shown
    WHERE shown.repository_run_id = turn.id AND shown.snapshot_id IS NOT NULL
)""")
"""The last turns that show dependencies."""

_DATED: Final = """
    SELECT 1 FROM updates_found AS dated
    WHERE dated.dependency_id = {dependency} AND dated.lib_years IS NOT NULL
"""
"""Updates of a dependency whose libyears Renovate knows."""

_STANDINGS: Final = filled(
    """
    WITH latest AS ($LATEST),
    lists AS (
        SELECT latest.repository_id, latest.started_at, latest.lib_years, shown.snapshot_id
        FROM latest
        JOIN base_branches AS shown ON shown.repository_run_id = latest.id
        WHERE shown.snapshot_id IS NOT NULL
    ),
    standing AS (
        SELECT lists.repository_id, lists.started_at, lists.lib_years,
               dependency.looked_up, dependency.skip_reason, dependency.abandoned,
               CASE WHEN dependency.warnings IS NOT NULL AND dependency.warnings <> '[]'
                    THEN 1 ELSE 0 END AS has_failed,
               CASE WHEN dependency.deprecation IS NOT NULL THEN 1 ELSE 0 END AS deprecated,
               (
                   SELECT max(CASE found.update_type WHEN 'major' THEN 4 WHEN 'minor' THEN 3
                                                     WHEN 'patch' THEN 2 ELSE 1 END)
                   FROM updates_found AS found WHERE found.dependency_id = dependency.id
               ) AS step,
               CASE WHEN EXISTS ($DATED) THEN 1 ELSE 0 END AS is_dated
        FROM lists
        JOIN snapshot_members AS member ON member.snapshot_id = lists.snapshot_id
        JOIN dependencies AS dependency ON dependency.id = member.dependency_id
    )
    SELECT repositories.name, standing.started_at, standing.lib_years, standing.looked_up,
           standing.skip_reason, standing.has_failed, standing.step, standing.deprecated,
           standing.abandoned, standing.is_dated, count(*) AS number
    FROM standing JOIN repositories ON repositories.id = standing.repository_id
    GROUP BY repositories.name, standing.started_at, standing.lib_years, standing.looked_up,
             standing.skip_reason, standing.has_failed, standing.step, standing.deprecated,
             standing.abandoned, standing.is_dated
    ORDER BY repositories.name, standing.looked_up, coalesce(standing.skip_reason, ''),
             standing.has_failed, coalesce(standing.step, 0), standing.deprecated,
             standing.abandoned IS NOT NULL, standing.abandoned, standing.is_dated
""",
    LATEST=_LATEST,
    DATED=_DATED.format(dependency="dependency.id"),
)
_TOTALS: Final = filled(
    """
    WITH latest AS ($LATEST),
    counted AS (
        SELECT latest.lib_years, (
            SELECT count(*)
            FROM base_branches AS shown
            JOIN snapshot_members AS member ON member.snapshot_id = shown.snapshot_id
            WHERE shown.repository_run_id = latest.id AND EXISTS (
                SELECT 1 FROM updates_found AS found
                WHERE found.dependency_id = member.dependency_id
            )
        ) AS behind
        FROM latest
    )
    SELECT count(*), count(counted.lib_years), sum(counted.lib_years), sum(counted.behind), (
        SELECT count(DISTINCT turn.repository_id)
        FROM runs JOIN repository_runs AS turn ON turn.run_id = runs.id
        WHERE $TURNS_OF_PERIOD AND (turn.result IS NULL OR turn.result NOT IN ($SKIPPED))
    )
    FROM counted
""",
    LATEST=_LATEST,
)
_STEPS_DATED: Final = filled(
    """
    WITH latest AS ($LATEST)
    SELECT count(*), count(found.lib_years)
    FROM latest
    JOIN base_branches AS shown ON shown.repository_run_id = latest.id
    JOIN snapshot_members AS member ON member.snapshot_id = shown.snapshot_id
    JOIN updates_found AS found ON found.dependency_id = member.dependency_id
    WHERE found.update_type IN ('major', 'minor', 'patch')
""",
    LATEST=_LATEST,
)


def dependency_standings(reader: Reader, window: Window) -> tuple[rows.DependencyStandingRow, ...]:
    """Return how dependencies stand in the last run of the period that shows them."""
    asked = window.query(_STANDINGS)
    return tuple(
        rows.DependencyStandingRow(
            repository=row["name"],
            run_started_at=datetime.fromisoformat(row["started_at"]),
            lib_years=row["lib_years"],
            is_dated=bool(row["is_dated"]),
            looked_up=bool(row["looked_up"]),
            skip_reason=row["skip_reason"],
            has_failed=bool(row["has_failed"]),
            step=None if row["step"] is None else _STEPS[row["step"]],
            deprecated=bool(row["deprecated"]),
            abandoned=flag(row["abandoned"]),
            count=row["number"],
        )
        for row in reader.rows(asked.sql, asked.parameters)
    )


def totals_in(reader: Reader, window: Window) -> tuple[float | None, int | None]:
    """Return what is there to do at the end of a period, in all repositories.

    The first is the sum of Renovate's sums of libyears, the second how many dependencies have an
    update. None if that is unknown of one of the repositories: a sum of the others would fall
    when a repository fails. A sum of 0 is unknown, too, if no date of an update is known.
    """
    skipped = listed("skipped", sorted(SKIPPED))
    asked = window.query(filled(_TOTALS, SKIPPED=skipped.sql), **skipped.parameters)
    ((shown, with_years, years, behind, visited),) = reader.tuples(asked.sql, asked.parameters)
    if not shown or shown < visited:
        return None, None
    is_known = with_years == shown and (years or _has_dates(reader, window))
    return float(years) if is_known else None, int(behind)


def _has_dates(reader: Reader, window: Window) -> bool:
    """Return whether the libyears of an update are known, or there is no update that has any."""
    asked = window.query(_STEPS_DATED)
    ((steps, dated),) = reader.tuples(asked.sql, asked.parameters)
    return not steps or bool(dated)
