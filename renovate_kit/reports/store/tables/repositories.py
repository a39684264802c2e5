"""A run's turns at repositories, and what it says of each repository as a whole."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table

from renovate_kit.reports.store.columns import Key, UtcText
from renovate_kit.reports.store.tables.registry import (
    metadata,
    of_repository_run,
    position,
    repository,
    run,
)

__all__ = [
    "base_branches",
    "config_problems",
    "dashboard_checks",
    "dependency_counts",
    "issue_events",
    "lib_years",
    "onboarding_events",
    "problems",
    "repositories",
    "repository_runs",
    "splits",
    "update_counts",
    "update_manager_counts",
]

repositories = Table(
    "repositories",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column("name", String, nullable=False, unique=True, comment="`owner/name`"),
    comment="Every repository that Renovate ever mentioned.",
)

repository_runs = Table(
    "repository_runs",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column("run_id", ForeignKey("runs.id", ondelete="CASCADE"), nullable=False, comment="the run"),
    repository(index=True),
    Column("position", Integer, nullable=False, comment="order within the run, from 0"),
    Column("started_at", UtcText, comment="time of `Repository started`"),
    Column("finished_at", UtcText, comment="time of `Repository finished`"),
    Column("duration_ms", Integer, comment="milliseconds, as Renovate counts them"),
    Column("result", String, comment="`done` or an error constant; NULL: never finished"),
    Column("status", String, comment="Renovate's `status`, such as `activated`"),
    Column("exit_code", Integer, comment="what `exitCodeForErrors` would make of it"),
    Column("enabled", Boolean, comment="Renovate's `enabled`"),
    Column("onboarded", Boolean, comment="Renovate's `onboarded`"),
    Column("cloned", Boolean, comment="Renovate's `cloned`"),
    Column("restarts", Integer, comment="how often it began again in this run, after an automerge"),
    Column(
        "branch_list_id",
        ForeignKey("branch_lists.id"),
        index=True,
        comment="its branches (debug level); NULL: the log shows none",
    ),
    Column("pull_requests_total", Integer, comment="all of Renovate's, ever (debug level)"),
    Column("pull_requests_open", Integer, comment="of these, open"),
    Column("pull_requests_closed", Integer, comment="of these, closed unmerged"),
    Column("pull_requests_merged", Integer, comment="of these, merged"),
    Column("lib_years", Float, comment="how far it is behind, in years (debug level)"),
    Column("dependencies_outdated", Integer, comment="dependencies that are behind"),
    Column("dependencies_total", Integer, comment="dependencies that could be"),
    Column("dashboard_seen", Boolean, comment="whether the dashboard was brought up to date"),
    Column("dashboard_at", UtcText, comment="when"),
    Column("dashboard_issue", Integer, comment="number of its issue"),
    Column("dashboard_checks_known", Boolean, comment="whether the log tells of its boxes"),
    Column("dashboard_problems", String, comment="its `Repository Problems`, as a JSON list"),
    Index("repository_runs_run_repository", "run_id", "repository_id", unique=True),
    comment="A run's turn at one repository.",
)

splits = Table(
    "splits",
    metadata,
    of_repository_run(),
    Column("name", String, primary_key=True, comment="phase, such as `extract` or `lookup`"),
    Column("duration_ms", Integer, nullable=False, comment="milliseconds"),
    comment="How long each phase took (debug level).",
    sqlite_with_rowid=False,
)

base_branches = Table(
    "base_branches",
    metadata,
    of_repository_run(),
    Column("base_branch", String, primary_key=True, comment="base branch"),
    Column("sha", String, comment="its commit"),
    Column("is_default", Boolean, comment="whether it is the repository's default branch"),
    Column(
        "snapshot_id",
        ForeignKey("snapshots.id"),
        index=True,
        comment="its dependencies; NULL: the log shows none",
    ),
    Column("updates", Integer, comment="all of Renovate's `Updates summary`"),
    Column("vulnerability_updates", Integer, comment="of these, those that mend a vulnerability"),
    comment="Each branch that updates are made for (debug level).",
    sqlite_with_rowid=False,
)

dependency_counts = Table(
    "dependency_counts",
    metadata,
    of_repository_run(),
    Column("base_branch", String, primary_key=True, comment="base branch"),
    Column("manager", String, primary_key=True, comment="manager, such as `kubernetes`"),
    Column("files", Integer, nullable=False, comment="package files found"),
    Column("dependencies", Integer, nullable=False, comment="dependencies found in them"),
    comment="What each manager extracted.",
    sqlite_with_rowid=False,
)

update_counts = Table(
    "update_counts",
    metadata,
    of_repository_run(),
    Column("base_branch", String, primary_key=True, comment="base branch"),
    Column("update_type", String, primary_key=True, comment="update type"),
    Column("count", Integer, nullable=False, comment="updates of that type"),
    comment="Renovate's own `Updates summary` (debug level).",
    sqlite_with_rowid=False,
)

update_manager_counts = Table(
    "update_manager_counts",
    metadata,
    of_repository_run(),
    Column("base_branch", String, primary_key=True, comment="base branch"),
    Column("manager", String, primary_key=True, comment="manager, such as `kubernetes`"),
    Column("count", Integer, nullable=False, comment="its updates"),
    Column("vulnerabilities", Integer, nullable=False, comment="of these, mending a vulnerability"),
    comment="The same summary by manager (debug level).",
    sqlite_with_rowid=False,
)

lib_years = Table(
    "lib_years",
    metadata,
    of_repository_run(),
    Column("manager", String, primary_key=True, comment="manager, such as `kubernetes`"),
    Column("lib_years", Float, nullable=False, comment="how far its dependencies are behind"),
    comment="Renovate's `Repository libYears` by manager (debug level).",
    sqlite_with_rowid=False,
)

dashboard_checks = Table(
    "dashboard_checks",
    metadata,
    of_repository_run(),
    position("order in the log, from 0"),
    Column("action", String, nullable=False, comment="Renovate's word, such as `rebase`"),
    Column("branch", String, comment="the branch; NULL for a box that is about all"),
    comment="Boxes of the dependency dashboard that a person had ticked (debug level).",
    sqlite_with_rowid=False,
)

onboarding_events = Table(
    "onboarding_events",
    metadata,
    run(),
    position(),
    repository(),
    Column("action", String, nullable=False, comment="`created`, `closed`, `merged`, ..."),
    Column("number", Integer, comment="of the pull request"),
    Column("at", UtcText, comment="time of the record"),
    comment="Renovate introduced itself to a repository, or was turned away.",
    sqlite_with_rowid=False,
)

issue_events = Table(
    "issue_events",
    metadata,
    run(),
    position(),
    repository(),
    Column("action", String, nullable=False, comment="`created`, `updated`, `closed`, ..."),
    Column("number", Integer, comment="of the issue"),
    Column("title", String, comment="its title"),
    Column("at", UtcText, comment="time of the record"),
    comment="What Renovate did to issues of its own.",
    sqlite_with_rowid=False,
)

config_problems = Table(
    "config_problems",
    metadata,
    run(),
    position(),
    repository(nullable=True, index=True),
    Column("kind", String, nullable=False, comment="`error`, `warning`, `migration`, ..."),
    Column("source", String, comment="the file or the kind of config"),
    Column("topic", String, comment="Renovate's word, such as `Configuration Error`"),
    Column("message", String, nullable=False, comment="what Renovate says, redacted"),
    Column("at", UtcText, comment="time of the record"),
    comment="What Renovate says about a config.",
    sqlite_with_rowid=False,
)

problems = Table(
    "problems",
    metadata,
    run(),
    position(),
    repository(nullable=True, index=True),
    Column("branch", String, comment="branch of its first occurrence"),
    Column("level", String(5), nullable=False, comment="`warn`, `error` or `fatal`"),
    Column("message", String, nullable=False, comment="Renovate's message, redacted"),
    Column("detail", String, nullable=False, comment="what tells it from others of that message"),
    Column("first_at", UtcText, comment="time of its first occurrence in the run"),
    Column("count", Integer, nullable=False, comment="occurrences in the run"),
    comment="Warnings and errors, once for each run, repository and detail.",
    sqlite_with_rowid=False,
)
