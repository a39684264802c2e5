"""The tables: what each holds and in which unit. docs/store.md says the same to people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

from renovate_kit.reports.store.columns import Key, UtcText
from renovate_kit.reports.store.views import VIEWS

__all__ = [
    "APPLICATION",
    "CURRENT",
    "SCHEMA_VERSION",
    "TRACE_HEAD_BYTES",
    "Migration",
    "Schema",
    "branches",
    "dependency_counts",
    "meta",
    "problems",
    "pull_request_events",
    "recordings",
    "repositories",
    "repository_runs",
    "runs",
    "sources",
    "splits",
    "update_counts",
    "upgrades",
]

APPLICATION = "renovate-kit"
SCHEMA_VERSION = 1
TRACE_HEAD_BYTES = 2048
"""As much of a trace as an index entry of PostgreSQL can hold."""

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("application", String, primary_key=True, comment="always `renovate-kit`"),
    Column("schema_version", Integer, nullable=False, comment="version of these tables"),
    comment="One row that says whose database this is.",
)

sources = Table(
    "sources",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column("name", String, nullable=False, unique=True, comment="what the source calls itself"),
    Column("first_taken_at", UtcText, comment="when it was first read, where the caller said so"),
    Column("last_taken_at", UtcText, comment="when it was last read, where the caller said so"),
    comment="Where recordings came from.",
)

runs = Table(
    "runs",
    metadata,
    Column("id", Key, primary_key=True, comment="key; stays when the run becomes better known"),
    Column("started_at", UtcText, comment="time of the first record; NULL in text without times"),
    Column("ended_at", UtcText, comment="time of the last record"),
    Column("renovate_version", String, comment="as Renovate prints it"),
    Column("log_context", String, comment="Renovate's `logContext`; NULL in pretty text"),
    Column("complete", Boolean, nullable=False, comment="false: the log was cut off"),
    Column("detail", String(5), nullable=False, comment="`debug` or `info`"),
    Column("records", Integer, nullable=False, comment="log records of the richest recording"),
    Column(
        "source_id",
        ForeignKey("sources.id"),
        nullable=False,
        comment="where the richest recording came from",
    ),
    Index("runs_started_at", "started_at"),
    comment="One Renovate process.",
)

recordings = Table(
    "recordings",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column(
        "run_id",
        ForeignKey("runs.id"),
        nullable=False,
        index=True,
        comment="the run that it tells of",
    ),
    Column("source_id", ForeignKey("sources.id"), nullable=False, comment="who brought it first"),
    Column("log_context", String, comment="`logContext`, if it shows that and the time"),
    Column("started_at", UtcText, comment="time of its first record"),
    Column("complete", Boolean, nullable=False, comment="whether it reaches the end of the run"),
    Column("detail", String(5), nullable=False, comment="`debug` or `info`"),
    Column("records", Integer, nullable=False, comment="log records"),
    Column("trace", LargeBinary, nullable=False, comment="8 bytes for each record of info and up"),
    Column("trace_head", LargeBinary, nullable=False, comment="first 2,048 bytes of `trace`"),
    Column("trace_hash", LargeBinary, nullable=False, comment="hash of all of `trace`"),
    Column("digest", LargeBinary, nullable=False, unique=True, comment="hash of trace and content"),
    Column(
        "content",
        LargeBinary,
        nullable=False,
        comment="its events as zlib-compressed MessagePack, from which all other rows are made",
    ),
    Index("recordings_log_context", "log_context", "started_at"),
    Index("recordings_started_at_trace_head", "started_at", "trace_head"),
    Index("recordings_trace_head", "trace_head"),
    Index("recordings_trace_hash", "trace_hash"),
    comment="What a log told of a run, unless another recording tells all of that and more.",
)

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
    Column(
        "repository_id",
        ForeignKey("repositories.id"),
        nullable=False,
        index=True,
        comment="the repository",
    ),
    Column("position", Integer, nullable=False, comment="order within the run, from 0"),
    Column("started_at", UtcText, comment="time of `Repository started`"),
    Column("finished_at", UtcText, comment="time of `Repository finished`"),
    Column("duration_ms", Integer, comment="milliseconds, as Renovate counts them"),
    Column("result", String, comment="`done` or an error constant; NULL: never finished"),
    Column("status", String, comment="Renovate's `status`, such as `activated`"),
    Index("repository_runs_run_repository", "run_id", "repository_id", unique=True),
    comment="A run's turn at one repository.",
)


def _of_repository_run() -> "Column[int]":
    return Column(
        "repository_run_id",
        ForeignKey("repository_runs.id", ondelete="CASCADE"),
        primary_key=True,
        comment="the run's turn at the repository",
    )


splits = Table(
    "splits",
    metadata,
    _of_repository_run(),
    Column("name", String, primary_key=True, comment="phase, such as `extract` or `lookup`"),
    Column("duration_ms", Integer, nullable=False, comment="milliseconds"),
    comment="How long each phase took (debug level).",
    sqlite_with_rowid=False,
)

dependency_counts = Table(
    "dependency_counts",
    metadata,
    _of_repository_run(),
    Column("base_branch", String, primary_key=True, comment="base branch"),
    Column("manager", String, primary_key=True, comment="manager, such as `kubernetes`"),
    Column("files", Integer, nullable=False, comment="package files found"),
    Column("dependencies", Integer, nullable=False, comment="dependencies found in them"),
    comment="What each manager extracted.",
    sqlite_with_rowid=False,
)

branches = Table(
    "branches",
    metadata,
    _of_repository_run(),
    Column("position", Integer, primary_key=True, comment="order in the log, from 0"),
    Column("branch", String, nullable=False, comment="branch name"),
    Column("pull_request", Integer, comment="its number; NULL without one"),
    Column("title", String, comment="title of the pull request, there or to come"),
    Column("result", String, comment="Renovate's word, such as `branch-limit-reached`"),
    Column("blocked_by", String, comment="Renovate's word, such as `RateLimited`"),
    comment="Each branch as it stood at the end of the run (debug level).",
    sqlite_with_rowid=False,
)

upgrades = Table(
    "upgrades",
    metadata,
    Column("repository_run_id", Key, primary_key=True, comment="with the next: the branch"),
    Column("branch_position", Integer, primary_key=True, comment="`position` in `branches`"),
    Column("position", Integer, primary_key=True, comment="order within the branch, from 0"),
    Column("dep_name", String, nullable=False, comment="`depName`"),
    Column("package_name", String, comment="`packageName`"),
    Column("package_file", String, comment="`packageFile`"),
    Column("datasource", String, comment="`datasource`"),
    Column("update_type", String, comment="`updateType`, such as `minor`"),
    Column("current_version", String, comment="version in the file"),
    Column("new_version", String, comment="version proposed"),
    ForeignKeyConstraint(
        ["repository_run_id", "branch_position"],
        ["branches.repository_run_id", "branches.position"],
        ondelete="CASCADE",
    ),
    comment="What a branch changes, one row for each dependency and file.",
    sqlite_with_rowid=False,
)

update_counts = Table(
    "update_counts",
    metadata,
    _of_repository_run(),
    Column("base_branch", String, primary_key=True, comment="base branch"),
    Column("update_type", String, primary_key=True, comment="update type"),
    Column("count", Integer, nullable=False, comment="updates of that type"),
    comment="Renovate's own `Updates summary` (debug level).",
    sqlite_with_rowid=False,
)

pull_request_events = Table(
    "pull_request_events",
    metadata,
    Column("run_id", ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True, comment="run"),
    Column("position", Integer, primary_key=True, comment="order within the run, from 0"),
    Column(
        "repository_id",
        ForeignKey("repositories.id"),
        nullable=False,
        index=True,
        comment="the repository",
    ),
    Column("branch", String, comment="branch name"),
    Column("action", String, nullable=False, comment="`created`, `updated`, `automerged`, ..."),
    Column("number", Integer, comment="pull request; NULL for a branch without one"),
    Column("title", String, comment="its title"),
    Column("at", UtcText, comment="time of the record"),
    comment="What Renovate did to pull requests.",
    sqlite_with_rowid=False,
)

problems = Table(
    "problems",
    metadata,
    Column("run_id", ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True, comment="run"),
    Column("position", Integer, primary_key=True, comment="order within the run, from 0"),
    Column(
        "repository_id",
        ForeignKey("repositories.id"),
        index=True,
        comment="the repository; NULL for one of the process",
    ),
    Column("branch", String, comment="branch of its first occurrence"),
    Column("level", String(5), nullable=False, comment="`warn`, `error` or `fatal`"),
    Column("message", String, nullable=False, comment="Renovate's message, redacted"),
    Column("detail", String, nullable=False, comment="what tells it from others of that message"),
    Column("first_at", UtcText, comment="time of its first occurrence in the run"),
    Column("count", Integer, nullable=False, comment="occurrences in the run"),
    comment="Warnings and errors, once for each run, repository and detail.",
    sqlite_with_rowid=False,
)


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


CURRENT = Schema(version=SCHEMA_VERSION, metadata=metadata, views=VIEWS)
