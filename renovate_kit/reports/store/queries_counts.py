"""How many runs there are, and of which repositories."""

from collections.abc import Collection
from typing import Final

from renovate_kit.reports.events import LogDetail
from renovate_kit.reports.store.reading import Query, Reader
from renovate_kit.reports.store.run_choice import run_concerns

__all__ = [
    "count_runs_by_level",
    "count_runs_without_time",
    "forge_repositories",
    "repository_names",
]

_BY_LEVEL: Final = """
    SELECT runs.detail, count(*) FROM runs WHERE runs.id IN ($PICKED) GROUP BY runs.detail
"""
_WITHOUT_TIME: Final = """
    SELECT count(*) FROM runs WHERE runs.started_at IS NULL AND $CONCERNED
"""
_VISITED: Final = """
    SELECT repositories.name FROM repositories
    WHERE EXISTS (
        SELECT 1 FROM repository_runs AS turn WHERE turn.repository_id = repositories.id
    )
    ORDER BY repositories.name
"""
_OF_FORGES: Final = """
    SELECT pull_requests.repository FROM pull_requests
    UNION SELECT dependabot_alerts.repository FROM dependabot_alerts
"""


def count_runs_by_level(reader: Reader, picked: Query) -> dict[LogDetail, int]:
    """Return how many of some runs have logs that show level debug, and how many that don't.

    Args:
        reader: of the store.
        picked: what `pick_runs` returned.
    """
    found = reader.tuples(_BY_LEVEL.replace("$PICKED", picked.sql), picked.parameters)
    return {LogDetail(detail): count for detail, count in found}


def count_runs_without_time(reader: Reader, only: Collection[str]) -> int:
    """Return how many runs can't be put into any period."""
    concerned = run_concerns(only)
    sql = _WITHOUT_TIME.replace("$CONCERNED", concerned.sql)
    ((count,),) = reader.tuples(sql, concerned.parameters)
    return int(count)


def repository_names(reader: Reader) -> tuple[str, ...]:
    """Return the repositories that any run turned to, by name."""
    return tuple(name for (name,) in reader.tuples(_VISITED))


def forge_repositories(reader: Reader) -> tuple[str, ...]:
    """Return the names of all repositories that were read from a forge or a clone, sorted."""
    return tuple(sorted(name for (name,) in reader.tuples(_OF_FORGES)))
