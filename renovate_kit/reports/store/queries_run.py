"""Everything about one run."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from renovate_kit.reports.events import (
    BaseBranchSeen,
    CacheCounted,
    CacheKind,
    DashboardLogged,
    DependenciesExtracted,
    DependencyStatus,
    PullRequestsCounted,
    TimingCounted,
    TimingKind,
    UpdatesCounted,
    UpdatesSummarised,
)
from renovate_kit.reports.store import event_tables
from renovate_kit.reports.store.event_tables import EventTable, json_list
from renovate_kit.reports.store.run_facts import run_facts, told_turn
from renovate_kit.reports.store.run_rows import RunDetails, RunFacts, TurnDetails
from renovate_kit.reports.store.schema import (
    base_branches,
    cache_counts,
    dashboard_checks,
    dependency_counts,
    lib_years,
    repositories,
    repository_runs,
    runs,
    snapshots,
    splits,
    subjects,
    timings,
    update_counts,
    update_manager_counts,
)
from renovate_kit.reports.store.tables.timings import CACHE_SUFFIX
from renovate_kit.reports.store.turn_lists import branches_of, vulnerabilities_of

__all__ = ["caches_of_run", "run_details", "timings_of_run"]


def run_details(connection: Connection, run_id: int) -> RunDetails | None:
    """Return all that is known of a run; None if there is no run with that key."""
    facts = run_facts(connection, select(runs.c.id).where(runs.c.id == run_id)).get(run_id)
    if facts is None:
        return None
    found = connection.execute(
        select(repository_runs, repositories.c.name.label("repository"))
        .join(repositories, repositories.c.id == repository_runs.c.repository_id)
        .where(repository_runs.c.run_id == run_id)
        .order_by(repository_runs.c.position)
    ).all()
    told = _Told(connection, run_id)
    return RunDetails(
        facts=facts,
        turns=tuple(_turn(connection, row, told, facts) for row in found),
        problems=event_tables.PROBLEMS.of_run(connection, run_id),
        config_problems=event_tables.CONFIG_PROBLEMS.of_run(connection, run_id),
        timings=timings_of_run(connection, run_id),
        caches=caches_of_run(connection, run_id),
        spans=event_tables.SPANS.of_run(connection, run_id),
    )


class _Told:
    """What a run tells, by kind and repository; each kind is asked for once."""

    def __init__(self, connection: Connection, run_id: int) -> None:
        self._connection = connection
        self._run_id = run_id
        self._known: dict[str, dict[str | None, list[Any]]] = {}

    def of(self, kind: "EventTable[Any]", repository: str) -> tuple[Any, ...]:
        if kind.table.name not in self._known:
            told: defaultdict[str | None, list[Any]] = defaultdict(list)
            for event in kind.of_run(self._connection, self._run_id):
                told[event.repository].append(event)
            self._known[kind.table.name] = told
        return tuple(self._known[kind.table.name].get(repository, ()))


def _turn(connection: Connection, row: Row[Any], told: _Told, facts: RunFacts) -> TurnDetails:
    name = row.repository
    bases = _rows(connection, base_branches, row.id)
    return TurnDetails(
        facts=told_turn(row),
        splits_ms=tuple((x.name, x.duration_ms) for x in _rows(connection, splits, row.id)),
        base_branches=tuple(
            BaseBranchSeen(
                run="",
                repository=name,
                base_branch=x.base_branch,
                sha=x.sha,
                is_default=x.is_default,
            )
            for x in bases
        ),
        snapshots=_snapshot_sizes(connection, bases),
        summaries=_summaries(connection, row, bases),
        dependency_counts=tuple(
            DependenciesExtracted(
                run="",
                repository=name,
                base_branch=x.base_branch,
                manager=x.manager,
                files=x.files,
                dependencies=x.dependencies,
            )
            for x in _rows(connection, dependency_counts, row.id)
        ),
        update_counts=tuple(
            UpdatesCounted(
                run="",
                repository=name,
                base_branch=x.base_branch,
                update_type=x.update_type,
                count=_count(x),
            )
            for x in _rows(connection, update_counts, row.id)
        ),
        branches=branches_of(connection, row.branch_list_id, name, at=facts.started_at),
        pull_requests=told.of(event_tables.PULL_REQUESTS, name),
        pull_request_counts=_pull_request_counts(row),
        dependency_status=_status(connection, row),
        branch_events=told.of(event_tables.BRANCH_EVENTS, name),
        comments=told.of(event_tables.COMMENTS, name),
        limits=told.of(event_tables.LIMITS, name),
        artifact_failures=told.of(event_tables.ARTIFACT_FAILURES, name),
        lookup_failures=told.of(event_tables.LOOKUP_FAILURES, name),
        vulnerabilities=vulnerabilities_of(connection, row.id, name),
        deprecations=told.of(event_tables.DEPRECATIONS, name),
        onboarding=told.of(event_tables.ONBOARDING, name),
        issues=told.of(event_tables.ISSUES, name),
        dashboard=_dashboard(connection, row),
    )


def timings_of_run(connection: Connection, run_id: int) -> tuple[TimingCounted, ...]:
    """Return what a run's statistics say of time, in the order of the log."""
    return tuple(
        TimingCounted(
            run="",
            repository=row.repository,
            kind=TimingKind(row.kind),
            name=row.name,
            count=_count(row),
            total_ms=row.total_ms,
            mean_ms=row.mean_ms,
            median_ms=row.median_ms,
            max_ms=row.max_ms,
        )
        for row in _counted(connection, timings, run_id)
    )


def caches_of_run(connection: Connection, run_id: int) -> tuple[CacheCounted, ...]:
    """Return what a run's statistics say of caches, in the order of the log."""
    return tuple(
        CacheCounted(
            run="",
            repository=row.repository,
            kind=CacheKind(row.kind.removesuffix(CACHE_SUFFIX)),
            name=row.name,
            hits=row.hits,
            misses=row.misses,
        )
        for row in _counted(connection, cache_counts, run_id)
    )


def _counted(connection: Connection, table: Table, run_id: int) -> Sequence[Row[Any]]:
    return connection.execute(
        select(table, subjects.c.kind, subjects.c.name, repositories.c.name.label("repository"))
        .select_from(table)
        .join(subjects, subjects.c.id == table.c.subject_id)
        .outerjoin(repositories, repositories.c.id == table.c.repository_id)
        .where(table.c.run_id == run_id)
        .order_by(table.c.position)
    ).all()


def _rows(connection: Connection, table: Table, turn: int) -> Sequence[Row[Any]]:
    return connection.execute(
        select(table).where(table.c.repository_run_id == turn).order_by(*table.primary_key.columns)
    ).all()


def _count(row: Row[Any]) -> int:
    return int(row._mapping["count"])  # noqa: SLF001 - public; a tuple's own count() hides it


def _snapshot_sizes(connection: Connection, bases: Sequence[Row[Any]]) -> dict[str, int]:
    keys = {base.snapshot_id for base in bases if base.snapshot_id is not None}
    found = select(snapshots.c.id, snapshots.c.dependencies).where(snapshots.c.id.in_(keys))
    sizes = {row.id: row.dependencies for row in connection.execute(found)}
    return {x.base_branch: sizes[x.snapshot_id] for x in bases if x.snapshot_id is not None}


def _summaries(
    connection: Connection, turn: Row[Any], bases: Sequence[Row[Any]]
) -> tuple[UpdatesSummarised, ...]:
    managers = defaultdict(list)
    for row in _rows(connection, update_manager_counts, turn.id):
        managers[row.base_branch].append((row.manager, _count(row), row.vulnerabilities))
    return tuple(
        UpdatesSummarised(
            run="",
            repository=turn.repository,
            base_branch=base.base_branch,
            total=base.updates,
            vulnerabilities=base.vulnerability_updates,
            managers=tuple(managers[base.base_branch]),
        )
        for base in bases
        if base.updates is not None
    )


def _pull_request_counts(row: Row[Any]) -> PullRequestsCounted | None:
    if row.pull_requests_total is None:
        return None
    return PullRequestsCounted(
        run="",
        repository=row.repository,
        total=row.pull_requests_total,
        open=row.pull_requests_open,
        closed=row.pull_requests_closed,
        merged=row.pull_requests_merged,
    )


def _status(connection: Connection, row: Row[Any]) -> DependencyStatus | None:
    if row.lib_years is None:
        return None
    return DependencyStatus(
        run="",
        repository=row.repository,
        lib_years=row.lib_years,
        lib_years_by_manager=tuple(
            (x.manager, x.lib_years) for x in _rows(connection, lib_years, row.id)
        ),
        outdated=row.dependencies_outdated,
        total=row.dependencies_total,
    )


def _dashboard(connection: Connection, row: Row[Any]) -> DashboardLogged | None:
    if not row.dashboard_seen:
        return None
    checked = tuple((x.action, x.branch) for x in _rows(connection, dashboard_checks, row.id))
    return DashboardLogged(
        run="",
        repository=row.repository,
        number=row.dashboard_issue,
        checked=checked if checked or row.dashboard_checks_known else None,
        problems=json_list(row.dashboard_problems),
        at=row.dashboard_at,
    )
