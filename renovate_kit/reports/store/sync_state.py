"""How far a forge was read, so that the next time only what is new has to be asked for."""

from dataclasses import dataclass
from datetime import datetime

from renovate_kit.reports.events.pull_requests import Forge

__all__ = ["SyncState"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """How far one resource of a repository was read.

    Attributes:
        forge: which kind.
        host: of the forge, such as `github.com`.
        repository: full name.
        resource: what was read, such as `pull_requests` or `alerts`.
        watermark: everything up to this time is in the store; None before the first whole walk.
        etag: of the first page, for a conditional request.
        cursor: where an interrupted walk goes on, in words of the source; None after a whole one.
        synced_at: when the forge was last asked.
    """

    forge: Forge
    host: str
    repository: str
    resource: str
    watermark: datetime | None
    etag: str | None
    cursor: str | None
    synced_at: datetime
