"""Questions about how current dependencies are, counted by the database."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Subquery, and_, case, func, select
from sqlalchemy.sql import ColumnElement

from renovate_kit.reports.store import week_rows as rows
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.queries import Window, of_turns
from renovate_kit.reports.store.schema import (
    base_branches,
    dependencies,
    repositories,
    repository_runs,
    runs,
    snapshot_members,
    updates_found,
)

__all__ = ["behind_in", "dependency_standings", "lib_years_in", "picked_turns", "turn_is"]

_STEPS: Final = {4: "major", 3: "minor", 2: "patch", 1: "other"}


def dependency_standings(
    connection: Connection, window: Window
) -> tuple[rows.DependencyStandingRow, ...]:
    """Return how dependencies stand in the last run of the period that shows them."""
    latest = _latest_lists(window)
    update_type = updates_found.c.update_type
    rank = case(
        {word: number for number, word in _STEPS.items() if word != "other"},
        value=update_type,
        else_=1,
    )
    step = (
        select(func.max(rank))
        .where(updates_found.c.dependency_id == dependencies.c.id)
        .scalar_subquery()
        .label("step")
    )
    has_failed = and_(dependencies.c.warnings.is_not(None), dependencies.c.warnings != "[]")
    each = (
        select(
            repositories.c.name.label("repository"),
            latest.c.run_started_at,
            latest.c.lib_years,
            dependencies.c.looked_up,
            dependencies.c.skip_reason,
            has_failed.label("has_failed"),
            step,
            dependencies.c.deprecation.is_not(None).label("deprecated"),
            dependencies.c.abandoned,
        )
        .select_from(latest)
        .join(snapshot_members, snapshot_members.c.snapshot_id == latest.c.snapshot_id)
        .join(dependencies, dependencies.c.id == snapshot_members.c.dependency_id)
        .join(repositories, repositories.c.id == latest.c.repository_id)
        .subquery()
    )
    columns = tuple(each.c)
    found = connection.execute(
        select(*columns, func.count().label("number")).group_by(*columns).order_by(*columns)
    )
    return tuple(
        rows.DependencyStandingRow(
            repository=row.repository,
            run_started_at=row.run_started_at,
            lib_years=row.lib_years,
            looked_up=bool(row.looked_up),
            skip_reason=row.skip_reason,
            has_failed=bool(row.has_failed),
            step=None if row.step is None else _STEPS[row.step],
            deprecated=bool(row.deprecated),
            abandoned=None if row.abandoned is None else bool(row.abandoned),
            count=row.number,
        )
        for row in found
    )


def behind_in(connection: Connection, window: Window) -> int | None:
    """Return how many dependencies have an update at the end of a period, of all repositories.

    None if no run of the period shows dependencies.
    """
    latest = _latest_lists(window)
    update = (
        select(updates_found.c.position)
        .where(updates_found.c.dependency_id == snapshot_members.c.dependency_id)
        .exists()
    )
    lists, behind = connection.execute(
        select(func.count(latest.c.snapshot_id), func.count(snapshot_members.c.dependency_id))
        .select_from(latest)
        .outerjoin(
            snapshot_members, and_(snapshot_members.c.snapshot_id == latest.c.snapshot_id, update)
        )
    ).one()
    return int(behind) if lists else None


def lib_years_in(connection: Connection, window: Window) -> float | None:
    """Return the sum of Renovate's sums at the end of a period; None if none is shown."""
    latest = _last_turns(window, _shows_dependencies())
    years = connection.scalar(select(func.sum(latest.c.lib_years)))
    return None if years is None else float(years)


def picked_turns(looks: Subquery, at: ColumnElement[datetime]) -> Subquery:
    """Return the keys of the turns at which repositories were looked at.

    Grouped, so that SQLite finds each by its key and not among all turns of its repository.

    Args:
        looks: one for each `repository_id`.
        at: their column with the start of the run.
    """
    turn = repository_runs.c
    took_it = (
        select(turn.id)
        .where(turn.run_id == runs.c.id, turn.repository_id == looks.c.repository_id)
        .exists()
    )
    return (
        select(looks.c.repository_id, func.max(runs.c.id).label("run_id"))
        .select_from(looks)
        .join(runs, runs.c.started_at == at)
        .where(took_it)
        .group_by(looks.c.repository_id)
        .subquery()
    )


def turn_is(picked: Subquery) -> ColumnElement[bool]:
    """Return the condition that a turn is one that was picked."""
    turn = repository_runs.c
    return and_(turn.run_id == picked.c.run_id, turn.repository_id == picked.c.repository_id)


def _last_turns(window: Window, *conditions: ColumnElement[bool]) -> Subquery:
    """Return the last turn of a period at each repository, of those that fulfil conditions."""
    start = func.max(runs.c.started_at, type_=UtcText()).label("at")
    looks = (
        of_turns(select(repository_runs.c.repository_id, start), window)
        .where(*conditions)
        .group_by(repository_runs.c.repository_id)
        .subquery()
    )
    picked = picked_turns(looks, looks.c.at)
    return (
        select(repository_runs, runs.c.started_at.label("run_started_at"))
        .select_from(picked)
        .join(repository_runs, turn_is(picked))
        .join(runs, runs.c.id == repository_runs.c.run_id)
        .subquery()
    )


def _shows_dependencies() -> ColumnElement[bool]:
    return (
        select(base_branches.c.snapshot_id)
        .where(
            base_branches.c.repository_run_id == repository_runs.c.id,
            base_branches.c.snapshot_id.is_not(None),
        )
        .exists()
    )


def _latest_lists(window: Window) -> Subquery:
    """Return the lists of the last turn at each repository that shows its dependencies."""
    latest = _last_turns(window, _shows_dependencies())
    return (
        select(
            latest.c.repository_id,
            latest.c.lib_years,
            latest.c.run_started_at,
            base_branches.c.snapshot_id,
        )
        .select_from(latest)
        .join(base_branches, base_branches.c.repository_run_id == latest.c.id)
        .where(base_branches.c.snapshot_id.is_not(None))
        .subquery()
    )
