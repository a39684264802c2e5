"""What `sync advisories` does: numbers on record in, records of vulnerability databases kept."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from renovate_kit.reports.events.pull_requests import AdvisoryPublished
from renovate_kit.reports.sources.exploitation_files import read_epss, read_known_exploited
from renovate_kit.reports.sources.osv_files import records_of_export
from renovate_kit.reports.sources.osv_service import OsvService
from renovate_kit.reports.store import Store
from renovate_kit.reports.store.advisory_writer import AdvisoryLookup

__all__ = ["AdvisoriesSynced", "ask_osv", "take_epss", "take_export", "take_known_exploited"]

_T = TypeVar("_T")
_AT_ONCE: Final = 20
"""Records that are fetched before they are written: so many at most are asked for again."""
_MOST_NUMBERS: Final = 8
"""Of one advisory; a forged body may name any number of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoriesSynced:
    """What came of it.

    Attributes:
        advisories: how many anything on record names: their records, and those without one.
        asked: of these, that were asked for now.
        changed: records that were new or newer.
        unknown: numbers of advisories that no record goes by.
    """

    advisories: int
    asked: int
    changed: int
    unknown: tuple[tuple[str, ...], ...]


def ask_osv(
    store: Store,
    service: OsvService,
    *,
    now: datetime,
    keep_for: timedelta,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> AdvisoriesSynced:
    """Ask OSV.dev for every advisory on record that was not asked for lately.

    Records on hand are fetched again only if a question about their packages, many at once, shows
    that they have changed. What was fetched stays in the store if a later question fails.

    Args:
        store: what is known.
        service: whom to ask.
        now: by the caller's clock.
        keep_for: how long an answer counts.
        progress: told how many advisories are done, and of how many.

    Raises:
        RemoteError: the service can't be reached, or answers with something unusable.
        StoreError: the store can't be read or written.
    """
    groups = store.advisory_ids()
    lookups = store.advisory_lookups()
    records = _by_number(store.advisories())
    due = [group for group in groups if _is_due(group, records, lookups, now - keep_for)]
    changed_at = service.modified(_packages(due, records))
    asking = _Asking(service, records, changed_at, now)
    done = changed = 0
    for some in _some(due):
        try:
            for group in some:
                asking.take(group)
        finally:
            changed += store.keep_advisories(*asking.told())
        done += len(some)
        progress(done, len(due))
    return _synced(store, groups, asked=asking.asked, changed=changed)


class _Asking:
    """Asks for advisories one after the other; what one answer covers is not asked for again."""

    def __init__(
        self,
        service: OsvService,
        records: Mapping[str, tuple[AdvisoryPublished, ...]],
        changed_at: Mapping[str, datetime],
        now: datetime,
    ) -> None:
        self._service = service
        self._records = records
        self._changed_at = changed_at
        self._now = now
        self._covered: set[str] = set()
        self._missed: set[str] = set()
        self._found: list[AdvisoryPublished] = []
        self._made: list[AdvisoryLookup] = []
        self.asked = 0

    def take(self, group: frozenset[str]) -> None:
        """Ask for an advisory by its numbers, if need be."""
        if _is_unchanged(group, self._records, self._changed_at):
            self._made += [_lookup(number, self._now, found=True) for number in sorted(group)]
            return
        if group & self._covered:
            return
        self.asked += 1
        for number, record in _fetched(self._service, group, done=self._missed):
            self._made.append(_lookup(number, self._now, found=record is not None))
            if record is None:
                self._missed.add(number)
            else:
                self._found.append(record)
                self._covered |= {record.advisory, *record.aliases}

    def told(self) -> tuple[Sequence[AdvisoryPublished], Sequence[AdvisoryLookup]]:
        """Return what was told since the last time."""
        told = self._found, self._made
        self._found, self._made = [], []
        return told


def take_export(store: Store, path: Path, *, now: datetime) -> AdvisoriesSynced:
    """Take the records of an export that go by a number on record.

    Raises:
        InputError: it can't be read, or holds no records.
        StoreError: the store can't be read or written.
    """
    changed = taken = 0
    for some in _some(records_of_export(path, store.advisory_numbers())):
        taken += len(some)
        made = [_lookup(each.advisory, now, found=True) for each in some]
        changed += store.keep_advisories(some, made)
    return _synced(store, store.advisory_ids(), asked=taken, changed=changed)


def take_epss(store: Store, path: Path) -> int:
    """Take probabilities of exploitation of the numbers on record; return how many changed.

    Raises:
        InputError: it can't be read, or is no file of FIRST's.
        StoreError: the store can't be read or written.
    """
    told = read_epss(path, store.advisory_numbers())
    return store.keep_epss(told.figures, on=told.on)


def take_known_exploited(store: Store, path: Path) -> int:
    """Take from CISA's catalogue what is on record; return how many changed.

    Raises:
        InputError: it can't be read, or is no such catalogue.
        StoreError: the store can't be read or written.
    """
    return store.keep_known_exploited(read_known_exploited(path, store.advisory_numbers()))


def _synced(
    store: Store, groups: Sequence[frozenset[str]], *, asked: int, changed: int
) -> AdvisoriesSynced:
    records = _by_number(store.advisories())
    unknown = [tuple(sorted(group)) for group in groups if not _known(group, records)]
    known = {each.advisory for group in groups for each in _known(group, records)}
    return AdvisoriesSynced(
        advisories=len(known) + len(unknown), asked=asked, changed=changed, unknown=tuple(unknown)
    )


def _by_number(
    records: Iterable[AdvisoryPublished],
) -> Mapping[str, tuple[AdvisoryPublished, ...]]:
    known: defaultdict[str, list[AdvisoryPublished]] = defaultdict(list)
    for record in records:
        for number in {record.advisory, *record.aliases}:
            known[number].append(record)
    return {number: tuple(found) for number, found in known.items()}


def _known(
    group: frozenset[str], records: Mapping[str, tuple[AdvisoryPublished, ...]]
) -> tuple[AdvisoryPublished, ...]:
    found = {each.advisory: each for number in group for each in records.get(number, ())}
    return tuple(found[name] for name in sorted(found))


def _is_due(
    group: frozenset[str],
    records: Mapping[str, tuple[AdvisoryPublished, ...]],
    lookups: Mapping[str, AdvisoryLookup],
    since: datetime,
) -> bool:
    known = _known(group, records)
    if known:
        numbers = {number for each in known for number in (each.advisory, *each.aliases)}
        asked = [lookups[number] for number in numbers | group if number in lookups]
        return not any(each.found and each.asked_at >= since for each in asked)
    wanted = sorted(group, key=_order)[:_MOST_NUMBERS]
    return any(x not in lookups or lookups[x].asked_at < since for x in wanted)


def _packages(
    groups: Iterable[frozenset[str]], records: Mapping[str, tuple[AdvisoryPublished, ...]]
) -> list[tuple[str, str]]:
    return sorted(
        {
            (each.ecosystem, each.package_name)
            for group in groups
            for record in _known(group, records)
            for each in record.affected
        }
    )


def _is_unchanged(
    group: frozenset[str],
    records: Mapping[str, tuple[AdvisoryPublished, ...]],
    changed_at: Mapping[str, datetime],
) -> bool:
    known = _known(group, records)
    return bool(known) and all(
        record.modified_at is not None and changed_at.get(record.advisory) == record.modified_at
        for record in known
    )


def _fetched(
    service: OsvService, group: frozenset[str], *, done: Collection[str]
) -> Iterator[tuple[str, AdvisoryPublished | None]]:
    """Yield the records of one advisory, GitHub's first, which usually names all other numbers.

    Numbers that are `done` are not asked for.
    """
    waiting = sorted(group, key=_order)[:_MOST_NUMBERS]
    done = {*done}
    asked = 0
    while waiting and asked < _MOST_NUMBERS:
        number = waiting.pop(0)
        if number in done:
            continue
        answer = service.record(number)
        asked += 1
        done.add(number)
        yield number, answer.record
        if answer.record is None:
            waiting = [*answer.instead, *waiting]
        else:
            done |= {answer.record.advisory, *answer.record.aliases}


def _order(number: str) -> tuple[int, str]:
    prefixes = ("GHSA-", "PYSEC-", "GO-", "RUSTSEC-", "CVE-")
    return next(
        (at for at, x in enumerate(prefixes) if number.startswith(x)), len(prefixes)
    ), number


def _lookup(number: str, now: datetime, *, found: bool) -> AdvisoryLookup:
    return AdvisoryLookup(advisory=number, asked_at=now, found=found)


def _some(rows: Iterable[_T]) -> Iterator[tuple[_T, ...]]:
    rest = iter(rows)
    while some := tuple(islice(rest, _AT_ONCE)):
        yield some
