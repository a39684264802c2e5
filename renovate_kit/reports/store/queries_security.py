"""What the history of security updates is made of: everything about vulnerable packages."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Select, literal, or_, select
from sqlalchemy.sql import ColumnElement

from renovate_kit.reports.events.pull_requests import AlertSeen, PullRequestSeen
from renovate_kit.reports.store.advisory_writer import (
    advisories_on_record,
    exploitation_on_record,
)
from renovate_kit.reports.store.alert_writer import alert_of
from renovate_kit.reports.store.pull_request_content import Known
from renovate_kit.reports.store.schema import (
    base_branches,
    dependabot_alerts,
    dependencies,
    pull_request_advisories,
    pull_request_updates,
    pull_requests,
    repositories,
    repository_runs,
    runs,
    snapshot_members,
    sync_states,
    vulnerabilities,
    vulnerability_history,
    vulnerability_ids,
    vulnerability_sightings,
)
from renovate_kit.reports.store.security_logs import (
    STARTED,
    announced_pull_requests,
    first_and_last,
    is_among,
    is_called,
    is_marked_in_log,
    logged_pull_requests,
    upgrades_one_of,
)
from renovate_kit.reports.store.security_rows import (
    KnownPullRequest,
    SecurityFacts,
    VersionSeen,
    VulnerabilitySighting,
)

__all__ = ["pull_requests_seen", "security_facts"]


class _Named(Protocol):
    """An update of a dependency."""

    @property
    def dep_name(self) -> str: ...

    @property
    def package_name(self) -> str | None: ...


def pull_requests_seen(
    connection: Connection, only: Collection[str] = ()
) -> Iterator[PullRequestSeen]:
    """Yield pull requests as all sources together have them, by repository and number."""
    for known in _pull_requests(connection, only, literal(True)):
        yield known.seen


def security_facts(connection: Connection, only: Collection[str] = ()) -> SecurityFacts:
    """Return what is known about vulnerabilities, their packages and their fixes.

    Args:
        connection: to the store.
        only: repositories; empty means all.
    """
    sightings = tuple(_sightings(connection, only))
    alerts = tuple(_alerts(connection, only))
    marked = tuple(_pull_requests(connection, only, _is_marked()))
    logged = tuple(logged_pull_requests(connection, only, is_marked_in_log()))
    announced = next(announced_pull_requests(connection, only, ()), None)
    if not (sightings or alerts or marked or logged or announced):
        # Nothing is known, which is so for most: snapshots of years are not looked through for it.
        return SecurityFacts(
            last_runs=_last_runs(connection, only), synced_at=_synced_at(connection, only)
        )
    packages = {each.package_name for each in sightings} | {x.package_name for x in alerts}
    for known in marked:
        packages |= {each.package_name for each in known.seen.advisories if each.package_name}
        packages |= {name for each in known.seen.updates for name in _names(each)}
    packages |= {name for each in logged for update in each.updates for name in _names(update)}
    names = tuple(sorted({package.casefold() for package in packages}))
    ids = {number for each in sightings for number in each.ids}
    ids |= {number for each in alerts for number in each.ids}
    ids |= {number for known in marked for each in known.seen.advisories for number in each.ids}
    published = advisories_on_record(connection, ids)
    ids |= {number for each in published for number in (each.advisory, *each.aliases)}
    listed = tuple(
        logged_pull_requests(connection, only, or_(is_marked_in_log(), upgrades_one_of(names)))
    )
    return SecurityFacts(
        pull_requests=tuple(
            _pull_requests(connection, only, or_(_is_marked(), _updates_one_of(names)))
        ),
        logged=(
            *listed,
            *announced_pull_requests(connection, only, {(x.repository, x.number) for x in listed}),
        ),
        alerts=alerts,
        sightings=sightings,
        versions=tuple(_versions(connection, only, names)),
        advisories=published,
        exploitation=exploitation_on_record(connection, ids),
        looked_at=_looked_at(connection, only),
        default_branches=_default_branches(connection, only),
        last_runs=_last_runs(connection, only),
        synced_at=_synced_at(connection, only),
    )


def _names(update: _Named) -> Iterator[str]:
    yield from (name for name in (update.dep_name, update.package_name) if name is not None)


def _is_marked() -> ColumnElement[bool]:
    advised = select(pull_request_advisories.c.position).where(
        pull_request_advisories.c.pull_request_id == pull_requests.c.id
    )
    return or_(pull_requests.c.security, advised.exists())


def _updates_one_of(names: Sequence[str]) -> ColumnElement[bool]:
    table = pull_request_updates.c
    found = select(table.position).where(
        table.pull_request_id == pull_requests.c.id,
        is_called(table.dep_name, table.package_name, names),
    )
    return found.exists()


def _pull_requests(
    connection: Connection, only: Collection[str], wanted: ColumnElement[bool]
) -> Iterator[KnownPullRequest]:
    table = pull_requests.c
    found = connection.execute(
        select(table.content)
        .where(wanted, is_among(table.repository, only))
        .order_by(table.repository, table.number, table.merged_at, table.id)
    )
    for (content,) in found:
        known = Known.unpack(content)
        yield KnownPullRequest(seen=known.seen, states=tuple(known.states()))


def _alerts(connection: Connection, only: Collection[str]) -> Iterator[AlertSeen]:
    table = dependabot_alerts.c
    found = connection.scalars(
        select(table.content)
        .where(is_among(table.repository, only))
        .order_by(table.host, table.repository, table.number)
    )
    yield from map(alert_of, found)


def _sightings(connection: Connection, only: Collection[str]) -> Iterator[VulnerabilitySighting]:
    now = (
        select(
            repositories.c.name,
            vulnerability_sightings.c.vulnerability_id,
            *first_and_last(),
        )
        .join_from(
            vulnerability_sightings,
            repository_runs,
            repository_runs.c.id == vulnerability_sightings.c.repository_run_id,
        )
        .join(runs, runs.c.id == repository_runs.c.run_id)
        .join(repositories, repositories.c.id == repository_runs.c.repository_id)
        .where(is_among(repositories.c.name, only))
        .group_by(repositories.c.name, vulnerability_sightings.c.vulnerability_id)
    )
    history = vulnerability_history.c
    before = (
        select(repositories.c.name, history.vulnerability_id, history.first_at, history.last_at)
        .join_from(vulnerability_history, repositories, repositories.c.id == history.repository_id)
        .where(is_among(repositories.c.name, only))
    )
    times: defaultdict[tuple[str, int], list[datetime]] = defaultdict(list)
    for query in (now, before):
        for name, key, first_at, last_at in connection.execute(query):
            times[name, key] += [at for at in (first_at, last_at) if at is not None]
    ids: defaultdict[int, list[str]] = defaultdict(list)
    numbers = select(vulnerability_ids).order_by(vulnerability_ids.c.advisory)
    for row in connection.execute(numbers):
        ids[row.vulnerability_id].append(row.advisory)
    facts = {row.id: row for row in connection.execute(select(vulnerabilities))}
    for (name, key), known in sorted(times.items()):
        row = facts[key]
        yield VulnerabilitySighting(
            repository=name,
            package_name=row.package_name,
            datasource=row.datasource,
            ids=tuple(ids[key]),
            severity=row.severity,
            affected=row.affected,
            fixed_version=row.fixed_version,
            evidence=row.evidence,
            summary=row.summary,
            first_at=min(known, default=None),
            last_at=max(known, default=None),
        )


def _versions(
    connection: Connection, only: Collection[str], names: Sequence[str]
) -> Iterator[VersionSeen]:
    found = connection.execute(
        _from_snapshots(select(repositories.c.name, dependencies, *first_and_last()))
        .join(snapshot_members, snapshot_members.c.snapshot_id == base_branches.c.snapshot_id)
        .join(dependencies, dependencies.c.id == snapshot_members.c.dependency_id)
        .where(
            is_called(dependencies.c.dep_name, dependencies.c.package_name, names),
            is_among(repositories.c.name, only),
            STARTED.is_not(None),
        )
        .group_by(repositories.c.name, dependencies.c.id)
        .order_by(repositories.c.name, dependencies.c.package_file, dependencies.c.id)
    )
    for row in found:
        yield VersionSeen(
            repository=row.name,
            dep_name=row.dep_name,
            package_name=row.package_name,
            datasource=row.datasource,
            package_file=row.package_file,
            version=row.locked_version or row.current_version or row.current_value,
            first_at=row.first_at,
            last_at=row.last_at,
        )


def _looked_at(connection: Connection, only: Collection[str]) -> dict[str, tuple[datetime, ...]]:
    found = connection.execute(
        _from_snapshots(select(repositories.c.name, STARTED.label("at")).distinct())
        .where(
            base_branches.c.snapshot_id.is_not(None),
            STARTED.is_not(None),
            is_among(repositories.c.name, only),
        )
        .order_by("at")
    )
    times: defaultdict[str, list[datetime]] = defaultdict(list)
    for name, at in found:
        times[name].append(at)
    return {name: tuple(known) for name, known in times.items()}


def _default_branches(connection: Connection, only: Collection[str]) -> dict[str, str]:
    """Return the default branch of each repository, by the last run that tells."""
    found = connection.execute(
        _from_snapshots(
            select(
                repositories.c.name,
                base_branches.c.base_branch,
                *first_and_last(),
            )
        )
        .where(base_branches.c.is_default.is_(True), is_among(repositories.c.name, only))
        .group_by(repositories.c.name, base_branches.c.base_branch)
        .order_by("last_at")
    )
    return {row.name: row.base_branch for row in found if row.base_branch is not None}


def _last_runs(connection: Connection, only: Collection[str]) -> dict[str, datetime]:
    found = connection.execute(
        select(repositories.c.name, *first_and_last())
        .select_from(repository_runs)
        .join(runs, runs.c.id == repository_runs.c.run_id)
        .join(repositories, repositories.c.id == repository_runs.c.repository_id)
        .where(STARTED.is_not(None), is_among(repositories.c.name, only))
        .group_by(repositories.c.name)
    )
    return {row.name: row.last_at for row in found}


def _synced_at(connection: Connection, only: Collection[str]) -> dict[tuple[str, str], datetime]:
    """Return when each repository's forge was asked last, whatever it was asked for."""
    wanted = {name.casefold() for name in only}
    synced: dict[tuple[str, str], datetime] = {}
    for row in connection.execute(select(sync_states).order_by(sync_states.c.synced_at)):
        name = row.repository.casefold()
        if not wanted or name in wanted:
            synced[row.host, name] = row.synced_at
    return synced


def _from_snapshots(wanted: Select[Any]) -> Select[Any]:
    """Select from base branches with their runs and repositories; none that is no default one."""
    return (
        wanted.select_from(base_branches)
        .where(base_branches.c.is_default.is_not(False))
        .join(repository_runs, repository_runs.c.id == base_branches.c.repository_run_id)
        .join(runs, runs.c.id == repository_runs.c.run_id)
        .join(repositories, repositories.c.id == repository_runs.c.repository_id)
    )
