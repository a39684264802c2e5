"""Whether anything on record is about a vulnerability: most stores have nothing of the kind.

What there is takes `queries_security` much longer to tell.
"""

from collections.abc import Collection
from typing import Final

from renovate_kit.reports.store.reading import Reader, filled, listed

__all__ = ["MARK", "MARKED_BRANCH", "MARKED_TITLE", "knows_vulnerabilities"]

MARK: Final = "[security]"
"""What Renovate puts at the end of a title."""

MARKED_TITLE: Final = f"%{MARK}%"
MARKED_BRANCH: Final = "%-vulnerability"

_SEEN: Final = """
    SELECT 1 FROM vulnerability_sightings AS sighting
    JOIN repository_runs AS turn ON turn.id = sighting.repository_run_id
    JOIN repositories ON repositories.id = turn.repository_id
    WHERE (repositories.name IN ($NAMES) OR $ANY)
"""
_SEEN_BEFORE: Final = """
    SELECT 1 FROM vulnerability_history AS told
    JOIN repositories ON repositories.id = told.repository_id
    WHERE (repositories.name IN ($NAMES) OR $ANY)
"""
_ALERTED: Final = (
    "SELECT 1 FROM dependabot_alerts AS told WHERE (told.repository IN ($NAMES) OR $ANY)"
)
_MARKED: Final = """
    SELECT 1 FROM pull_requests AS told
    WHERE (told.repository IN ($NAMES) OR $ANY) AND (told.security IS TRUE OR EXISTS (
        SELECT 1 FROM pull_request_advisories AS advised WHERE advised.pull_request_id = told.id
    ))
"""
_MARKED_IN_LOG: Final = """
    SELECT 1 FROM branches
    JOIN branch_list_members AS member ON member.branch_id = branches.id
    JOIN repository_runs AS turn ON turn.branch_list_id = member.branch_list_id
    JOIN repositories ON repositories.id = turn.repository_id
    WHERE branches.vulnerability IS TRUE AND branches.pull_request IS NOT NULL
    AND (repositories.name IN ($NAMES) OR $ANY)
"""
_ANNOUNCED: Final = """
    SELECT 1 FROM pull_request_events AS deed
    JOIN repositories ON repositories.id = deed.repository_id
    WHERE deed.number IS NOT NULL AND deed.title IS NOT NULL
    AND (lower(deed.title) LIKE :title OR deed.branch LIKE :branch)
    AND (repositories.name IN ($NAMES) OR $ANY)
"""
_SIGNS: Final = (_SEEN, _SEEN_BEFORE, _ALERTED, _MARKED, _MARKED_IN_LOG, _ANNOUNCED)


def knows_vulnerabilities(reader: Reader, only: Collection[str]) -> bool:
    """Return whether anything on record is about a vulnerability.

    Args:
        reader: of the store.
        only: repositories; empty means all.
    """
    names = listed("only", only)
    asked = {**names.parameters, "title": MARKED_TITLE, "branch": MARKED_BRANCH}
    return any(
        reader.tuples(filled(sign, NAMES=names.sql, ANY="1 = 0" if only else "1 = 1"), asked)
        for sign in (f"{sign} LIMIT 1" for sign in _SIGNS)
    )
