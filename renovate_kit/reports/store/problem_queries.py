"""What `errors` asks: every problem on record, and every run that could have shown it.

Rows are gathered by the database, so that a year of hourly runs comes back as a few hundred of
them. A run without a known time has no turn: nobody can tell what came after it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, String, cast, exists, func, literal, or_, select, union
from sqlalchemy.sql import ColumnElement

from renovate_kit.reports.events import BranchAction, LogDetail, ProblemLevel
from renovate_kit.reports.problems.facts import ProblemFacts, Sighting, Turn
from renovate_kit.reports.problems.hidden import STATES
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.schema import (
    artifact_failures,
    branch_events,
    branch_list_members,
    branches,
    problems,
    repositories,
    repository_runs,
    runs,
    upgrades,
)

__all__ = ["dependencies_of_branches", "problem_facts"]

_COMMITS: Final = (BranchAction.CREATED.value, BranchAction.UPDATED.value)


def problem_facts(connection: Connection, only: Collection[str] = ()) -> ProblemFacts:
    """Return everything that is known about problems.

    Args:
        connection: to the store.
        only: repositories to look at; empty means all. With some, problems of the process are
            those of runs that turned to one of them, or to none at all.
    """
    sightings = tuple(_sightings(connection, only))
    with_process = any(sighting.repository is None for sighting in sightings)
    starts, turns = _turns(connection, only, with_process=with_process)
    return ProblemFacts(
        starts=starts,
        turns=tuple(_with_commits(connection, _with_branches(connection, turns))),
        sightings=sightings,
        artifact_branches=_artifact_branches(connection, only),
    )


def dependencies_of_branches(
    connection: Connection, run_id: int, repository: str, names: Collection[str]
) -> tuple[str, ...]:
    """Return the dependencies that these branches updated in a run, by name (debug level)."""
    found = connection.scalars(
        select(upgrades.c.dep_name)
        .distinct()
        .join(branches, branches.c.id == upgrades.c.branch_id)
        .join(branch_list_members, branch_list_members.c.branch_id == branches.c.id)
        .join(
            repository_runs,
            repository_runs.c.branch_list_id == branch_list_members.c.branch_list_id,
        )
        .join(repositories, repositories.c.id == repository_runs.c.repository_id)
        .where(
            repository_runs.c.run_id == run_id,
            repositories.c.name == repository,
            branches.c.branch.in_(names),
        )
        .order_by(upgrades.c.dep_name)
    )
    return tuple(found)


def _sightings(connection: Connection, only: Collection[str]) -> Iterator[Sighting]:
    at = func.coalesce(problems.c.first_at, runs.c.started_at, type_=UtcText())
    counted = cast(problems.c.run_id, String) + literal(":") + cast(problems.c["count"], String)
    kind = (
        problems.c.repository_id,
        problems.c.level,
        problems.c.message,
        problems.c.detail,
        problems.c.branch,
    )
    gathered = (
        select(
            *kind,
            func.aggregate_strings(counted, ",").label("counts"),
            func.min(at, type_=UtcText()).label("first_at"),
            func.max(at, type_=UtcText()).label("last_at"),
        )
        .join(runs, runs.c.id == problems.c.run_id)
        .where(
            problems.c.message.not_in(STATES),
            or_(problems.c.repository_id.is_not(None), _concerns(only)),
        )
        .group_by(*kind)
        .subquery()
    )
    found = connection.execute(
        select(gathered, repositories.c.name)
        .outerjoin(repositories, repositories.c.id == gathered.c.repository_id)
        .where(or_(gathered.c.repository_id.is_(None), _among(only)))
    )
    for row in found:
        yield Sighting(
            repository=row.name,
            branch=row.branch,
            level=ProblemLevel(row.level),
            message=row.message,
            detail=row.detail,
            counts=_counts(row.counts),
            first_at=row.first_at,
            last_at=row.last_at,
        )


def _counts(gathered: str) -> Mapping[int, int]:
    """Return occurrences by run from a text such as `12:3,14:1`."""
    counts: dict[int, int] = {}
    for pair in gathered.split(","):
        run_id, _, count = pair.partition(":")
        known = int(run_id)
        counts[known] = counts.get(known, 0) + int(count)
    return counts


def _turns(
    connection: Connection, only: Collection[str], *, with_process: bool
) -> tuple[dict[int, datetime], list[Turn]]:
    """Return the starts of runs, and their turns at repositories and by themselves."""
    found = connection.execute(
        select(
            runs.c.id,
            runs.c.started_at,
            runs.c.complete,
            runs.c.detail,
            repositories.c.name,
            repository_runs.c.result,
            repository_runs.c.branch_list_id,
        )
        .outerjoin(repository_runs, repository_runs.c.run_id == runs.c.id)
        .outerjoin(repositories, repositories.c.id == repository_runs.c.repository_id)
        .where(runs.c.started_at.is_not(None), _concerns(only))
        .order_by(runs.c.started_at, runs.c.id, repository_runs.c.position)
    )
    starts: dict[int, datetime] = {}
    turns: list[Turn] = []
    for run_id, started_at, complete, detail, repository, result, branch_list in found:
        turn = Turn(
            run_id=run_id,
            repository=repository,
            started_at=started_at,
            result=result,
            complete=complete,
            shows_debug=detail == LogDetail.DEBUG,
            shows_branches=branch_list is not None,
        )
        if with_process and run_id not in starts:
            turns.append(replace(turn, repository=None, result=None, shows_branches=False))
        starts[run_id] = started_at
        if repository is not None and (not only or repository in only):
            turns.append(turn)
    return starts, turns


def _with_branches(connection: Connection, turns: list[Turn]) -> Iterator[Turn]:
    """Add to the last turn at each repository that shows them the branches that there were."""
    last = {
        turn.repository: turn.run_id
        for turn in turns
        if turn.repository is not None and turn.shows_branches and turn.got_to_its_end
    }
    seen: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    found = connection.execute(
        select(repository_runs.c.run_id, repositories.c.name, branches.c.branch)
        .join(branch_list_members, branch_list_members.c.branch_id == branches.c.id)
        .join(
            repository_runs,
            repository_runs.c.branch_list_id == branch_list_members.c.branch_list_id,
        )
        .join(repositories, repositories.c.id == repository_runs.c.repository_id)
        .where(repository_runs.c.run_id.in_(set(last.values())))
    )
    for run_id, repository, branch in found:
        seen[run_id, repository].add(branch)
    for turn in turns:
        name = turn.repository
        if name is None or last.get(name) != turn.run_id:
            yield turn
        else:
            yield replace(turn, branches=frozenset(seen[turn.run_id, name]))


def _with_commits(connection: Connection, turns: Iterable[Turn]) -> Iterator[Turn]:
    """Add to each turn the branches that Renovate committed to, of those that had a problem."""
    concerned = union(
        select(artifact_failures.c.branch).where(artifact_failures.c.branch.is_not(None)),
        select(problems.c.branch).where(problems.c.branch.is_not(None)),
    )
    found = connection.execute(
        select(branch_events.c.run_id, repositories.c.name, branch_events.c.branch)
        .join(repositories, repositories.c.id == branch_events.c.repository_id)
        .where(branch_events.c.action.in_(_COMMITS), branch_events.c.branch.in_(concerned))
    )
    committed: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for run_id, repository, branch in found:
        committed[run_id, repository].add(branch)
    for turn in turns:
        names = None if turn.repository is None else committed.get((turn.run_id, turn.repository))
        yield turn if names is None else replace(turn, committed=frozenset(names))


def _artifact_branches(
    connection: Connection, only: Collection[str]
) -> Mapping[tuple[str | None, str], frozenset[str]]:
    """Return the branches on which a file could not be brought up to date."""
    found = connection.execute(
        select(repositories.c.name, artifact_failures.c.file, artifact_failures.c.branch)
        .distinct()
        .join(repositories, repositories.c.id == artifact_failures.c.repository_id)
        .where(artifact_failures.c.branch.is_not(None), _among(only))
    )
    known: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
    for repository, file, branch in found:
        known[repository, file].add(branch)
    return {place: frozenset(names) for place, names in known.items()}


def _among(only: Collection[str]) -> ColumnElement[bool]:
    return repositories.c.name.in_(only) if only else literal(True)


def _concerns(only: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that a run turned to one of these repositories, or to none."""
    if not only:
        return literal(True)
    named = repositories.alias()
    turns = repository_runs.alias()
    any_turn = exists().where(turns.c.run_id == runs.c.id)
    at_one = (
        exists()
        .where(turns.c.run_id == runs.c.id)
        .where(named.c.id == turns.c.repository_id)
        .where(named.c.name.in_(only))
    )
    return or_(at_one, ~any_turn)
