"""Questions about the pull requests of forges, for reports.

Only repositories count of which a forge's list of pull requests was read to its end; a clone's
history tells neither when they were opened nor which were closed. Repositories are named in lower
case, as forges take them in any case.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Select, and_, case, func, literal, or_, select
from sqlalchemy.sql import ColumnElement

from renovate_kit.reports.events.pull_requests import Forge
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.forge_rows import (
    ForgeFacts,
    ForgePullRequestRow,
    ForgeSyncRow,
    ForgeUpdateRow,
    MergeRow,
    PullRequestTimesRow,
)
from renovate_kit.reports.store.queries import Window
from renovate_kit.reports.store.schema import pull_request_updates, pull_requests, sync_states
from renovate_kit.reports.store.synced import RESOURCE, synced_since

__all__ = [
    "first_pull_request_at",
    "forge_facts",
]

_LARGEST_FIRST: Final = (
    *("major", "replacement", "minor", "patch", "rollback", "bump", "digest"),
    *("pin", "pinDigest", "lockfileUpdate", "lockFileMaintenance"),
)
_NAME: Final = func.lower(pull_requests.c.repository)
_ENDED: Final = func.coalesce(pull_requests.c.merged_at, pull_requests.c.closed_at, type_=UtcText())


def forge_facts(connection: Connection, window: Window, *, since: datetime) -> ForgeFacts:
    """Return what forges tell of a period.

    Args:
        connection: to the store.
        window: the period.
        since: from when on merges and times are wanted; not after its start.
    """
    syncs = _syncs(connection, window.repositories)
    if not syncs:
        return ForgeFacts()
    longer = Window(start=since, end=window.end, repositories=window.repositories)
    return ForgeFacts(
        syncs=syncs,
        pull_requests=_pull_requests_in(connection, window),
        merges=_merges_in(connection, longer),
        times=_times_in(connection, longer),
    )


def _syncs(connection: Connection, only: Sequence[str]) -> tuple[ForgeSyncRow, ...]:
    """Return the repositories that were read, by name."""
    table = sync_states.c
    name = func.lower(table.repository).label("name")
    found = connection.execute(
        select(name, table.forge, table.host, table.synced_at)
        .where(
            table.resource == RESOURCE,
            table.forge != Forge.GIT.value,
            name.in_(synced_since(None)),
            _named(name, only),
        )
        .order_by(name)
    )
    return tuple(
        ForgeSyncRow(repository=row.name, forge=row.forge, host=row.host, synced_at=row.synced_at)
        for row in found
    )


def first_pull_request_at(connection: Connection, only: Sequence[str]) -> datetime | None:
    """Return when the first pull request on record was opened; None if there is none."""
    opened = func.min(pull_requests.c.created_at, type_=UtcText())
    found: datetime | None = connection.scalar(select(opened).where(_is_told(only)))
    return found


def _pull_requests_in(connection: Connection, window: Window) -> tuple[ForgePullRequestRow, ...]:
    """Return the pull requests that were open at some time of a period, by number."""
    table = pull_requests.c
    wanted = and_(_is_told(window.repositories), _overlaps(window))
    updates: defaultdict[int, list[ForgeUpdateRow]] = defaultdict(list)
    for key, update in _updates(connection, select(table.id).where(wanted)):
        updates[key].append(update)
    found = connection.execute(
        select(
            *(table.id, table.repository, table.number, table.title, table.branch),
            *(table.author, table.state, table.created_at, table.merged_at, table.closed_at),
            *(table.merged_by, table.closed_by, table.auto_merge, table.checks, table.review),
            *(table.draft, table.security, table.superseded),
        )
        .where(wanted)
        .order_by(_NAME, table.number)
    )
    return tuple(
        ForgePullRequestRow(
            repository=row.repository,
            number=row.number,
            title=row.title,
            branch=row.branch,
            author=row.author,
            state=row.state,
            created_at=row.created_at,
            merged_at=row.merged_at,
            closed_at=row.closed_at,
            merged_by=row.merged_by,
            closed_by=row.closed_by,
            auto_merge=row.auto_merge,
            checks=row.checks,
            review=row.review,
            draft=row.draft,
            security=row.security,
            superseded=row.superseded,
            updates=tuple(updates.get(row.id, ())),
        )
        for row in found
    )


def _merges_in(connection: Connection, window: Window) -> tuple[MergeRow, ...]:
    """Return the pull requests that were merged in a period, in the order of their merges."""
    table, changed = pull_requests.c, pull_request_updates.c
    places = {name: place for place, name in enumerate(_LARGEST_FIRST)}
    place = case(places, value=changed.update_type, else_=len(places))
    largest = (
        select(func.min(place))
        .where(changed.pull_request_id == table.id, changed.update_type.is_not(None))
        .scalar_subquery()
    )
    found = connection.execute(
        select(_NAME.label("name"), table.created_at, table.merged_at, largest.label("place"))
        .where(
            _is_told(window.repositories),
            window.includes(table.merged_at),
            table.created_at.is_not(None),
        )
        .order_by(table.merged_at, table.id)
    )
    names = (*_LARGEST_FIRST, None)
    return tuple(
        MergeRow(
            repository=row.name,
            created_at=row.created_at,
            merged_at=row.merged_at,
            update_type=None if row.place is None else names[row.place],
        )
        for row in found
    )


def _times_in(connection: Connection, window: Window) -> tuple[PullRequestTimesRow, ...]:
    """Return the times of the pull requests that were open at some time of a period."""
    table = pull_requests.c
    found = connection.execute(
        select(_NAME, table.created_at, table.merged_at, _ENDED).where(
            _is_told(window.repositories), _overlaps(window)
        )
    )
    return tuple(
        PullRequestTimesRow(
            repository=name, created_at=created_at, merged_at=merged_at, ended_at=ended_at
        )
        for name, created_at, merged_at, ended_at in found
    )


def _updates(
    connection: Connection, keys: Select[tuple[int]]
) -> Iterable[tuple[int, ForgeUpdateRow]]:
    table = pull_request_updates.c
    found = connection.execute(
        select(pull_request_updates)
        .where(table.pull_request_id.in_(keys))
        .order_by(table.pull_request_id, table.position)
    )
    for row in found:
        yield (
            row.pull_request_id,
            ForgeUpdateRow(
                dep_name=row.dep_name,
                package_name=row.package_name,
                datasource=row.datasource,
                manager=row.manager,
                update_type=row.update_type,
                current=row.current_version or row.current_value,
                new=row.new_version or row.new_value,
                package_file=row.package_file,
            ),
        )


def _is_told(only: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a forge's own list has a pull request."""
    table = pull_requests.c
    return and_(
        table.forge != Forge.GIT.value,
        table.number.is_not(None),
        _NAME.in_(synced_since(None)),
        _named(_NAME, only),
    )


def _overlaps(window: Window) -> ColumnElement[bool]:
    opened = func.coalesce(pull_requests.c.created_at, _ENDED, type_=UtcText())
    return and_(
        or_(opened.is_(None), opened < literal(window.end, UtcText())),
        or_(_ENDED.is_(None), literal(window.start, UtcText()) <= _ENDED),
    )


def _named(name: ColumnElement[str], only: Sequence[str]) -> ColumnElement[bool]:
    return name.in_([each.lower() for each in only]) if only else literal(True)
