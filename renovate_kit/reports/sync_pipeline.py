"""From a forge into the store; wiring only."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from renovate_kit.reports.events.pull_requests import AlertSeen, ForgePullRequest, PullRequestSeen
from renovate_kit.reports.sources.forges import (
    ForgeError,
    ForgeSource,
    Listed,
    MovedError,
    Page,
    Progress,
    Selection,
    Trouble,
    walk,
)
from renovate_kit.reports.sources.pull_requests import (
    DEFAULT_SIGNS,
    RenovateSigns,
    read_pull_request,
)
from renovate_kit.reports.sources.pull_requests.plain_text import kept
from renovate_kit.reports.store import Store
from renovate_kit.reports.store.sync_state import SyncState

__all__ = ["SyncOptions", "Synced", "sync", "sync_repository"]

_PULL_REQUESTS: Final = "pull_requests"
_SINCE: Final = "pull_requests_since"
_ALERTS: Final = "alerts"
_ALERTS_REST: Final = timedelta(minutes=15)
_NO_ALERTS: Final = frozenset(
    {Trouble.FORBIDDEN, Trouble.MISSING, Trouble.SINGLE_SIGN_ON, Trouble.BLOCKED, Trouble.ODD}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncOptions:
    """What to read, and how.

    Attributes:
        now: when that is.
        redact: masks secrets.
        since: how far back to read at first; None for everything. What was read once stays.
        with_alerts: whether to read alerts about vulnerabilities.
        detailed_pages: for so many pages of a walk details are asked, by one request each.
        signs: branch prefixes and logins of Renovate here.
        on_progress: called with the pull requests read so far, and how many there may be.
    """

    now: datetime
    redact: Callable[[str], str]
    since: datetime | None = None
    with_alerts: bool = True
    detailed_pages: int = 8
    signs: RenovateSigns = DEFAULT_SIGNS
    on_progress: Callable[[int, int | None], None] = lambda _done, _total: None


@dataclass(slots=True, kw_only=True)
class Synced:
    """What came of a repository.

    Attributes:
        repository: its name now.
        asked_for: by which name it was asked for.
        read: pull requests that were read, by whomever.
        renovate: Renovate's among them.
        new: of Renovate's, those that the store did not know.
        changed: those that it knew otherwise.
        alerts: alerts that were read.
        unreadable: entries that are not as documented.
        is_unchanged: the forge says that nothing has changed.
        notes: what else there is to say.
        requests: how many it took.
        error: what stopped it; what was read before is in the store.
    """

    repository: str
    asked_for: str
    read: int = 0
    renovate: int = 0
    new: int = 0
    changed: int = 0
    alerts: int = 0
    unreadable: int = 0
    is_unchanged: bool = False
    notes: list[str] = field(default_factory=list)
    requests: int = 0
    error: ForgeError | None = None


def sync(
    source: ForgeSource, store: Store, selection: Selection, options: SyncOptions
) -> Iterator[Synced]:
    """Read what is new in repositories, one after the other.

    What can't be read in one repository does not keep the next from being read, unless the forge
    would refuse that as well.

    Args:
        source: reads the forge.
        store: where it goes, page by page.
        selection: which repositories.
        options: how.

    Raises:
        ForgeError: the repositories can't be listed.
        StoreError: the store can't be used.
        UsageError: a name is none.
    """
    for repository in source.repositories(selection):
        synced = sync_repository(source, store, repository, options)
        yield synced
        if synced.error is not None and synced.error.stops_all:
            return


def sync_repository(
    source: ForgeSource, store: Store, repository: str, options: SyncOptions
) -> Synced:
    """Read what is new in one repository; a forge's failure is in the result.

    Raises:
        StoreError: the store can't be used.
    """
    before = source.requests
    synced = Synced(repository=repository, asked_for=repository)
    try:
        _named(source, store, synced, options)
    except ForgeError as error:
        synced.error = error
    synced.requests = source.requests - before
    return synced


def _named(source: ForgeSource, store: Store, synced: Synced, options: SyncOptions) -> None:
    try:
        _Sync(source, store, synced, options).run()
    except MovedError as moved:
        synced.repository = moved.name
        synced.notes.append(f"{synced.asked_for} is {moved.name} now")
        try:
            _Sync(source, store, synced, options).run()
        except MovedError as again:
            message = f"{source.host}: {moved.name} is redirected to {again.name} again"
            raise ForgeError(message, hint="name it as that", trouble=Trouble.ODD) from again


class _Sync:
    """Reads one repository by one name."""

    def __init__(
        self, source: ForgeSource, store: Store, synced: Synced, options: SyncOptions
    ) -> None:
        self._source = source
        self._store = store
        self._synced = synced
        self._options = options
        self._repository = synced.repository

    def run(self) -> None:
        """Read pull requests, then alerts.

        Raises:
            MovedError: it has another name now; nothing was read.
            ForgeError: the forge does not give them.
        """
        has_news = self._pull_requests()
        if self._options.with_alerts and (has_news or self._alerts_are_due()):
            self._alerts()

    def _pull_requests(self) -> bool:
        """Read what is new; return whether there was something."""
        known, is_deeper = self._known()
        ask = partial(_ask_pull_requests, self._source, self._repository)
        since, now = self._options.since, self._options.now
        has_news = False
        for page in walk(ask, known, since=since, now=now):
            self._take(page)
            self._keep(_PULL_REQUESTS, page.progress)
            if is_deeper:
                # Not before: the store would seem to reach further back than it does.
                self._keep(_SINCE, Progress(watermark=since))
                is_deeper = False
            has_news = has_news or bool(page.fresh)
        self._synced.is_unchanged = not has_news
        return has_news

    def _known(self) -> tuple[Progress, bool]:
        """Return how far pull requests were read, and whether they are read further back now."""
        state = self._state(_PULL_REQUESTS)
        if state is None:
            return Progress(), True
        floor, since = self._state(_SINCE), self._options.since
        oldest = None if floor is None else floor.watermark
        if oldest is not None and (since is None or since < oldest):
            return Progress(), True
        return _progress(state), False

    def _take(self, page: Page[ForgePullRequest]) -> None:
        synced, options = self._synced, self._options
        synced.read += len(page.items)
        synced.unreadable += page.unreadable
        options.on_progress(synced.read, page.expected)
        read = partial(read_pull_request, redact=options.redact, signs=options.signs)
        seen = {each.number: told for each in page.items if (told := read(each)) is not None}
        synced.renovate += len(seen)
        try:
            for detailed in self._detailed(page, seen):
                told = read(detailed)
                if told is not None:
                    seen[detailed.number] = told
        finally:
            # Also when details failed; the page is then read again the next time.
            taken = self._store.take_pull_requests(seen.values(), seen_at=options.now)
            synced.new += taken.new
            synced.changed += taken.changed

    def _detailed(
        self, page: Page[ForgePullRequest], seen: dict[int, PullRequestSeen]
    ) -> Iterator[ForgePullRequest]:
        wanted = [each for each in page.fresh if each.number in seen]
        if wanted and page.position < self._options.detailed_pages:
            yield from self._source.with_details(self._repository, wanted) or ()

    def _alerts_are_due(self) -> bool:
        state = self._state(_ALERTS)
        return state is None or self._options.now - state.synced_at >= _ALERTS_REST

    def _alerts(self) -> None:
        state = self._state(_ALERTS)
        ask = partial(_ask_alerts, self._source, self._repository)
        known = Progress() if state is None else _progress(state)
        try:
            for page in walk(ask, known, since=None, now=self._options.now):
                self._synced.alerts += len(page.items)
                self._synced.unreadable += page.unreadable
                clean = (_clean(each, self._options.redact) for each in page.items)
                self._store.take_alerts(
                    self._source.host, self._repository, clean, seen_at=self._options.now
                )
                self._keep(_ALERTS, page.progress)
        except _NoAlertsError:
            return
        except ForgeError as error:
            if error.trouble not in _NO_ALERTS:
                raise
            where = f"{self._source.host}: {self._repository}: "
            self._synced.notes.append(error.message.removeprefix(where))
            self._keep(_ALERTS, known)

    def _state(self, resource: str) -> SyncState | None:
        # Forges take a name in upper and lower case.
        return self._store.sync_state(
            self._source.forge, self._source.host, self._repository.lower(), resource
        )

    def _keep(self, resource: str, progress: Progress) -> None:
        self._store.keep_sync_state(
            SyncState(
                forge=self._source.forge,
                host=self._source.host,
                repository=self._repository.lower(),
                resource=resource,
                watermark=progress.watermark,
                etag=progress.etag,
                cursor=progress.cursor,
                synced_at=self._options.now,
            )
        )


class _NoAlertsError(Exception):
    """The forge has no alerts, or not for this token."""


def _ask_pull_requests(
    source: ForgeSource, repository: str, page: str | None, etag: str | None
) -> Listed[ForgePullRequest]:
    return source.pull_requests(repository, page=page, etag=etag)


def _ask_alerts(
    source: ForgeSource, repository: str, page: str | None, etag: str | None
) -> Listed[AlertSeen]:
    listed = source.alerts(repository, page=page, etag=etag)
    if listed is None:
        raise _NoAlertsError
    return listed


def _progress(state: SyncState) -> Progress:
    return Progress(watermark=state.watermark, etag=state.etag, cursor=state.cursor)


def _clean(alert: AlertSeen, redact: Callable[[str], str]) -> AlertSeen:
    """Return an alert with texts fit to be kept: no secrets, no control characters."""
    return replace(
        alert,
        state=kept(alert.state, redact) or "",
        ids=tuple(clean for each in alert.ids if (clean := kept(each, redact))),
        ecosystem=kept(alert.ecosystem, redact),
        package_name=kept(alert.package_name, redact) or "",
        manifest=kept(alert.manifest, redact),
        severity=kept(alert.severity, redact),
        cvss_vector=kept(alert.cvss_vector, redact),
        affected=kept(alert.affected, redact),
        fixed_version=kept(alert.fixed_version, redact),
        summary=kept(alert.summary, redact),
        dismissed_reason=kept(alert.dismissed_reason, redact),
    )
