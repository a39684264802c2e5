"""Which lists a recording needs to be read again, so that they are not thrown away."""

from sqlalchemy import Column, ForeignKey, Table

from renovate_kit.reports.store.tables.registry import metadata

__all__ = ["recording_branches", "recording_snapshots"]


def _recording() -> "Column[int]":
    return Column(
        "recording_id",
        ForeignKey("recordings.id", ondelete="CASCADE"),
        primary_key=True,
        comment="the recording",
    )


recording_branches = Table(
    "recording_branches",
    metadata,
    _recording(),
    Column(
        "branch_list_id",
        ForeignKey("branch_lists.id"),
        primary_key=True,
        index=True,
        comment="a list of branches that it tells of",
    ),
    comment="Branches that recordings tell of, beside what is in their `content`.",
    sqlite_with_rowid=False,
)

recording_snapshots = Table(
    "recording_snapshots",
    metadata,
    _recording(),
    Column(
        "snapshot_id",
        ForeignKey("snapshots.id"),
        primary_key=True,
        index=True,
        comment="a snapshot that it tells of",
    ),
    comment="Dependencies that recordings tell of, beside what is in their `content`.",
    sqlite_with_rowid=False,
)
