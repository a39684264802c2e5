"""What vulnerability databases publish: kept, with when they were asked, and read again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Select, Table, delete, insert, select, update

from renovate_kit.reports.events.pull_requests import AdvisoryPublished, AffectedRange
from renovate_kit.reports.store.column_values import json_list
from renovate_kit.reports.store.schema import (
    advisories,
    advisory_aliases,
    advisory_lookups,
    advisory_ranges,
    dependabot_alerts,
    exploited,
    pull_request_advisories,
    vulnerability_ids,
)
from renovate_kit.reports.store.security_rows import Exploitation

__all__ = [
    "AdvisoryLookup",
    "advisories_on_record",
    "exploitation_on_record",
    "ids_on_record",
    "keep_advisories",
    "keep_epss",
    "keep_known_exploited",
    "keep_lookups",
    "lookups_made",
    "numbers_on_record",
]

_T = TypeVar("_T")
_AT_ONCE: Final = 400

_OWN: Final = (
    "advisory",
    "summary",
    "severity",
    "cvss_score",
    "cvss_vector",
    "published_at",
    "modified_at",
    "withdrawn_at",
    "source",
)
_RANGE: Final = tuple(each.name for each in fields(AffectedRange))


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoryLookup:
    """A number was asked for, and whether there was a record."""

    advisory: str
    asked_at: datetime
    found: bool


def ids_on_record(connection: Connection) -> tuple[frozenset[str], ...]:
    """Return the numbers that logs, pull requests and alerts name; those of one advisory together.

    A set comes once, in a fixed order.
    """
    groups: set[frozenset[str]] = set()
    logged: defaultdict[int, set[str]] = defaultdict(set)
    for key, advisory in connection.execute(
        select(vulnerability_ids.c.vulnerability_id, vulnerability_ids.c.advisory)
    ):
        logged[key].add(advisory)
    groups.update(map(frozenset, logged.values()))
    for column in (pull_request_advisories.c.ids, dependabot_alerts.c.ids):
        for ids in connection.scalars(select(column).distinct()):
            groups.add(frozenset(json_list(ids) or ()))
    return tuple(sorted((each for each in groups if each), key=sorted))


def keep_advisories(connection: Connection, told: Iterable[AdvisoryPublished]) -> int:
    """Keep records; one that is older than the one on record changes nothing.

    Returns: how many were new or newer.
    """
    kept = 0
    for each in told:
        kept += _keep(connection, each)
    return kept


def _keep(connection: Connection, told: AdvisoryPublished) -> bool:
    known = connection.execute(
        select(advisories).where(advisories.c.advisory == told.advisory)
    ).first()
    row = {name: getattr(told, name) for name in _OWN}
    if known is None:
        adding = insert(advisories).returning(advisories.c.id)
        key = int(connection.execute(adding, row).scalar_one())
    else:
        if _is_older(told.modified_at, known.modified_at):
            return False
        (before,) = _read(connection, [known.id])
        if _without_exploitation(before) == _without_exploitation(told):
            return False
        key = known.id
        connection.execute(update(advisories).where(advisories.c.id == key).values(row))
        for table in (advisory_aliases, advisory_ranges):
            connection.execute(delete(table).where(table.c.advisory_id == key))
    aliases = [
        {"advisory_id": key, "alias": alias} for alias in sorted({*told.aliases} - {told.advisory})
    ]
    ranges = [
        {"advisory_id": key, "position": position} | {name: getattr(each, name) for name in _RANGE}
        for position, each in enumerate(told.affected)
    ]
    for table, rows in ((advisory_aliases, aliases), (advisory_ranges, ranges)):
        if rows:
            connection.execute(insert(table), rows)
    return True


def _is_older(told: datetime | None, known: datetime | None) -> bool:
    return known is not None and (told is None or told < known)


def _without_exploitation(told: AdvisoryPublished) -> tuple[object, ...]:
    names = (*_OWN, "affected")
    aliases = tuple(sorted({*told.aliases} - {told.advisory}))
    return (*(getattr(told, name) for name in names), aliases)


def advisories_on_record(
    connection: Connection, ids: Collection[str] | None = None
) -> tuple[AdvisoryPublished, ...]:
    """Return the records that go by one of these numbers; all of them without numbers."""
    if ids is None:
        keys = set(connection.scalars(select(advisories.c.id)))
    else:
        by_number = ((advisories, "id", "advisory"), (advisory_aliases, "advisory_id", "alias"))
        keys = {
            key
            for table, wanted, column in by_number
            for some in _some(ids)
            for key in connection.scalars(select(table.c[wanted]).where(table.c[column].in_(some)))
        }
    return tuple(sorted(_read(connection, keys), key=lambda each: each.advisory))


def _some(names: Collection[_T]) -> Iterator[tuple[_T, ...]]:
    """Yield names a few hundred at a time: a statement takes only so many."""
    rest = iter(names)
    while some := tuple(islice(rest, _AT_ONCE)):
        yield some


def _read(connection: Connection, keys: Collection[int]) -> Iterator[AdvisoryPublished]:
    for some in _some(keys):
        rows = connection.execute(select(advisories).where(advisories.c.id.in_(some))).all()
        aliases: defaultdict[int, list[str]] = defaultdict(list)
        for row in connection.execute(_parts_of(advisory_aliases, some)):
            aliases[row.advisory_id].append(row.alias)
        ranges: defaultdict[int, list[AffectedRange]] = defaultdict(list)
        for row in connection.execute(_parts_of(advisory_ranges, some)):
            ranges[row.advisory_id].append(AffectedRange(**{x: getattr(row, x) for x in _RANGE}))
        names = {row.id: (row.advisory, *aliases[row.id]) for row in rows}
        likely = _exploitation(connection, {name for all_ in names.values() for name in all_})
        for row in rows:
            figures = [likely[name] for name in names[row.id] if name in likely]
            yield AdvisoryPublished(
                **{name: getattr(row, name) for name in _OWN},
                aliases=names[row.id][1:],
                affected=tuple(ranges[row.id]),
                epss=max((each.epss for each in figures if each.epss is not None), default=None),
                known_exploited_at=min(
                    (each.known_exploited_at for each in figures if each.known_exploited_at),
                    default=None,
                ),
            )


def _parts_of(table: Table, keys: Collection[int]) -> Select[Any]:
    return select(table).where(table.c.advisory_id.in_(keys)).order_by(*table.primary_key.columns)


def _exploitation(connection: Connection, names: Collection[str]) -> Mapping[str, Any]:
    return {
        row.advisory: row
        for some in _some(names)
        for row in connection.execute(select(exploited).where(exploited.c.advisory.in_(some)))
    }


def exploitation_on_record(
    connection: Connection, numbers: Collection[str]
) -> dict[str, Exploitation]:
    """Return how likely exploitation is, for those of these numbers of which that is known."""
    return {
        number: Exploitation(epss=row.epss, known_exploited_at=row.known_exploited_at)
        for number, row in _exploitation(connection, numbers).items()
    }


def numbers_on_record(connection: Connection) -> frozenset[str]:
    """Return every number of an advisory that anything on record names, aliases included."""
    named = {number for group in ids_on_record(connection) for number in group}
    named.update(connection.scalars(select(advisories.c.advisory)))
    named.update(connection.scalars(select(advisory_aliases.c.alias)))
    return frozenset(named)


def keep_epss(connection: Connection, figures: Mapping[str, float], *, on: date) -> int:
    """Keep probabilities of exploitation by number; those of an earlier day change nothing.

    Returns: how many changed.
    """
    day = on.isoformat()
    changed = 0
    known = _exploitation(connection, figures.keys())
    for number, figure in sorted(figures.items()):
        before = known.get(number)
        if before is None:
            row = {"advisory": number, "epss": figure, "epss_on": day}
            connection.execute(insert(exploited).values(row))
        elif before.epss_on is None or (before.epss_on, before.epss) < (day, figure):
            same = exploited.c.advisory == number
            values = {"epss": figure, "epss_on": day}
            connection.execute(update(exploited).where(same).values(values))
        else:
            continue
        changed += 1
    return changed


def keep_known_exploited(connection: Connection, entries: Mapping[str, datetime]) -> int:
    """Keep when numbers came into the catalogue of known exploited ones: the first time stays.

    Returns: how many changed.
    """
    changed = 0
    known = _exploitation(connection, entries.keys())
    for number, at in sorted(entries.items()):
        before = known.get(number)
        if before is None:
            row = {"advisory": number, "known_exploited_at": at}
            connection.execute(insert(exploited).values(row))
        elif before.known_exploited_at is None or at < before.known_exploited_at:
            same = exploited.c.advisory == number
            connection.execute(update(exploited).where(same).values(known_exploited_at=at))
        else:
            continue
        changed += 1
    return changed


def lookups_made(connection: Connection) -> dict[str, AdvisoryLookup]:
    """Return by number when a database was asked for it."""
    return {
        row.advisory: AdvisoryLookup(advisory=row.advisory, asked_at=row.asked_at, found=row.found)
        for row in connection.execute(select(advisory_lookups))
    }


def keep_lookups(connection: Connection, lookups: Iterable[AdvisoryLookup]) -> None:
    """Keep when a database was asked; the latest time stays."""
    known = lookups_made(connection)
    for each in lookups:
        before = known.get(each.advisory)
        row = {"asked_at": each.asked_at, "found": each.found}
        if before is None:
            connection.execute(insert(advisory_lookups).values(advisory=each.advisory, **row))
        elif before.asked_at < each.asked_at:
            same = advisory_lookups.c.advisory == each.advisory
            connection.execute(update(advisory_lookups).where(same).values(row))
