"""What the last run tells of one dependency, as evidence for why it has no pull request."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, literal, or_, select

from renovate_kit.reports.events import (
    BranchSeen,
    DependencySeen,
    Event,
    LogDetail,
    PullRequestAction,
)
from renovate_kit.reports.store import event_tables
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.dependency_rows import DependencyEvidence
from renovate_kit.reports.store.event_tables import EventTable, json_list
from renovate_kit.reports.store.rows import PullRequestEventRow
from renovate_kit.reports.store.run_facts import told_turn
from renovate_kit.reports.store.schema import (
    base_branches,
    dependencies,
    lookup_failures,
    pull_request_events,
    repositories,
    repository_runs,
    runs,
    upgrades,
)
from renovate_kit.reports.store.turn_lists import (
    branches_of,
    dependencies_of,
    vulnerabilities_of,
)

__all__ = ["dependency_evidence", "dependency_names"]

_MOST_EARLIER_DEEDS = 50


def dependency_names(connection: Connection) -> tuple[str, ...]:
    """Return every name under which a dependency is on record, sorted."""
    names: set[str] = set()
    for column in (
        dependencies.c.dep_name,
        dependencies.c.package_name,
        upgrades.c.dep_name,
        upgrades.c.package_name,
        lookup_failures.c.package_name,
    ):
        names.update(connection.scalars(select(column).distinct().where(column.is_not(None))))
    return tuple(sorted(names))


def dependency_evidence(
    connection: Connection, name: str, only: Sequence[str] = ()
) -> tuple[DependencyEvidence, ...]:
    """Return what is known of a dependency in each repository that has it, by repository.

    The run is the last one at the repository that shows dependencies or branches; if none does,
    the last one. A repository whose run does not name the dependency is left out, unless its
    log shows no dependencies at all.

    Args:
        connection: to the store.
        name: `depName` or `packageName`, in any case.
        only: repositories; empty means all.
    """
    evidence = (
        _evidence(connection, turn, latest, name.casefold())
        for turn, latest in _last_turns(connection, only)
    )
    return tuple(each for each in evidence if _says_anything(each))


def _says_anything(evidence: DependencyEvidence) -> bool:
    return bool(
        evidence.dependencies
        or evidence.branches
        or evidence.lookup_failures
        or evidence.vulnerabilities
        or evidence.problems
        or not (evidence.shows_dependencies or evidence.shows_branches)
    )


def _last_turns(connection: Connection, only: Sequence[str]) -> list[tuple[Row[Any], Row[Any]]]:
    """Return for each repository the last turn that shows something, and the last of all."""
    wanted = select(repositories.c.id, repositories.c.name).order_by(repositories.c.name)
    if only:
        wanted = wanted.where(repositories.c.name.in_(only))
    turns = []
    for repository_id, _ in connection.execute(wanted).all():
        of_repository = (
            select(
                repository_runs,
                repositories.c.name.label("repository"),
                runs.c.started_at.label("run_started_at"),
                runs.c.detail,
            )
            .join(runs, runs.c.id == repository_runs.c.run_id)
            .join(repositories, repositories.c.id == repository_runs.c.repository_id)
            .where(repository_runs.c.repository_id == repository_id)
            # A text without times may be of any run: it counts only where there is nothing else.
            .order_by(runs.c.started_at.is_(None), runs.c.started_at.desc(), runs.c.id.desc())
            .limit(1)
        )
        latest = connection.execute(of_repository).first()
        if latest is None:
            continue
        snapshot = (
            select(base_branches.c.snapshot_id)
            .where(
                base_branches.c.repository_run_id == repository_runs.c.id,
                base_branches.c.snapshot_id.is_not(None),
            )
            .exists()
        )
        shows = or_(repository_runs.c.branch_list_id.is_not(None), snapshot)
        telling = connection.execute(of_repository.where(shows)).first()
        turns.append((telling or latest, latest))
    return turns


@dataclass(frozen=True, slots=True)
class _Named:
    """Tells what is about the dependency: by its names, and by the branches that update it."""

    names: frozenset[str]
    branches: frozenset[str]

    def by_package(self, event: Any) -> bool:  # noqa: ANN401 - an event with a package
        return event.package_name.casefold() in self.names

    def by_branch(self, event: Any) -> bool:  # noqa: ANN401 - an event with a branch
        return event.branch in self.branches

    def by_text(self, event: Any) -> bool:  # noqa: ANN401 - a problem
        if event.branch in self.branches:
            return True
        text = event.detail.casefold()
        return any(name in text for name in self.names)


def _evidence(
    connection: Connection, turn: Row[Any], latest: Row[Any], name: str
) -> DependencyEvidence:
    repository, run_id = turn.repository, turn.run_id
    listed = dependencies_of(connection, turn.id, repository, at=turn.run_started_at)
    branches = branches_of(connection, turn.branch_list_id, repository, at=turn.run_started_at)
    found = tuple(each for each in listed or () if _is_called(each, name))
    updating = tuple(each for each in branches or () if _updates(each, name))
    named = _Named(
        names=frozenset({name, *(x for each in found for x in _names(each))}),
        branches=frozenset(branch.branch for branch in updating),
    )

    def told(kind: "EventTable[Any]", about: Callable[[Any], bool]) -> tuple[Any, ...]:
        return tuple(
            event
            for event in kind.of_run(connection, run_id)
            if event.repository == repository and about(event)
        )

    return DependencyEvidence(
        run_id=run_id,
        started_at=turn.run_started_at,
        detail=LogDetail(turn.detail),
        is_latest=run_id == latest.run_id,
        latest_run_id=latest.run_id,
        latest_detail=LogDetail(latest.detail),
        repository=repository,
        turn=told_turn(turn),
        shows_dependencies=listed is not None,
        shows_branches=branches is not None,
        dependencies=found,
        branches=updating,
        pull_requests=told(event_tables.PULL_REQUESTS, named.by_branch),
        earlier_pull_requests=_earlier_deeds(connection, turn, named.branches),
        branch_events=told(event_tables.BRANCH_EVENTS, named.by_branch),
        limits=told(event_tables.LIMITS, _any),
        lookup_failures=told(event_tables.LOOKUP_FAILURES, named.by_package),
        vulnerabilities=tuple(
            filter(named.by_package, vulnerabilities_of(connection, turn.id, repository))
        ),
        artifact_failures=told(event_tables.ARTIFACT_FAILURES, named.by_branch),
        problems=told(event_tables.PROBLEMS, named.by_text),
    )


def _any(_: Event) -> bool:
    return True


def _names(dependency: DependencySeen) -> Collection[str]:
    names = (dependency.dep_name, dependency.package_name)
    return {name.casefold() for name in names if name is not None}


def _is_called(dependency: DependencySeen, name: str) -> bool:
    return name in _names(dependency)


def _updates(branch: BranchSeen, name: str) -> bool:
    return any(
        name in {upgrade.dep_name.casefold(), (upgrade.package_name or "").casefold()}
        for upgrade in branch.upgrades
    )


def _earlier_deeds(
    connection: Connection, turn: Row[Any], branches: Collection[str]
) -> tuple[PullRequestEventRow, ...]:
    """Return what the runs before did to pull requests of these branches, the newest last."""
    if turn.run_started_at is None:
        return ()
    at = func.coalesce(pull_request_events.c.at, runs.c.started_at, type_=UtcText())
    found = connection.execute(
        select(pull_request_events, at.label("done_at"))
        .join(runs, runs.c.id == pull_request_events.c.run_id)
        .where(
            pull_request_events.c.repository_id == turn.repository_id,
            pull_request_events.c.branch.in_(branches),
            runs.c.started_at < literal(turn.run_started_at, UtcText()),
        )
        .order_by(at.desc(), pull_request_events.c.position.desc())
        .limit(_MOST_EARLIER_DEEDS)
    ).all()
    return tuple(
        PullRequestEventRow(
            run_id=row.run_id,
            repository=turn.repository,
            branch=row.branch,
            action=PullRequestAction(row.action),
            number=row.number,
            title=row.title,
            at=row.done_at,
            labels=json_list(row.labels),
        )
        for row in reversed(found)
    )
