"""Everything about one run."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

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
from renovate_kit.reports.store.column_values import flag, json_list, moment
from renovate_kit.reports.store.event_tables import EventTable
from renovate_kit.reports.store.reading import Reader, Row, listed
from renovate_kit.reports.store.run_choice import these_runs
from renovate_kit.reports.store.run_facts import run_facts, told_turn, turn_rows
from renovate_kit.reports.store.run_rows import RunDetails, RunFacts, TurnDetails
from renovate_kit.reports.store.subject_kinds import CACHE_SUFFIX
from renovate_kit.reports.store.turn_lists import branches_of, vulnerabilities_of

__all__ = ["caches_of_run", "run_details", "timings_of_run"]

_PARTS: Final = {
    "splits": "name",
    "base_branches": "base_branch",
    "dependency_counts": "base_branch, manager",
    "update_counts": "base_branch, update_type",
    "update_manager_counts": "base_branch, manager",
    "lib_years": "manager",
    "dashboard_checks": "position",
}
"""Tables of what a turn consists of, and the order of their rows."""

_PART: Final = """
    SELECT parts.* FROM $TABLE AS parts WHERE parts.repository_run_id = :turn ORDER BY $ORDER
"""
_COUNTED: Final = """
    SELECT told.*, subjects.kind, subjects.name, repositories.name AS repository
    FROM $TABLE AS told
    JOIN subjects ON subjects.id = told.subject_id
    LEFT JOIN repositories ON repositories.id = told.repository_id
    WHERE told.run_id = :run_id
    ORDER BY told.position
"""
_SNAPSHOTS: Final = """
    SELECT snapshots.id, snapshots.dependencies FROM snapshots WHERE snapshots.id IN ($KEYS)
"""


def run_details(reader: Reader, run_id: int) -> RunDetails | None:
    """Return all that is known of a run; None if there is no run with that key."""
    picked = these_runs([run_id])
    facts = run_facts(reader, picked).get(run_id)
    if facts is None:
        return None
    told = _Told(reader, run_id)
    return RunDetails(
        facts=facts,
        turns=tuple(_turn(reader, row, told, facts) for row in turn_rows(reader, picked)),
        problems=event_tables.PROBLEMS.of_run(reader, run_id),
        config_problems=event_tables.CONFIG_PROBLEMS.of_run(reader, run_id),
        timings=timings_of_run(reader, run_id),
        caches=caches_of_run(reader, run_id),
        spans=event_tables.SPANS.of_run(reader, run_id),
    )


class _Told:
    """What a run tells, by kind and repository; each kind is asked for once."""

    def __init__(self, reader: Reader, run_id: int) -> None:
        self._reader = reader
        self._run_id = run_id
        self._known: dict[str, dict[str | None, list[Any]]] = {}

    def of(self, kind: "EventTable[Any]", repository: str) -> tuple[Any, ...]:
        if kind.table not in self._known:
            told: defaultdict[str | None, list[Any]] = defaultdict(list)
            for event in kind.of_run(self._reader, self._run_id):
                told[event.repository].append(event)
            self._known[kind.table] = told
        return tuple(self._known[kind.table].get(repository, ()))


def _turn(reader: Reader, row: Row, told: _Told, facts: RunFacts) -> TurnDetails:
    name = row["repository"]
    bases = _rows(reader, "base_branches", row["id"])
    return TurnDetails(
        facts=told_turn(row),
        splits_ms=tuple((x["name"], x["duration_ms"]) for x in _rows(reader, "splits", row["id"])),
        base_branches=tuple(
            BaseBranchSeen(
                run="",
                repository=name,
                base_branch=x["base_branch"],
                sha=x["sha"],
                is_default=flag(x["is_default"]),
            )
            for x in bases
        ),
        snapshots=_snapshot_sizes(reader, bases),
        summaries=_summaries(reader, row, bases),
        dependency_counts=tuple(
            DependenciesExtracted(
                run="",
                repository=name,
                base_branch=x["base_branch"],
                manager=x["manager"],
                files=x["files"],
                dependencies=x["dependencies"],
            )
            for x in _rows(reader, "dependency_counts", row["id"])
        ),
        update_counts=tuple(
            UpdatesCounted(
                run="",
                repository=name,
                base_branch=x["base_branch"],
                update_type=x["update_type"],
                count=x["count"],
            )
            for x in _rows(reader, "update_counts", row["id"])
        ),
        branches=branches_of(reader, row["branch_list_id"], name, at=facts.started_at),
        pull_requests=told.of(event_tables.PULL_REQUESTS, name),
        pull_request_counts=_pull_request_counts(row),
        dependency_status=_status(reader, row),
        branch_events=told.of(event_tables.BRANCH_EVENTS, name),
        comments=told.of(event_tables.COMMENTS, name),
        limits=told.of(event_tables.LIMITS, name),
        artifact_failures=told.of(event_tables.ARTIFACT_FAILURES, name),
        lookup_failures=told.of(event_tables.LOOKUP_FAILURES, name),
        vulnerabilities=vulnerabilities_of(reader, row["id"], name),
        deprecations=told.of(event_tables.DEPRECATIONS, name),
        onboarding=told.of(event_tables.ONBOARDING, name),
        issues=told.of(event_tables.ISSUES, name),
        dashboard=_dashboard(reader, row),
    )


def timings_of_run(reader: Reader, run_id: int) -> tuple[TimingCounted, ...]:
    """Return what a run's statistics say of time, in the order of the log."""
    return tuple(
        TimingCounted(
            run="",
            repository=row["repository"],
            kind=TimingKind(row["kind"]),
            name=row["name"],
            count=row["count"],
            total_ms=row["total_ms"],
            mean_ms=row["mean_ms"],
            median_ms=row["median_ms"],
            max_ms=row["max_ms"],
        )
        for row in _counted(reader, "timings", run_id)
    )


def caches_of_run(reader: Reader, run_id: int) -> tuple[CacheCounted, ...]:
    """Return what a run's statistics say of caches, in the order of the log."""
    return tuple(
        CacheCounted(
            run="",
            repository=row["repository"],
            kind=CacheKind(row["kind"].removesuffix(CACHE_SUFFIX)),
            name=row["name"],
            hits=row["hits"],
            misses=row["misses"],
        )
        for row in _counted(reader, "cache_counts", run_id)
    )


def _counted(reader: Reader, table: str, run_id: int) -> Sequence[Row]:
    return reader.rows(_COUNTED.replace("$TABLE", table), {"run_id": run_id})


def _rows(reader: Reader, table: str, turn: int) -> Sequence[Row]:
    sql = _PART.replace("$TABLE", table).replace("$ORDER", _PARTS[table])
    return reader.rows(sql, {"turn": turn})


def _snapshot_sizes(reader: Reader, bases: Sequence[Row]) -> dict[str, int]:
    keys = listed("snapshot", {x["snapshot_id"] for x in bases if x["snapshot_id"] is not None})
    sizes = dict(reader.tuples(_SNAPSHOTS.replace("$KEYS", keys.sql), keys.parameters))
    return {x["base_branch"]: sizes[x["snapshot_id"]] for x in bases if x["snapshot_id"] in sizes}


def _summaries(reader: Reader, turn: Row, bases: Sequence[Row]) -> tuple[UpdatesSummarised, ...]:
    managers = defaultdict(list)
    for row in _rows(reader, "update_manager_counts", turn["id"]):
        managers[row["base_branch"]].append((row["manager"], row["count"], row["vulnerabilities"]))
    return tuple(
        UpdatesSummarised(
            run="",
            repository=turn["repository"],
            base_branch=base["base_branch"],
            total=base["updates"],
            vulnerabilities=base["vulnerability_updates"],
            managers=tuple(managers[base["base_branch"]]),
        )
        for base in bases
        if base["updates"] is not None
    )


def _pull_request_counts(row: Row) -> PullRequestsCounted | None:
    if row["pull_requests_total"] is None:
        return None
    return PullRequestsCounted(
        run="",
        repository=row["repository"],
        total=row["pull_requests_total"],
        open=row["pull_requests_open"],
        closed=row["pull_requests_closed"],
        merged=row["pull_requests_merged"],
    )


def _status(reader: Reader, row: Row) -> DependencyStatus | None:
    if row["lib_years"] is None:
        return None
    return DependencyStatus(
        run="",
        repository=row["repository"],
        lib_years=row["lib_years"],
        lib_years_by_manager=tuple(
            (x["manager"], x["lib_years"]) for x in _rows(reader, "lib_years", row["id"])
        ),
        outdated=row["dependencies_outdated"],
        total=row["dependencies_total"],
    )


def _dashboard(reader: Reader, row: Row) -> DashboardLogged | None:
    if not row["dashboard_seen"]:
        return None
    checked = tuple(
        (x["action"], x["branch"]) for x in _rows(reader, "dashboard_checks", row["id"])
    )
    return DashboardLogged(
        run="",
        repository=row["repository"],
        number=row["dashboard_issue"],
        checked=checked if checked or row["dashboard_checks_known"] else None,
        problems=json_list(row["dashboard_problems"]),
        at=moment(row["dashboard_at"]),
    )
