"""How far forges were read."""

from sqlalchemy import Column, String, Table

from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.tables.registry import metadata

__all__ = ["sync_states"]

sync_states = Table(
    "sync_states",
    metadata,
    Column("forge", String, primary_key=True, comment="`github`, `gitlab`, `gitea` or `git`"),
    Column("host", String, primary_key=True, comment="of the forge, such as `github.com`"),
    Column("repository", String, primary_key=True, comment="`owner/name`"),
    Column("resource", String, primary_key=True, comment="what was read, such as `alerts`"),
    Column("watermark", UtcText, comment="everything up to then is in the store"),
    Column("etag", String, comment="of the first page, for a conditional request"),
    Column("cursor", String, comment="where an interrupted walk goes on"),
    Column("synced_at", UtcText, nullable=False, comment="when the forge was asked last"),
    comment="How far forges were read.",
    sqlite_with_rowid=False,
)
