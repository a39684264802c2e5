"""The views that people open with their own tools: stable, whatever becomes of the tables.

Their names begin with a version. A column is never renamed or dropped; a view that would
need that gets a new name beside the old one.
"""

from collections.abc import Mapping
from typing import Final

__all__ = ["VIEWS"]

VIEWS: Final[Mapping[str, str]] = {
    "v1_runs": """
        SELECT runs.id AS run_id, runs.started_at, runs.ended_at, runs.renovate_version,
               runs.complete, runs.detail, sources.name AS source,
               repositories.name AS repository, repository_runs.result,
               repository_runs.status, repository_runs.duration_ms
        FROM runs
        JOIN sources ON sources.id = runs.source_id
        LEFT JOIN repository_runs ON repository_runs.run_id = runs.id
        LEFT JOIN repositories ON repositories.id = repository_runs.repository_id
    """,
    "v1_updates": """
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               branches.branch, branches.pull_request, branches.title, branches.result,
               branches.blocked_by, upgrades.dep_name, upgrades.package_name,
               upgrades.package_file, upgrades.datasource, upgrades.update_type,
               upgrades.current_version, upgrades.new_version
        FROM upgrades
        JOIN branches ON branches.repository_run_id = upgrades.repository_run_id
                     AND branches.position = upgrades.branch_position
        JOIN repository_runs ON repository_runs.id = branches.repository_run_id
        JOIN repositories ON repositories.id = repository_runs.repository_id
        JOIN runs ON runs.id = repository_runs.run_id
    """,
    "v1_pull_requests": """
        SELECT coalesce(pull_request_events.at, runs.started_at) AS at, runs.id AS run_id,
               repositories.name AS repository, pull_request_events.branch,
               pull_request_events.action, pull_request_events.number,
               pull_request_events.title
        FROM pull_request_events
        JOIN runs ON runs.id = pull_request_events.run_id
        JOIN repositories ON repositories.id = pull_request_events.repository_id
    """,
    "v1_problems": """
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               problems.branch, problems.level, problems.message, problems.detail,
               coalesce(problems.first_at, runs.started_at) AS first_at, problems.count
        FROM problems
        JOIN runs ON runs.id = problems.run_id
        LEFT JOIN repositories ON repositories.id = problems.repository_id
    """,
}
