"""How far repositories of a forge were read."""

from datetime import datetime

from renovate_kit.reports.sources.forges import ForgeSource, Progress
from renovate_kit.reports.store import Store
from renovate_kit.reports.store.sync_state import SyncState

__all__ = ["SyncStates"]


class SyncStates:
    """How far one repository was read, as the store has it."""

    def __init__(self, source: ForgeSource, store: Store, repository: str, now: datetime) -> None:
        self._forge = source.forge
        self._host = source.host
        self._store = store
        # Forges take a name in upper and lower case.
        self._repository = repository.lower()
        self._now = now

    def get(self, resource: str) -> SyncState | None:
        """Return how far it was read; None if it never was."""
        return self._store.sync_state(self._forge, self._host, self._repository, resource)

    def keep(self, resource: str, progress: Progress) -> None:
        """Keep how far it was read by now."""
        self._store.keep_sync_state(
            SyncState(
                forge=self._forge,
                host=self._host,
                repository=self._repository,
                resource=resource,
                watermark=progress.watermark,
                etag=progress.etag,
                cursor=progress.cursor,
                synced_at=self._now,
            )
        )
