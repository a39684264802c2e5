"""What the figures about dependencies have to be."""

# ruff: noqa: S608 - these queries are put together from texts of ours alone

from dataclasses import replace
from typing import Final

from tests.reports.sql_figures.claim import Claim, Of, count, of_each_repository

__all__ = ["CLAIMS"]

_FILES: Final = count("(SELECT DISTINCT base_branch, manager, package_file FROM listed)")
_BEHIND: Final = "standing IN ('major', 'minor', 'patch', 'other')"
_STEP: Final = "repositories[].freshness"
# Renovate's sum is 0 and says nothing where no date of an update is known.
_YEARS: Final = """SELECT CASE WHEN max(steps) > 0 AND max(own_years) IS NULL THEN NULL
                    ELSE max(lib_years) END AS years FROM listed"""

CLAIMS: Final[dict[str, Claim]] = {
    "repositories[].dependencies": count("listed"),
    "repositories[].dependency_files": _FILES,
    "repositories[].managers.*": count("listed", "manager = :key"),
    "totals.dependencies": of_each_repository(count("listed")),
    "totals.dependency_files": of_each_repository(_FILES),
    f"{_STEP}.at": Claim(sql="SELECT max(started_at) FROM listed"),
    f"{_STEP}.total": count("standings"),
    f"{_STEP}.up_to_date": count("standings", "standing = 'up to date'"),
    **{
        f"{_STEP}.behind_{step}": count("standings", f"standing = '{step}'")
        for step in ("major", "minor", "patch", "other")
    },
    f"{_STEP}.behind": count("standings", _BEHIND),
    f"{_STEP}.looked_up": count("standings", f"{_BEHIND} OR standing = 'up to date'"),
    f"{_STEP}.unknown": count("standings", "standing = 'unknown'"),
    f"{_STEP}.skipped.#": count("standings", "standing = 'skipped'", what="DISTINCT skip_reason"),
    f"{_STEP}.skipped[].count": count("standings", "skip_reason = :skipped_reason"),
    f"{_STEP}.lib_years": Claim(sql=_YEARS),
    f"{_STEP}.lib_years_unknown": count(
        "standings", "standing IN ('major', 'minor', 'patch') AND own_years IS NULL"
    ),
    f"{_STEP}.abandoned": Claim(sql="SELECT sum(abandoned) FROM standings"),
    f"{_STEP}.deprecated": count("standings", "deprecation IS NOT NULL"),
    "trend.weeks[].behind": replace(
        of_each_repository(
            count(
                "listed",
                "dependency_id IN (SELECT found.dependency_id FROM v1_updates_found AS found)",
            )
        ),
        of=Of.WEEK,
    ),
    "trend.weeks[].lib_years": Claim(
        sql=f"SELECT sum(years) FROM ({_YEARS} GROUP BY repository)", of=Of.WEEK
    ),
}
