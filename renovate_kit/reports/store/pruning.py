"""Removing old runs, and keeping what is worth knowing of them for longer.

Of pruned runs these stay: every problem with the time when it was first seen and how often, when
each vulnerability was first known, and counts by day and repository. What was read from forges
and vulnerability databases stays as it is. A run that started before the time of the last
pruning is not taken again, so that it can't be counted twice.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, case, delete, func, insert, literal, or_, select
from sqlalchemy import update as update_rows

from renovate_kit.reports.events import PullRequestAction
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.projection import Projection
from renovate_kit.reports.store.schema import (
    companions,
    meta,
    pods,
    problem_history,
    problems,
    pull_request_events,
    recordings,
    repository_runs,
    run_history,
    runs,
    vulnerability_history,
    vulnerability_sightings,
)

__all__ = ["Pruned", "prune", "pruned_before"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What was removed, or would be.

    Attributes:
        runs: that started before the time.
        recordings: of these.
        problems: rows of problems of these.
        first_start: of the oldest of them; None if there is none.
    """

    runs: int
    recordings: int
    problems: int
    first_start: datetime | None


def pruned_before(connection: Connection) -> datetime | None:
    """Return the time before which runs were pruned; None if that was never done."""
    return connection.scalar(select(meta.c.pruned_before))


def prune(connection: Connection, before: datetime, *, dry_run: bool) -> Pruned:
    """Remove the runs that started before a time; those without a known time stay.

    Args:
        connection: in a transaction that can write, unless it is a dry run.
        before: aware.
        dry_run: only count.
    """
    old = select(runs.c.id).where(runs.c.started_at < literal(before, UtcText()))
    pruned = Pruned(
        runs=_count(connection, runs.c.id.in_(old)),
        recordings=_count(connection, recordings.c.run_id.in_(old)),
        problems=_count(connection, problems.c.run_id.in_(old)),
        first_start=connection.scalar(
            select(func.min(runs.c.started_at, type_=UtcText())).where(runs.c.id.in_(old))
        ),
    )
    if dry_run:
        return pruned
    _keep_problems(connection, old)
    _keep_counts(connection, old)
    _keep_vulnerabilities(connection, old)
    at = literal(before, UtcText())
    for table in (pods, companions):
        apart = and_(table.c.run_id.is_(None), table.c.started_at < at)
        connection.execute(delete(table).where(or_(table.c.run_id.in_(old), apart)))
    connection.execute(delete(recordings).where(recordings.c.run_id.in_(old)))
    connection.execute(delete(runs).where(runs.c.started_at < at))
    Projection(connection, {}).collect()
    later = or_(meta.c.pruned_before.is_(None), meta.c.pruned_before < at)
    connection.execute(update_rows(meta).where(later).values(pruned_before=before))
    return pruned


def _count(connection: Connection, condition: Any) -> int:  # noqa: ANN401 - of any table
    return connection.scalar(select(func.count()).where(condition)) or 0


def _keep_problems(connection: Connection, old: Select[Any]) -> None:
    at = func.coalesce(problems.c.first_at, runs.c.started_at, type_=UtcText())
    kind = (
        problems.c.repository_id,
        problems.c.level,
        problems.c.message,
        problems.c.detail,
    )
    gathered = connection.execute(
        select(
            *kind,
            func.min(at, type_=UtcText()).label("first_at"),
            func.max(at, type_=UtcText()).label("last_at"),
            func.count(problems.c.run_id.distinct()).label("runs"),
            func.sum(problems.c["count"]).label("occurrences"),
        )
        .join(runs, runs.c.id == problems.c.run_id)
        .where(problems.c.run_id.in_(old))
        .group_by(*kind)
    ).all()
    known = {
        (row.repository_id, row.level, row.message, row.detail): row
        for row in connection.execute(select(problem_history))
    }
    for row in gathered:
        earlier = known.get((row.repository_id, row.level, row.message, row.detail))
        values = {
            "first_at": row.first_at,
            "last_at": row.last_at,
            "runs": row.runs,
            "count": row.occurrences,
        }
        if earlier is None:
            named = {column.name: row._mapping[column.name] for column in kind}  # noqa: SLF001 - public
            connection.execute(insert(problem_history).values(**named, **values))
            continue
        values["first_at"] = min(row.first_at, earlier.first_at)
        values["last_at"] = max(row.last_at, earlier.last_at)
        values["runs"] += earlier.runs
        values["count"] += earlier._mapping["count"]  # noqa: SLF001 - public; hidden by a tuple's
        same = problem_history.c.id == earlier.id
        connection.execute(update_rows(problem_history).where(same).values(values))


def _keep_counts(connection: Connection, old: Select[Any]) -> None:
    day = func.substr(runs.c.started_at, 1, 10)
    turns = connection.execute(
        select(
            day.label("day"),
            repository_runs.c.repository_id,
            func.count().label("runs"),
            func.count(repository_runs.c.result).label("finished"),
            func.sum(repository_runs.c.duration_ms).label("duration_ms"),
        )
        .join(runs, runs.c.id == repository_runs.c.run_id)
        .where(runs.c.id.in_(old))
        .group_by(day, repository_runs.c.repository_id)
    )
    counts: dict[tuple[str, int], dict[str, Any]] = {
        (row.day, row.repository_id): {
            "runs": row.runs,
            "finished": row.finished,
            "duration_ms": row.duration_ms,
            "created": 0,
            "automerged": 0,
        }
        for row in turns
    }
    for row in connection.execute(_deeds(old)):
        counts[row.day, row.repository_id].update(created=row.created, automerged=row.automerged)
    for (on, repository_id), counted in counts.items():
        place = and_(run_history.c.day == on, run_history.c.repository_id == repository_id)
        earlier = connection.execute(select(run_history).where(place)).mappings().first()
        if earlier is None:
            new = {"day": on, "repository_id": repository_id, **counted}
            connection.execute(insert(run_history).values(new))
            continue
        added = {
            name: value if earlier[name] is None else (value or 0) + earlier[name]
            for name, value in counted.items()
        }
        connection.execute(update_rows(run_history).where(place).values(added))


def _keep_vulnerabilities(connection: Connection, old: Select[Any]) -> None:
    place = (repository_runs.c.repository_id, vulnerability_sightings.c.vulnerability_id)
    gathered = connection.execute(
        select(
            *place,
            func.min(runs.c.started_at, type_=UtcText()).label("first_at"),
            func.max(runs.c.started_at, type_=UtcText()).label("last_at"),
            func.count(runs.c.id.distinct()).label("runs"),
        )
        .join(repository_runs, repository_runs.c.id == vulnerability_sightings.c.repository_run_id)
        .join(runs, runs.c.id == repository_runs.c.run_id)
        .where(runs.c.id.in_(old))
        .group_by(*place)
    ).all()
    history = vulnerability_history
    for row in gathered:
        same = and_(
            history.c.repository_id == row.repository_id,
            history.c.vulnerability_id == row.vulnerability_id,
        )
        values = {"first_at": row.first_at, "last_at": row.last_at, "runs": row.runs}
        earlier = connection.execute(select(history).where(same)).first()
        if earlier is None:
            whose = {
                "repository_id": row.repository_id,
                "vulnerability_id": row.vulnerability_id,
            }
            connection.execute(insert(history).values(**whose, **values))
            continue
        values["first_at"] = min(row.first_at, earlier.first_at)
        values["last_at"] = max(row.last_at, earlier.last_at)
        values["runs"] += earlier.runs
        connection.execute(update_rows(history).where(same).values(values))


def _deeds(old: Select[Any]) -> Select[Any]:
    day = func.substr(runs.c.started_at, 1, 10)
    action = pull_request_events.c.action

    def counted(wanted: PullRequestAction) -> Any:  # noqa: ANN401 - an expression
        return func.sum(case((action == wanted.value, 1), else_=0)).label(wanted.value)

    return (
        select(
            day.label("day"),
            pull_request_events.c.repository_id,
            counted(PullRequestAction.CREATED),
            counted(PullRequestAction.AUTOMERGED),
        )
        .join(runs, runs.c.id == pull_request_events.c.run_id)
        .where(runs.c.id.in_(old))
        .group_by(day, pull_request_events.c.repository_id)
    )
