"""What stays of runs that were pruned."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from renovate_kit.reports.store.columns import Key, UtcText
from renovate_kit.reports.store.tables.registry import metadata

__all__ = ["problem_history", "run_history"]

problem_history = Table(
    "problem_history",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column(
        "repository_id",
        ForeignKey("repositories.id"),
        comment="the repository; NULL for one of the process",
    ),
    Column("level", String(5), nullable=False, comment="`warn`, `error`, `fatal` or `debug`"),
    Column("message", String, nullable=False, comment="Renovate's message, redacted"),
    Column("detail", String, nullable=False, comment="what tells it from others of that message"),
    Column("first_at", UtcText, comment="time of its first occurrence in a pruned run"),
    Column("last_at", UtcText, comment="time of its first occurrence in the last pruned run"),
    Column("runs", Integer, nullable=False, comment="pruned runs that had it"),
    Column("count", Integer, nullable=False, comment="occurrences in these runs"),
    Index("problem_history_repository", "repository_id"),
    comment="Problems of runs that were pruned.",
)

run_history = Table(
    "run_history",
    metadata,
    Column("day", String(10), primary_key=True, comment="in UTC, such as `2026-09-07`"),
    Column(
        "repository_id", ForeignKey("repositories.id"), primary_key=True, comment="the repository"
    ),
    Column("runs", Integer, nullable=False, comment="pruned runs that turned to it"),
    Column("finished", Integer, nullable=False, comment="of these, with a result"),
    Column("duration_ms", Integer, comment="milliseconds altogether"),
    Column("created", Integer, nullable=False, comment="pull requests created"),
    Column("automerged", Integer, nullable=False, comment="pull requests automerged"),
    comment="Runs that were pruned, counted by day and repository.",
    sqlite_with_rowid=False,
)
