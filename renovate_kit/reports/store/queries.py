"""Questions that statistics ask. Every SELECT has a name here and returns typed rows.

Which runs: those that started from `start` until just before `end`; a run without a known
time is in no period. With `repositories`, only those that turned to one of them, and those
that reached no repository at all, as nobody can tell whose they were; of their parts, only
what belongs to these repositories or to none. Rows come oldest run first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, literal, or_, select
from sqlalchemy.sql import ColumnElement

from renovate_kit.reports.events import BranchSeen, LogDetail, ProblemLevel, PullRequestAction
from renovate_kit.reports.store import rows
from renovate_kit.reports.store.branch_lists import BRANCH_LISTS
from renovate_kit.reports.store.column_values import json_list
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.listed_branches import aged_branch
from renovate_kit.reports.store.schema import (
    dependency_counts,
    pods,
    problems,
    pull_request_events,
    repositories,
    repository_runs,
    runs,
    sources,
    splits,
    update_counts,
)
from renovate_kit.reports.store.synced import synced_since

__all__ = [
    "Window",
    "among",
    "branches_in",
    "latest_dependency_counts",
    "of_turns",
    "problems_in",
    "process_exit_code",
    "pull_request_events_in",
    "run_concerns",
    "runs_in",
    "runs_reaching_into",
    "starts_before",
    "update_counts_in",
    "weeks_with_runs",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What to look at: a period, aware on both ends, and only some repositories if any.

    With `unsynced_at`, only repositories whose forge was not read at that time or later.
    """

    start: datetime
    end: datetime
    repositories: tuple[str, ...] = ()
    unsynced_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a period that means another time on every machine."""
        if self.start.tzinfo is None or self.end.tzinfo is None:
            message = "a period needs times with a zone"
            raise ValueError(message)

    def includes(self, at: ColumnElement[datetime]) -> ColumnElement[bool]:
        """Return the condition that a time lies in the period."""
        return and_(at >= literal(self.start, UtcText()), at < literal(self.end, UtcText()))


def runs_in(connection: Connection, window: Window) -> tuple[rows.RunRow, ...]:
    """Return the runs of the period with their turns at the repositories asked for."""
    turns = _turns_by_run(connection, window)
    found = connection.execute(
        select(runs, sources.c.name.label("source"), process_exit_code())
        .join(sources, sources.c.id == runs.c.source_id)
        .where(window.includes(runs.c.started_at), _run_concerns(window))
        .order_by(runs.c.started_at, runs.c.id)
    )
    return tuple(
        rows.RunRow(
            run_id=row.id,
            started_at=row.started_at,
            ended_at=row.ended_at,
            renovate_version=row.renovate_version,
            complete=row.complete,
            detail=LogDetail(row.detail),
            source=row.source,
            repositories=tuple(turns.get(row.id, ())),
            exit_code=row.process_exit_code,
        )
        for row in found
    )


def process_exit_code() -> ColumnElement[int | None]:
    """Return what a cluster saw of a run's process, or else what its log is evidence of."""
    seen = (
        select(pods.c.exit_code)
        .where(pods.c.run_id == runs.c.id, pods.c.exit_code.is_not(None))
        .order_by(pods.c.started_at, pods.c.source)
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(seen, runs.c.exit_code).label("process_exit_code")


def problems_in(connection: Connection, window: Window) -> tuple[rows.ProblemRow, ...]:
    """Return the problems of the runs of the period."""
    found = connection.execute(
        select(
            problems,
            runs.c.started_at.label("run_started_at"),
            repositories.c.name.label("repository"),
        )
        .join(runs, runs.c.id == problems.c.run_id)
        .outerjoin(repositories, repositories.c.id == problems.c.repository_id)
        .where(
            window.includes(runs.c.started_at),
            _run_concerns(window),
            or_(problems.c.repository_id.is_(None), among(window)),
        )
        .order_by(runs.c.started_at, problems.c.run_id, problems.c.position)
    )
    return tuple(
        rows.ProblemRow(
            run_id=row.run_id,
            run_started_at=row.run_started_at,
            repository=row.repository,
            branch=row.branch,
            level=ProblemLevel(row.level),
            message=row.message,
            detail=row.detail,
            first_at=row.first_at or row.run_started_at,
            count=row._mapping["count"],  # noqa: SLF001 - public; a tuple's own count() hides it
        )
        for row in found
    )


def branches_in(connection: Connection, window: Window) -> tuple[rows.BranchRow, ...]:
    """Return the branches of the runs of the period, each with its upgrades."""
    list_id = repository_runs.c.branch_list_id
    turns = connection.execute(
        of_turns(select(list_id, *_TURN), window)
        .where(list_id.is_not(None))
        .order_by(runs.c.started_at, runs.c.id, repository_runs.c.position)
    ).all()
    lists = BRANCH_LISTS.load(connection, {turn.branch_list_id for turn in turns})
    return tuple(
        rows.BranchRow(
            **_turn(turn),
            branch=branch.branch,
            pull_request=branch.pull_request,
            title=branch.title,
            result=branch.result,
            blocked_by=branch.blocked_by,
            upgrades=branch.upgrades,
            vulnerability=branch.vulnerability,
            vulnerability_evidence=branch.vulnerability_evidence,
            automerge=branch.automerge,
            edited=branch.edited,
            base_branch=branch.base_branch,
        )
        for turn in turns
        for branch in _aged(lists[turn.branch_list_id], turn.run_started_at)
    )


def _aged(branches: Iterable[BranchSeen], at: datetime) -> Iterator[BranchSeen]:
    return (aged_branch(branch, at) for branch in branches)


def update_counts_in(connection: Connection, window: Window) -> tuple[rows.UpdateCountRow, ...]:
    """Return Renovate's own counts of updates of the runs of the period."""
    found = connection.execute(
        of_turns(select(update_counts, *_TURN), window)
        .join(update_counts, update_counts.c.repository_run_id == repository_runs.c.id)
        .order_by(
            runs.c.started_at,
            runs.c.id,
            repository_runs.c.position,
            update_counts.c.base_branch,
            update_counts.c.update_type,
        )
    )
    return tuple(
        rows.UpdateCountRow(
            **_turn(row),
            base_branch=row.base_branch,
            update_type=row.update_type,
            count=row._mapping["count"],  # noqa: SLF001 - public; a tuple's own count() hides it
        )
        for row in found
    )


def pull_request_events_in(
    connection: Connection, window: Window
) -> tuple[rows.PullRequestEventRow, ...]:
    """Return what was done to pull requests in the period, by the time of the deed."""
    at = func.coalesce(pull_request_events.c.at, runs.c.started_at, type_=UtcText())
    found = connection.execute(
        select(pull_request_events, at.label("done_at"), repositories.c.name.label("repository"))
        .join(runs, runs.c.id == pull_request_events.c.run_id)
        .join(repositories, repositories.c.id == pull_request_events.c.repository_id)
        .where(
            window.includes(at),
            among(window),
            pull_request_events.c.run_id.in_(runs_reaching_into(window)),
        )
        .order_by(at, pull_request_events.c.run_id, pull_request_events.c.position)
    )
    return tuple(
        rows.PullRequestEventRow(
            run_id=row.run_id,
            repository=row.repository,
            branch=row.branch,
            action=PullRequestAction(row.action),
            number=row.number,
            title=row.title,
            at=row.done_at,
            labels=json_list(row.labels),
        )
        for row in found
    )


def latest_dependency_counts(
    connection: Connection, window: Window
) -> tuple[rows.DependencyCountRow, ...]:
    """Return the counts of the last run of the period that extracted anything, by repository."""
    rank = (
        func.dense_rank()
        .over(
            partition_by=repository_runs.c.repository_id,
            order_by=(runs.c.started_at.desc(), runs.c.id.desc()),
        )
        .label("rank")
    )
    counted = (
        of_turns(select(dependency_counts, *_TURN, rank), window)
        .join(dependency_counts, dependency_counts.c.repository_run_id == repository_runs.c.id)
        .subquery()
    )
    found = connection.execute(
        select(counted)
        .where(counted.c.rank == 1)
        .order_by(counted.c.repository, counted.c.base_branch, counted.c.manager)
    )
    return tuple(
        rows.DependencyCountRow(
            **_turn(row),
            base_branch=row.base_branch,
            manager=row.manager,
            files=row.files,
            dependencies=row.dependencies,
        )
        for row in found
    )


def starts_before(
    connection: Connection, before: datetime, only: tuple[str, ...], *, limit: int
) -> tuple[datetime, ...]:
    """Return the starts of the last runs before a time, oldest first."""
    found = connection.scalars(
        select(runs.c.started_at)
        .where(runs.c.started_at < literal(before, UtcText()), run_concerns(only))
        .order_by(runs.c.started_at.desc())
        .limit(limit)
    )
    return tuple(reversed(found.all()))


def weeks_with_runs(
    connection: Connection, only: tuple[str, ...], zone: tzinfo
) -> tuple[rows.IsoWeek, ...]:
    """Return the ISO weeks of a time zone in which runs started, oldest first."""
    found = connection.scalars(
        select(runs.c.started_at).where(runs.c.started_at.is_not(None), run_concerns(only))
    )
    counts = Counter(started_at.astimezone(zone).isocalendar()[:2] for started_at in found)
    return tuple(
        rows.IsoWeek(year=year, week=week, runs=count)
        for (year, week), count in sorted(counts.items())
    )


_TURN = (
    runs.c.id.label("run_id"),
    runs.c.started_at.label("run_started_at"),
    repositories.c.name.label("repository"),
)


def _turn(row: Row[Any]) -> dict[str, Any]:
    return {
        "run_id": row.run_id,
        "run_started_at": row.run_started_at,
        "repository": row.repository,
    }


def of_turns(statement: Select[Any], window: Window) -> Select[Any]:
    """Return a query with the runs of the period and their turns at the repositories asked for."""
    return (
        statement.select_from(runs)
        .join(repository_runs, repository_runs.c.run_id == runs.c.id)
        .join(repositories, repositories.c.id == repository_runs.c.repository_id)
        .where(window.includes(runs.c.started_at), among(window))
    )


def runs_reaching_into(window: Window) -> Select[Any]:
    """Return the runs that may have done something in a period: they did not end before it."""
    end = func.coalesce(runs.c.ended_at, runs.c.started_at, type_=UtcText())
    reaches = and_(
        runs.c.started_at < literal(window.end, UtcText()), end >= literal(window.start, UtcText())
    )
    return select(runs.c.id).where(or_(runs.c.started_at.is_(None), reaches))


def among(window: Window) -> ColumnElement[bool]:
    """Return the condition that a repository is one of those asked for."""
    name = repositories.c.name
    asked_for = name.in_(window.repositories) if window.repositories else literal(True)
    if window.unsynced_at is None:
        return asked_for
    return and_(asked_for, func.lower(name).not_in(synced_since(window.unsynced_at)))


def _run_concerns(window: Window) -> ColumnElement[bool]:
    return run_concerns(window.repositories)


def run_concerns(only: tuple[str, ...]) -> ColumnElement[bool]:
    """Return the condition that a run turned to one of these repositories, or to none."""
    if not only:
        return literal(True)
    named = repositories.alias()
    any_turn = select(repository_runs.c.id).where(repository_runs.c.run_id == runs.c.id)
    turn_at_one = any_turn.join(named, named.c.id == repository_runs.c.repository_id).where(
        named.c.name.in_(only)
    )
    return or_(turn_at_one.exists(), ~any_turn.exists())


def _turns_by_run(
    connection: Connection, window: Window
) -> Mapping[int, list[rows.RepositoryRunRow]]:
    phases: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for split in connection.execute(
        of_turns(select(splits), window)
        .join(splits, splits.c.repository_run_id == repository_runs.c.id)
        .order_by(splits.c.name)
    ):
        phases[split.repository_run_id].append((split.name, split.duration_ms))
    turns = defaultdict(list)
    for row in connection.execute(
        of_turns(select(repository_runs, repositories.c.name), window).order_by(
            repository_runs.c.run_id, repository_runs.c.position
        )
    ):
        turns[row.run_id].append(
            rows.RepositoryRunRow(
                repository=row.name,
                started_at=row.started_at,
                finished_at=row.finished_at,
                duration_ms=row.duration_ms,
                result=row.result,
                status=row.status,
                splits_ms=tuple(phases.get(row.id, ())),
            )
        )
    return turns
