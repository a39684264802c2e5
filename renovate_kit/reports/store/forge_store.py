"""The part of the store that holds what forges, clones and vulnerability databases tell."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from renovate_kit.reports.store.opening import OpenStore

# Imported by the methods that need them, as in `store.py`.
if TYPE_CHECKING:
    from renovate_kit.reports.events.pull_requests import (
        AdvisoryPublished,
        AlertSeen,
        Forge,
        PullRequestSeen,
    )
    from renovate_kit.reports.store.advisory_writer import AdvisoryLookup
    from renovate_kit.reports.store.alert_writer import AlertsTaken
    from renovate_kit.reports.store.database import Database
    from renovate_kit.reports.store.pull_request_writer import PullRequestsTaken
    from renovate_kit.reports.store.security_rows import SecurityFacts
    from renovate_kit.reports.store.sync_state import SyncState

__all__ = ["ForgeStore"]


class ForgeStore:
    """Pull requests, alerts and advisories, kept. Taking the same twice changes nothing.

    All methods raise StoreError if the database can't be used.
    """

    _opened: OpenStore

    @property
    def _database(self) -> "Database":
        return self._opened.database

    def take_pull_requests(
        self, pull_requests: "Iterable[PullRequestSeen]", *, seen_at: datetime
    ) -> "PullRequestsTaken":
        """Take pull requests, in any order and from any source.

        They are written a few hundred at a time. If they stop with an error, those that were
        written stay, and taking them again completes the work.

        Args:
            pull_requests: read once, in memory that doesn't grow.
            seen_at: the time by the caller's clock; of two sightings that the forge gives the
                same time, the one seen last is believed.
        """
        from renovate_kit.reports.store.pull_request_writer import (  # noqa: PLC0415 - see above
            take_pull_requests,
        )

        return take_pull_requests(self._database, pull_requests, seen_at=seen_at)

    def take_alerts(
        self, host: str, repository: str, alerts: "Iterable[AlertSeen]", *, seen_at: datetime
    ) -> "AlertsTaken":
        """Take Dependabot alerts of a repository; likewise."""
        from renovate_kit.reports.store.alert_writer import take_alerts  # noqa: PLC0415 - see above

        named = (replace(each, host=host, repository=repository) for each in alerts)
        return take_alerts(self._database, named, seen_at=seen_at)

    def sync_state(
        self, forge: "Forge", host: str, repository: str, resource: str
    ) -> "SyncState | None":
        """Return how far something was read; None if it never was."""
        from renovate_kit.reports.store import sync_writer  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return sync_writer.sync_state(connection, forge, host, repository, resource)

    def keep_sync_state(self, state: "SyncState") -> None:
        """Keep how far something was read, in place of what was kept before."""
        from renovate_kit.reports.store import sync_writer  # noqa: PLC0415 - see above

        with self._database.writing() as connection:
            sync_writer.keep_sync_state(connection, state)

    def pull_requests(self, repositories: Sequence[str] = ()) -> "Iterator[PullRequestSeen]":
        """Yield pull requests as all sources together have them, by repository and number."""
        from renovate_kit.reports.store import queries_security  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            yield from queries_security.pull_requests_seen(connection, repositories)

    def security_facts(self, repositories: Sequence[str] = ()) -> "SecurityFacts":
        """Return what is known about vulnerabilities, their packages and their fixes."""
        from renovate_kit.reports.store import queries_security  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return queries_security.security_facts(connection, repositories)

    def knows_vulnerabilities(self, repositories: Sequence[str] = ()) -> bool:
        """Return whether anything on record is about a vulnerability."""
        from renovate_kit.reports.store import queries_marks  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_marks.knows_vulnerabilities(reader, repositories)

    def forge_repositories(self) -> tuple[str, ...]:
        """Return the names of all repositories that were read from a forge or a clone."""
        from renovate_kit.reports.store import queries_counts  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_counts.forge_repositories(reader)

    def advisory_ids(self) -> tuple[frozenset[str], ...]:
        """Return the numbers that anything on record names; those of one advisory together."""
        from renovate_kit.reports.store import advisory_writer  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return advisory_writer.ids_on_record(connection)

    def advisories(self, ids: Collection[str] | None = None) -> "tuple[AdvisoryPublished, ...]":
        """Return the records of vulnerability databases that go by one of these numbers."""
        from renovate_kit.reports.store import advisory_writer  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return advisory_writer.advisories_on_record(connection, ids)

    def advisory_lookups(self) -> "Mapping[str, AdvisoryLookup]":
        """Return by number when a vulnerability database was asked for it."""
        from renovate_kit.reports.store import advisory_writer  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return advisory_writer.lookups_made(connection)

    def keep_advisories(
        self, told: "Iterable[AdvisoryPublished]", lookups: "Iterable[AdvisoryLookup]" = ()
    ) -> int:
        """Keep records, and which numbers were asked for; return how many were new or newer."""
        from renovate_kit.reports.store import advisory_writer  # noqa: PLC0415 - see above

        with self._database.writing() as connection:
            kept = advisory_writer.keep_advisories(connection, told)
            advisory_writer.keep_lookups(connection, lookups)
            return kept

    def keep_epss(self, figures: Mapping[str, float], *, on: date) -> int:
        """Keep probabilities of exploitation by number; return how many changed."""
        from renovate_kit.reports.store import advisory_writer  # noqa: PLC0415 - see above

        with self._database.writing() as connection:
            return advisory_writer.keep_epss(connection, figures, on=on)

    def keep_known_exploited(self, entries: Mapping[str, datetime]) -> int:
        """Keep since when numbers are known to be exploited; return how many changed."""
        from renovate_kit.reports.store import advisory_writer  # noqa: PLC0415 - see above

        with self._database.writing() as connection:
            return advisory_writer.keep_known_exploited(connection, entries)

    def advisory_numbers(self) -> frozenset[str]:
        """Return every number of an advisory that anything on record names, aliases included."""
        from renovate_kit.reports.store import advisory_writer  # noqa: PLC0415 - see above

        with self._database.reading() as connection:
            return advisory_writer.numbers_on_record(connection)
