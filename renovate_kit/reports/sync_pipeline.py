"""From a forge into the store; wiring only."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from renovate_kit.reports.events.pull_requests import AlertSeen, ForgePullRequest, PullRequestSeen
from renovate_kit.reports.sources.forges import (
    ForgeError,
    ForgeSource,
    Listed,
    MovedError,
    Numbered,
    Page,
    Progress,
    Selection,
    Trouble,
    walk,
)
from renovate_kit.reports.sources.forges.clean_texts import clean_alert, clean_details
from renovate_kit.reports.sources.forges.owed import read_owed, written_owed
from renovate_kit.reports.sources.pull_requests import (
    DEFAULT_SIGNS,
    RenovateSigns,
    read_pull_request,
)
from renovate_kit.reports.store import Store
from renovate_kit.reports.store.sync_state import SyncState
from renovate_kit.reports.sync_states import SyncStates

__all__ = ["SyncOptions", "Synced", "sync", "sync_repository"]

_PULL_REQUESTS: Final = "pull_requests"
_SINCE: Final = "pull_requests_since"
_ALERTS: Final = "alerts"
_DETAILS: Final = "details"
_MOVED: Final = "moved"
_MOVED_REST: Final = timedelta(days=1)
"""Somebody can make a new repository by the old name, so the name behind it is asked for again."""
_AT_ONCE: Final = 100
_REFUSED_REST: Final = timedelta(days=1)
"""What a server refuses to all of our questions is not asked for with every sync."""
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
        completed: Renovate's whose details an earlier sync did not get.
        alerts: alerts that were read.
        unreadable: pull requests that are not as documented.
        unreadable_alerts: likewise.
        is_unchanged: the forge says that nothing has changed, and the store had it all.
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
    completed: int = 0
    alerts: int = 0
    unreadable: int = 0
    unreadable_alerts: int = 0
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
    """Read a repository by its name, or by the name that it has now.

    The name behind a redirection is kept for a while, as finding it out takes two requests.
    """
    asked = SyncStates(source, store, synced.asked_for, options.now)
    moved = asked.get(_MOVED)
    if moved is not None and moved.cursor and options.now - moved.synced_at < _MOVED_REST:
        try:
            _by_new_name(source, store, synced, options, moved.cursor)
        except (MovedError, ForgeError) as error:
            if isinstance(error, ForgeError) and error.trouble is not Trouble.MISSING:
                raise
            asked.keep(_MOVED, Progress())
            synced.notes.clear()
        else:
            return
    synced.repository = synced.asked_for
    try:
        _Sync(source, store, synced, options).run()
    except MovedError as error:
        asked.keep(_MOVED, Progress(cursor=error.name))
        try:
            _by_new_name(source, store, synced, options, error.name)
        except MovedError as again:
            message = f"{source.host}: {error.name} is redirected to {again.name} again"
            raise ForgeError(message, hint="name it as that", trouble=Trouble.ODD) from again


def _by_new_name(
    source: ForgeSource, store: Store, synced: Synced, options: SyncOptions, name: str
) -> None:
    synced.repository = name
    synced.notes.append(f"{synced.asked_for} is {name} now")
    _Sync(source, store, synced, options).run()


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
        self._states = SyncStates(source, store, synced.repository, options.now)
        self._questions = options.detailed_pages
        state = self._states.get(_DETAILS)
        self._owed_before = read_owed(None if state is None else state.cursor)
        # Of details, the watermark is the time until which there is no point in asking.
        self._rests_until = self._rested_until = None if state is None else state.watermark
        self._owed: set[int | None] = set(self._owed_before)
        self._due: set[int | None] = set(self._owed_before)

    def run(self) -> None:
        """Read pull requests, then alerts; MovedError comes before anything was read."""
        has_news = self._pull_requests()
        self._complete()
        if self._options.with_alerts and (has_news or self._alerts_are_due()):
            self._alerts()

    def _pull_requests(self) -> bool:
        """Read what is new; return whether there was something."""
        known, is_deeper = self._known()
        ask = partial(_ask_pull_requests, self._source, self._repository)
        since, now = self._options.since, self._options.now
        has_news = False
        for page in walk(ask, known, since=since, now=now):
            is_news = self._take(page, known.watermark)
            self._keep_owed()
            self._states.keep(_PULL_REQUESTS, page.progress)
            if is_deeper:
                # Not before: the store would seem to reach further back than it does.
                self._states.keep(_SINCE, Progress(watermark=since))
                is_deeper = False
            has_news = has_news or is_news
        self._synced.is_unchanged = not (has_news or self._synced.new)
        return has_news

    def _known(self) -> tuple[Progress, bool]:
        """Return how far pull requests were read, and whether they are read further back now."""
        state = self._states.get(_PULL_REQUESTS)
        if state is None:
            return Progress(), True
        floor, since = self._states.get(_SINCE), self._options.since
        oldest = None if floor is None else floor.watermark
        if oldest is not None and (since is None or since < oldest):
            return Progress(), True
        return _progress(state), False

    def _take(self, page: Page[ForgePullRequest], watermark: datetime | None) -> bool:
        """Take a page; return whether it has something new."""
        synced, options = self._synced, self._options
        synced.read += len(page.items)
        synced.unreadable += page.unreadable
        options.on_progress(synced.read, page.expected)
        read = partial(read_pull_request, redact=options.redact, signs=options.signs)
        seen = {each.number: told for each in page.items if (told := read(each)) is not None}
        synced.renovate += len(seen)
        try:
            wanted = [each for each in page.fresh if each.number in seen]
            if page.position < options.detailed_pages:
                for detailed in self._detailed(wanted):
                    told = read(detailed)
                    if told is not None:
                        seen[detailed.number] = told
        finally:
            # Also when details failed; the page is then read again the next time. What changed in
            # the very second up to which the list was read is looked at one by one.
            edge = [
                seen.pop(number) for number, told in [*seen.items()] if told.updated_at == watermark
            ]
            late = {told.number for told in edge if self._kept([told])}
            self._kept(seen.values())
        if page.position < options.detailed_pages:
            self._due |= late
        return bool(page.fresh or late)

    def _kept(self, seen: Collection[PullRequestSeen]) -> bool:
        """Let the store take some; return whether it did not have them like that."""
        taken = self._store.take_pull_requests(seen, seen_at=self._options.now)
        self._synced.new += taken.new
        self._synced.changed += taken.changed
        return bool(taken.new or taken.changed)

    def _detailed(self, wanted: Sequence[Numbered]) -> Sequence[Numbered]:
        """Return those of which there are details; what is missing is owed."""
        detailed = self._source.with_details(self._repository, wanted) if wanted else None
        if detailed is None:
            return ()
        self._questions -= 1
        numbers = {each.number for each in wanted}
        self._owed -= numbers
        self._due -= numbers
        self._owed |= set(detailed.owed)
        self._rests_until = self._options.now + _REFUSED_REST if detailed.is_refused else None
        if detailed.why is not None:
            when = "after a day" if detailed.is_refused else "the next time"
            again = f" (asked for again {when})" if detailed.owed else ""
            note = f"details: {detailed.why}{again}"
            self._synced.notes += [note] if note not in self._synced.notes else []
        return detailed.items

    def _complete(self) -> None:
        """Ask for details that are owed, as far as there are questions left."""
        rests = self._rests_until is not None and self._options.now < self._rests_until
        if rests or self._questions <= 0:
            self._owed |= self._due
            return
        if not self._due:
            return
        name = self._repository.lower()
        names = [each for each in self._store.forge_repositories() if each.lower() == name]
        known = {
            each.number: each
            for each in self._store.pull_requests(names)
            if each.number in self._due and each.host == self._source.host
        }
        self._owed -= self._due - known.keys()
        wanted = sorted(known.values(), key=lambda each: each.number or 0, reverse=True)
        for start in range(0, min(len(wanted), self._questions * _AT_ONCE), _AT_ONCE):
            found = self._detailed(wanted[start : start + _AT_ONCE])
            self._synced.completed += len({each.number for each in found})
            clean = [clean_details(each, self._options.redact) for each in found]
            self._store.take_pull_requests(clean, seen_at=self._options.now)
            self._keep_owed()

    def _keep_owed(self) -> None:
        if self._owed != self._owed_before or self._rests_until != self._rested_until:
            self._owed_before = frozenset(each for each in self._owed if each is not None)
            self._rested_until = self._rests_until
            cursor = written_owed(self._owed_before)
            self._states.keep(_DETAILS, Progress(watermark=self._rests_until, cursor=cursor))

    def _alerts_are_due(self) -> bool:
        state = self._states.get(_ALERTS)
        return state is None or self._options.now - state.synced_at >= _ALERTS_REST

    def _alerts(self) -> None:
        state = self._states.get(_ALERTS)
        ask = partial(_ask_alerts, self._source, self._repository)
        known = Progress() if state is None else _progress(state)
        try:
            for page in walk(ask, known, since=None, now=self._options.now):
                self._synced.alerts += len(page.items)
                self._synced.unreadable_alerts += page.unreadable
                clean = (clean_alert(each, self._options.redact) for each in page.items)
                self._store.take_alerts(
                    self._source.host, self._repository, clean, seen_at=self._options.now
                )
                self._states.keep(_ALERTS, page.progress)
        except _NoAlertsError:
            return
        except ForgeError as error:
            if error.trouble not in _NO_ALERTS:
                raise
            where = f"{self._source.host}: {self._repository}: "
            self._synced.notes.append(error.message.removeprefix(where))
            self._states.keep(_ALERTS, known)


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
