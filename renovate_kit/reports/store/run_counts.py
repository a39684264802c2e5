"""What is counted of runs' turns at repositories, gathered by the database."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, Select, Table, func, select, true
from sqlalchemy.sql import ColumnElement

from renovate_kit.reports.events import ProblemLevel, PullRequestAction
from renovate_kit.reports.problems.hidden import STATES
from renovate_kit.reports.store.schema import (
    artifact_failures,
    branch_list_members,
    branches,
    config_problems,
    dependency_counts,
    lookup_failures,
    problems,
    pull_request_events,
    repositories,
    repository_runs,
    upgrades,
    vulnerability_sightings,
)

__all__ = [
    "Counts",
    "ListCounts",
    "config_problem_counts",
    "count_lists",
    "count_turns",
    "lists_of_turns",
]

_Turn: TypeAlias = tuple[int, str | None]
"""Key of the run, and name of the repository; None for the process."""


@dataclass(slots=True)
class Counts:
    """What is counted of a turn."""

    pull_requests: dict[PullRequestAction, int] = field(default_factory=dict)
    problems: dict[ProblemLevel, int] = field(default_factory=dict)
    dependencies: int | None = None
    vulnerabilities: int = 0
    lookup_failures: int = 0
    artifact_failures: int = 0


@dataclass(slots=True)
class ListCounts:
    """What is counted of a list of branches."""

    branches: dict[str | None, int] = field(default_factory=dict)
    updates: int = 0


def count_turns(connection: Connection, picked: Select[Any]) -> defaultdict[_Turn, Counts]:
    """Return counts of the turns of some runs; what has none is not there, or zero."""
    counts: defaultdict[_Turn, Counts] = defaultdict(Counts)
    action, level = pull_request_events.c.action, problems.c.level
    for row in _told(connection, pull_request_events, picked, action):
        counts[row.run_id, row.name].pull_requests[PullRequestAction(row.action)] = row.counted
    for row in _told(connection, problems, picked, level, only=problems.c.message.not_in(STATES)):
        counts[row.run_id, row.name].problems[ProblemLevel(row.level)] = row.counted
    for row in _told(connection, lookup_failures, picked):
        counts[row.run_id, row.name].lookup_failures = row.counted
    for row in _told(connection, artifact_failures, picked):
        counts[row.run_id, row.name].artifact_failures = row.counted
    extracted = func.sum(dependency_counts.c.dependencies)
    for row in _of_turns(connection, dependency_counts, picked, extracted):
        counts[row.run_id, row.name].dependencies = row.counted
    for row in _of_turns(connection, vulnerability_sightings, picked, func.count()):
        counts[row.run_id, row.name].vulnerabilities = row.counted
    return counts


def count_lists(connection: Connection, picked: Select[Any]) -> dict[int, ListCounts]:
    """Return counts of the lists of branches that the turns of some runs name."""
    named = (
        select(repository_runs.c.branch_list_id)
        .where(repository_runs.c.run_id.in_(picked), repository_runs.c.branch_list_id.is_not(None))
        .distinct()
    )
    counts = {list_id: ListCounts() for list_id in connection.scalars(named)}
    member = branch_list_members
    for list_id, result, count in connection.execute(
        select(member.c.branch_list_id, branches.c.result, func.count())
        .join(branches, branches.c.id == member.c.branch_id)
        .where(member.c.branch_list_id.in_(named))
        .group_by(member.c.branch_list_id, branches.c.result)
    ):
        counts[list_id].branches[result] = count
    for list_id, count in connection.execute(
        select(member.c.branch_list_id, func.count())
        .join(upgrades, upgrades.c.branch_id == member.c.branch_id)
        .where(member.c.branch_list_id.in_(named))
        .group_by(member.c.branch_list_id)
    ):
        counts[list_id].updates = count
    return counts


def lists_of_turns(connection: Connection, picked: Select[Any]) -> dict[int, int]:
    """Return the list of branches of each turn that shows one."""
    found = connection.execute(
        select(repository_runs.c.id, repository_runs.c.branch_list_id).where(
            repository_runs.c.run_id.in_(picked), repository_runs.c.branch_list_id.is_not(None)
        )
    )
    return {row.id: row.branch_list_id for row in found}


def config_problem_counts(connection: Connection, picked: Select[Any]) -> dict[int, dict[str, int]]:
    """Return how many problems with a config runs have, by kind."""
    counts: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for run_id, kind, count in connection.execute(
        select(config_problems.c.run_id, config_problems.c.kind, func.count())
        .where(config_problems.c.run_id.in_(picked))
        .group_by(config_problems.c.run_id, config_problems.c.kind)
    ):
        counts[run_id][kind] = count
    return counts


def _told(
    connection: Connection,
    table: Table,
    picked: Select[Any],
    *by: ColumnElement[Any],
    only: ColumnElement[bool] | None = None,
) -> list[Row[Any]]:
    counted = func.count().label("counted")
    return list(
        connection.execute(
            select(table.c.run_id, repositories.c.name, *by, counted)
            .select_from(table)
            .outerjoin(repositories, repositories.c.id == table.c.repository_id)
            .where(table.c.run_id.in_(picked), true() if only is None else only)
            .group_by(table.c.run_id, repositories.c.name, *by)
        )
    )


def _of_turns(
    connection: Connection, table: Table, picked: Select[Any], counted: ColumnElement[Any]
) -> list[Row[Any]]:
    return list(
        connection.execute(
            select(repository_runs.c.run_id, repositories.c.name, counted.label("counted"))
            .select_from(repository_runs)
            .join(repositories, repositories.c.id == repository_runs.c.repository_id)
            .join(table, table.c.repository_run_id == repository_runs.c.id)
            .where(repository_runs.c.run_id.in_(picked))
            .group_by(repository_runs.c.run_id, repositories.c.name)
        )
    )
