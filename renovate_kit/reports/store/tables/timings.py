"""Where time went: Renovate's statistics and its trace file."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from renovate_kit.reports.store.columns import Key, UtcText
from renovate_kit.reports.store.tables.registry import metadata, position, repository, run

__all__ = ["cache_counts", "spans", "subjects", "timings"]

subjects = Table(
    "subjects",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column("kind", String, nullable=False, comment="`http`, `lookup`, `git`, `http-cache`, ..."),
    Column("name", String, nullable=False, comment="host, datasource, git command, ..."),
    Index("subjects_kind_name", "kind", "name", unique=True),
    comment="What can be timed or counted.",
)


def _subject() -> "Column[int]":
    return Column("subject_id", ForeignKey("subjects.id"), nullable=False, comment="of what")


timings = Table(
    "timings",
    metadata,
    run(),
    position(),
    repository(nullable=True),
    _subject(),
    Column("count", Integer, nullable=False, comment="how often"),
    Column("total_ms", Integer, comment="milliseconds altogether"),
    Column("mean_ms", Integer, comment="mean, in milliseconds"),
    Column("median_ms", Integer, comment="median, in milliseconds"),
    Column("max_ms", Integer, comment="longest, in milliseconds"),
    comment="Requests, lookups, git commands and cache accesses of a run (debug level).",
    sqlite_with_rowid=False,
)

cache_counts = Table(
    "cache_counts",
    metadata,
    run(),
    position(),
    repository(nullable=True),
    _subject(),
    Column("hits", Integer, nullable=False, comment="answers from the cache"),
    Column("misses", Integer, nullable=False, comment="answers that had to be fetched"),
    comment="How useful caches were in a run (debug level).",
    sqlite_with_rowid=False,
)

spans = Table(
    "spans",
    metadata,
    run(),
    position(),
    repository(nullable=True),
    Column("name", String, nullable=False, comment="of the spans"),
    Column("subject", String, comment="host, datasource or git command, where they have one"),
    Column("count", Integer, nullable=False, comment="how many"),
    Column("errors", Integer, nullable=False, comment="of these, failed"),
    Column("total_ms", Integer, nullable=False, comment="milliseconds altogether"),
    Column("max_ms", Integer, nullable=False, comment="longest, in milliseconds"),
    Column("first_at", UtcText, comment="start of the first"),
    comment="Spans of Renovate's trace file, added up by name.",
    sqlite_with_rowid=False,
)
