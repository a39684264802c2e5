"""Pull requests that fix vulnerabilities, as logs tell of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, literal, or_, select
from sqlalchemy.sql import ColumnElement

from renovate_kit.reports.events import PullRequestAction
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.queries_marks import MARK, MARKED_BRANCH, MARKED_TITLE
from renovate_kit.reports.store.schema import (
    branch_list_members,
    branches,
    pull_request_events,
    repositories,
    repository_runs,
    runs,
    upgrades,
)
from renovate_kit.reports.store.security_rows import LoggedPullRequest, LoggedUpdate

__all__ = [
    "STARTED",
    "announced_pull_requests",
    "first_and_last",
    "is_among",
    "is_called",
    "is_marked_in_log",
    "logged_pull_requests",
    "upgrades_one_of",
]

STARTED: Final = func.coalesce(repository_runs.c.started_at, runs.c.started_at, type_=UtcText())
"""When a run turned to a repository, or else began."""


def first_and_last() -> tuple[ColumnElement[datetime], ColumnElement[datetime]]:
    """Return the columns `first_at` and `last_at` of a group of turns."""
    return (
        func.min(STARTED, type_=UtcText()).label("first_at"),
        func.max(STARTED, type_=UtcText()).label("last_at"),
    )


def is_among(column: ColumnElement[str], only: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that a name is one of these; of none, that is any."""
    return column.in_(only) if only else literal(True)


def is_called(
    dep_name: ColumnElement[str], package_name: ColumnElement[str], names: Sequence[str]
) -> ColumnElement[bool]:
    """Return the condition that a dependency has one of these names, which are in lower case."""
    return or_(func.lower(dep_name).in_(names), func.lower(package_name).in_(names))


def is_marked_in_log() -> ColumnElement[bool]:
    """Return the condition that a log tells of a branch that it mends a vulnerability."""
    return branches.c.vulnerability.is_(True)


def upgrades_one_of(names: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a branch updates one of these dependencies."""
    found = select(upgrades.c.position).where(
        upgrades.c.branch_id == branches.c.id,
        is_called(upgrades.c.dep_name, upgrades.c.package_name, names),
    )
    return found.exists()


def logged_pull_requests(
    connection: Connection, only: Collection[str], wanted: ColumnElement[bool]
) -> Iterator[LoggedPullRequest]:
    """Yield the pull requests whose branches are wanted, as logs at level debug tell of them."""
    found = connection.execute(
        select(
            repositories.c.name,
            branches,
            func.max(STARTED, type_=UtcText()).label("last_at"),
        )
        .join_from(branches, branch_list_members, branch_list_members.c.branch_id == branches.c.id)
        .join(
            repository_runs,
            repository_runs.c.branch_list_id == branch_list_members.c.branch_list_id,
        )
        .join(runs, runs.c.id == repository_runs.c.run_id)
        .join(repositories, repositories.c.id == repository_runs.c.repository_id)
        .where(branches.c.pull_request.is_not(None), wanted, is_among(repositories.c.name, only))
        .group_by(repositories.c.name, branches.c.id)
    )
    states: defaultdict[tuple[str, int], list[Row[Any]]] = defaultdict(list)
    for row in found:
        states[row.name, row.pull_request].append(row)
    deeds = _deeds(connection, states.keys())
    for (repository, number), rows in sorted(states.items()):
        rows.sort(key=_last_seen)
        latest = rows[-1]
        marking = [row for row in rows if row.vulnerability]
        done = deeds.get((repository, number), {})
        yield LoggedPullRequest(
            repository=repository,
            number=number,
            branch=latest.branch,
            title=latest.title,
            marked=bool(marking),
            evidence=marking[-1].vulnerability_evidence if marking else None,
            updates=tuple(_upgrades(connection, latest.id)),
            created_at=done.get(PullRequestAction.CREATED),
            automerged_at=done.get(PullRequestAction.AUTOMERGED),
            autoclosed_at=done.get(PullRequestAction.AUTOCLOSED),
            reopened_at=done.get(PullRequestAction.REOPENED),
            last_seen_at=latest.last_at,
        )


def announced_pull_requests(
    connection: Connection, only: Collection[str], listed: Collection[tuple[str, int]]
) -> Iterator[LoggedPullRequest]:
    """Yield marked pull requests of which logs tell only what was done to them (level info)."""
    table = pull_request_events.c
    found = connection.execute(
        select(repositories.c.name, table.number, table.branch, table.title)
        .join_from(pull_request_events, repositories, repositories.c.id == table.repository_id)
        .where(
            table.number.is_not(None),
            table.title.is_not(None),
            or_(func.lower(table.title).like(MARKED_TITLE), table.branch.like(MARKED_BRANCH)),
            is_among(repositories.c.name, only),
        )
        .distinct()
        .order_by(repositories.c.name, table.number, table.title, table.branch)
    )
    told = {(row.name, row.number): row for row in found}
    deeds = _deeds(connection, told.keys())
    for (repository, number), row in told.items():
        if (repository, number) in listed:
            continue
        done = deeds.get((repository, number), {})
        by_title = MARK in row.title.casefold()
        yield LoggedPullRequest(
            repository=repository,
            number=number,
            branch=row.branch or "",
            title=row.title,
            marked=True,
            evidence="title" if by_title else "branch",
            updates=(),
            created_at=done.get(PullRequestAction.CREATED),
            automerged_at=done.get(PullRequestAction.AUTOMERGED),
            autoclosed_at=done.get(PullRequestAction.AUTOCLOSED),
            reopened_at=done.get(PullRequestAction.REOPENED),
            last_seen_at=None,
        )


def _last_seen(row: Row[Any]) -> tuple[bool, str, int]:
    return row.last_at is not None, "" if row.last_at is None else row.last_at.isoformat(), row.id


def _upgrades(connection: Connection, branch_id: int) -> Iterator[LoggedUpdate]:
    rows = connection.execute(
        select(upgrades).where(upgrades.c.branch_id == branch_id).order_by(upgrades.c.position)
    )
    for row in rows:
        yield LoggedUpdate(
            dep_name=row.dep_name,
            package_name=row.package_name,
            datasource=row.datasource,
            current=row.current_version or row.current_value,
            new=row.new_version or row.new_value,
            fix_version=row.vulnerability_fix_version,
        )


def _deeds(
    connection: Connection, wanted: Collection[tuple[str, int]]
) -> dict[tuple[str, int], dict[PullRequestAction, datetime]]:
    """Return when Renovate did what to pull requests; of what it did twice, the last time."""
    at = func.coalesce(pull_request_events.c.at, runs.c.started_at, type_=UtcText())
    found = connection.execute(
        select(
            repositories.c.name,
            pull_request_events.c.number,
            pull_request_events.c.action,
            func.min(at, type_=UtcText()).label("first_at"),
            func.max(at, type_=UtcText()).label("last_at"),
        )
        .join(runs, runs.c.id == pull_request_events.c.run_id)
        .join(repositories, repositories.c.id == pull_request_events.c.repository_id)
        .where(
            pull_request_events.c.number.is_not(None),
            repositories.c.name.in_(sorted({repository for repository, _ in wanted})),
        )
        .group_by(repositories.c.name, pull_request_events.c.number, pull_request_events.c.action)
    )
    deeds: defaultdict[tuple[str, int], dict[PullRequestAction, datetime]] = defaultdict(dict)
    for repository, number, action, first_at, last_at in found:
        deed = PullRequestAction(action)
        time = first_at if deed is PullRequestAction.CREATED else last_at
        if time is not None:
            deeds[repository, number][deed] = time
    return deeds
