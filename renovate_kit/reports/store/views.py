"""The views that people open with their own tools: stable, whatever becomes of the tables.

Their names begin with a version. A column is never renamed or dropped, new ones come last; a
view that would need more gets a new name beside the old one. The SQL is what SQLite and
PostgreSQL both understand.
"""

from collections.abc import Mapping
from typing import Final

__all__ = ["VIEWS"]

_TURN: Final = """
        FROM repository_runs
        JOIN runs ON runs.id = repository_runs.run_id
        JOIN repositories ON repositories.id = repository_runs.repository_id
"""

_OF_RUN: Final = """
        JOIN runs ON runs.id = told.run_id
        LEFT JOIN repositories ON repositories.id = told.repository_id
"""

_DEFINITIONS: Final = {
    "v1_runs": """
        SELECT runs.id AS run_id, runs.started_at, runs.ended_at, runs.renovate_version,
               runs.complete, runs.detail, sources.name AS source,
               repositories.name AS repository, repository_runs.result,
               repository_runs.status, repository_runs.duration_ms, runs.platform,
               runs.dry_run, runs.hostname, runs.exit_code, runs.cut_off, runs.logged_errors,
               repository_runs.restarts, repository_runs.onboarded,
               repository_runs.pull_requests_open, repository_runs.lib_years,
               repository_runs.dependencies_outdated, repository_runs.dependencies_total
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
               upgrades.current_version, upgrades.new_version, upgrades.manager,
               upgrades.current_value, upgrades.new_value, upgrades.released_at,
               upgrades.merge_confidence, upgrades.vulnerability_fix_version,
               upgrades."group" AS group_name, branches.vulnerability, branches.automerge,
               branches.edited, branches.base_branch
        $TURN
        JOIN branch_list_members AS member
          ON member.branch_list_id = repository_runs.branch_list_id
        JOIN branches ON branches.id = member.branch_id
        JOIN upgrades ON upgrades.branch_id = branches.id
    """,
    "v1_branches": """
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               branches.branch, branches.pull_request, branches.title, branches.result,
               branches.blocked_by, branches.vulnerability, branches.vulnerability_evidence,
               branches.automerge, branches.edited, branches.base_branch
        $TURN
        JOIN branch_list_members AS member
          ON member.branch_list_id = repository_runs.branch_list_id
        JOIN branches ON branches.id = member.branch_id
    """,
    "v1_pull_requests": """
        SELECT coalesce(pull_request_events.at, runs.started_at) AS at, runs.id AS run_id,
               repositories.name AS repository, pull_request_events.branch,
               pull_request_events.action, pull_request_events.number,
               pull_request_events.title, pull_request_events.labels
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
    "v1_dependencies": """
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               base_branches.base_branch, dependencies.manager, dependencies.package_file,
               dependencies.dep_name, dependencies.package_name, dependencies.datasource,
               dependencies.dep_type, dependencies.current_value,
               dependencies.current_version, dependencies.current_digest,
               dependencies.locked_version, dependencies.released_at,
               dependencies.newest_released_at, dependencies.skip_reason,
               dependencies.warnings, dependencies.deprecation, dependencies.abandoned,
               dependencies.replacement, dependencies.vulnerability_fix_version,
               dependencies."group" AS group_name, dependencies.looked_up,
               dependencies.id AS dependency_id
        $TURN
        JOIN base_branches ON base_branches.repository_run_id = repository_runs.id
        JOIN snapshot_members AS member ON member.snapshot_id = base_branches.snapshot_id
        JOIN dependencies ON dependencies.id = member.dependency_id
    """,
    "v1_updates_found": """
        SELECT updates_found.dependency_id, updates_found.update_type,
               updates_found.new_version, updates_found.new_value, updates_found.new_digest,
               updates_found.branch, updates_found.released_at, updates_found.is_breaking,
               updates_found.pending_checks, updates_found.pending_versions,
               updates_found.merge_confidence, updates_found.lib_years
        FROM updates_found
    """,
    "v1_vulnerabilities": """
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               vulnerabilities.package_name, vulnerabilities.datasource,
               vulnerability_ids.advisory, vulnerabilities.severity,
               vulnerabilities.affected, vulnerabilities.fixed_version,
               vulnerabilities.evidence, vulnerabilities.summary
        $TURN
        JOIN vulnerability_sightings AS sighting
          ON sighting.repository_run_id = repository_runs.id
        JOIN vulnerabilities ON vulnerabilities.id = sighting.vulnerability_id
        LEFT JOIN vulnerability_ids ON vulnerability_ids.vulnerability_id = vulnerabilities.id
    """,
    "v1_lookup_failures": """
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               told.datasource, told.package_name, told.reason, told.package_files,
               coalesce(told.at, runs.started_at) AS at
        FROM lookup_failures AS told $OF_RUN
    """,
    "v1_artifact_failures": """
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               told.branch, told.file, told.reason, coalesce(told.at, runs.started_at) AS at
        FROM artifact_failures AS told $OF_RUN
    """,
    "v1_config_problems": """
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               told.kind, told.source, told.topic, told.message,
               coalesce(told.at, runs.started_at) AS at
        FROM config_problems AS told $OF_RUN
    """,
    "v1_timings": """
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               subjects.kind, subjects.name, told.count, told.total_ms, told.mean_ms,
               told.median_ms, told.max_ms
        FROM timings AS told $OF_RUN
        JOIN subjects ON subjects.id = told.subject_id
    """,
    "v1_http": """
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               subjects.name AS host, told.count AS requests, told.total_ms, told.mean_ms,
               told.median_ms, told.max_ms
        FROM timings AS told $OF_RUN
        JOIN subjects ON subjects.id = told.subject_id
        WHERE subjects.kind = 'http'
    """,
    "v1_caches": """
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               subjects.kind, subjects.name, told.hits, told.misses
        FROM cache_counts AS told $OF_RUN
        JOIN subjects ON subjects.id = told.subject_id
    """,
    "v1_splits": """
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               splits.name AS phase, splits.duration_ms
        $TURN
        JOIN splits ON splits.repository_run_id = repository_runs.id
    """,
    "v1_update_counts": """
        SELECT runs.id AS run_id, runs.started_at, repositories.name AS repository,
               update_counts.base_branch, update_counts.update_type, update_counts.count
        $TURN
        JOIN update_counts ON update_counts.repository_run_id = repository_runs.id
    """,
    "v1_pods": """
        SELECT pods.run_id, runs.started_at, pods.namespace, pods.cron_job, pods.job, pods.pod,
               pods.container, pods.image, pods.node, pods.exit_code, pods.signal, pods.reason,
               pods.cut_off, pods.started_at AS container_started_at,
               pods.finished_at AS container_finished_at, pods.restarts, pods.requests,
               pods.limits, pods.events
        FROM pods
        LEFT JOIN runs ON runs.id = pods.run_id
    """,
    "v1_problem_history": """
        SELECT repositories.name AS repository, told.level, told.message, told.detail,
               told.first_at, told.last_at, told.runs, told.count
        FROM problem_history AS told
        LEFT JOIN repositories ON repositories.id = told.repository_id
    """,
    "v1_run_history": """
        SELECT told.day, repositories.name AS repository, told.runs, told.finished,
               told.duration_ms, told.created, told.automerged
        FROM run_history AS told
        JOIN repositories ON repositories.id = told.repository_id
    """,
    "v1_forge_pull_requests": """
        SELECT told.forge, told.host, told.repository, told.number, told.title, told.author,
               told.branch, told.base_branch, told.state, told.created_at, told.merged_at,
               told.closed_at, told.updated_at, told.security, told.security_evidence,
               told.superseded,
               COALESCE(told.merged_by,
                        CASE WHEN told.state = 'merged' AND logged.number IS NOT NULL
                             THEN told.author END) AS merged_by,
               COALESCE(told.closed_by,
                        CASE WHEN told.state = 'closed' AND told.superseded
                             THEN told.author END) AS closed_by,
               told.edited_by_people, told.checks, told.review, told.draft, told.labels,
               told.automerge, told.schedule, told.rebase_requested, told.created_in_version,
               told.updated_in_version, told.merge_method, told.merge_sha, told.head_sha,
               told.url, told.renovate_evidence, told.abandoned, told.id AS pull_request_id
        FROM pull_requests AS told
        LEFT JOIN (SELECT DISTINCT repositories.name, deed.number
                   FROM pull_request_events AS deed
                   JOIN repositories ON repositories.id = deed.repository_id
                   WHERE deed.action = 'automerged' AND deed.number IS NOT NULL) AS logged
          ON logged.name = told.repository AND logged.number = told.number
         AND (SELECT COUNT(*) FROM pull_requests AS other
              WHERE other.repository = told.repository AND other.number = told.number) = 1
    """,
    "v1_pull_request_updates": """
        SELECT told.host, told.repository, told.number, told.state, told.created_at,
               told.merged_at, told.closed_at, changed.dep_name, changed.package_name,
               changed.datasource, changed.manager, changed.update_type, changed.dep_type,
               changed.current_value, changed.new_value,
               changed.current_version, changed.new_version, changed.replacement,
               changed.package_file, changed.merge_confidence, changed.pending,
               changed.evidence, changed.pull_request_id
        FROM pull_request_updates AS changed
        JOIN pull_requests AS told ON told.id = changed.pull_request_id
    """,
    "v1_pull_request_states": """
        SELECT told.host, told.repository, told.number, change.state, change.at, change.source,
               change.pull_request_id
        FROM pull_request_states AS change
        JOIN pull_requests AS told ON told.id = change.pull_request_id
    """,
    "v1_advisories": """
        SELECT named.number AS advisory, told.advisory AS record, told.summary, told.severity,
               told.cvss_score, told.cvss_vector, told.published_at, told.modified_at,
               told.withdrawn_at, told.source, likely.epss, likely.known_exploited_at
        FROM advisories AS told
        JOIN (SELECT id AS advisory_id, advisory AS number FROM advisories
              UNION SELECT advisory_id, alias AS number FROM advisory_aliases) AS named
          ON named.advisory_id = told.id
        LEFT JOIN exploited AS likely ON likely.advisory = named.number
    """,
    "v1_alerts": """
        SELECT host, repository, number, state, ids, ecosystem, package_name, manifest, severity,
               cvss_score, cvss_vector, affected, fixed_version, summary, created_at, updated_at,
               fixed_at, dismissed_at, dismissed_reason, published_at
        FROM dependabot_alerts
    """,
}

VIEWS: Final[Mapping[str, str]] = {
    name: definition.replace("$TURN", _TURN).replace("$OF_RUN", _OF_RUN)
    for name, definition in _DEFINITIONS.items()
}
