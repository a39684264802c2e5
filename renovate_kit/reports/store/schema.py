"""The tables of this version, and the steps that lead to them. docs/store.md explains them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, MetaData

from renovate_kit.reports.store.stamp import APPLICATION, SCHEMA_VERSION
from renovate_kit.reports.store.tables.advisories import (
    advisories,
    advisory_aliases,
    advisory_lookups,
    advisory_ranges,
    exploited,
    vulnerability_history,
)
from renovate_kit.reports.store.tables.branches import (
    artifact_failures,
    branch_events,
    branch_list_members,
    branch_lists,
    branches,
    comments,
    limits,
    pull_request_events,
    upgrades,
)
from renovate_kit.reports.store.tables.dependencies import (
    dependencies,
    deprecations,
    lookup_failures,
    snapshot_members,
    snapshots,
    updates_found,
    vulnerabilities,
    vulnerability_ids,
    vulnerability_sightings,
)
from renovate_kit.reports.store.tables.history import problem_history, run_history
from renovate_kit.reports.store.tables.pull_requests import (
    dependabot_alerts,
    pull_request_advisories,
    pull_request_states,
    pull_request_updates,
    pull_requests,
)
from renovate_kit.reports.store.tables.references import recording_branches, recording_snapshots
from renovate_kit.reports.store.tables.registry import metadata
from renovate_kit.reports.store.tables.repositories import (
    base_branches,
    config_problems,
    dashboard_checks,
    dependency_counts,
    issue_events,
    lib_years,
    onboarding_events,
    problems,
    repositories,
    repository_runs,
    splits,
    update_counts,
    update_manager_counts,
)
from renovate_kit.reports.store.tables.runs import (
    TRACE_HEAD_BYTES,
    companions,
    meta,
    pods,
    recordings,
    runs,
    sources,
)
from renovate_kit.reports.store.tables.sync import sync_states
from renovate_kit.reports.store.tables.timings import cache_counts, spans, subjects, timings

__all__ = [
    "APPLICATION",
    "SCHEMA_VERSION",
    "TRACE_HEAD_BYTES",
    "Migration",
    "Schema",
    "advisories",
    "advisory_aliases",
    "advisory_lookups",
    "advisory_ranges",
    "artifact_failures",
    "base_branches",
    "branch_events",
    "branch_list_members",
    "branch_lists",
    "branches",
    "cache_counts",
    "comments",
    "companions",
    "config_problems",
    "dashboard_checks",
    "dependabot_alerts",
    "dependencies",
    "dependency_counts",
    "deprecations",
    "exploited",
    "issue_events",
    "lib_years",
    "limits",
    "lookup_failures",
    "meta",
    "metadata",
    "onboarding_events",
    "pods",
    "problem_history",
    "problems",
    "pull_request_advisories",
    "pull_request_events",
    "pull_request_states",
    "pull_request_updates",
    "pull_requests",
    "recording_branches",
    "recording_snapshots",
    "recordings",
    "repositories",
    "repository_runs",
    "run_history",
    "runs",
    "snapshot_members",
    "snapshots",
    "sources",
    "spans",
    "splits",
    "subjects",
    "sync_states",
    "timings",
    "update_counts",
    "update_manager_counts",
    "updates_found",
    "upgrades",
    "vulnerabilities",
    "vulnerability_history",
    "vulnerability_ids",
    "vulnerability_sightings",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """The step from `version` - 1 to `version`; all steps share one transaction."""

    version: int
    apply: Callable[[Connection], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The tables and views of one version, and every step that leads to them, oldest first."""

    version: int
    metadata: MetaData
    views: Mapping[str, str]
    migrations: tuple[Migration, ...] = field(default=())
