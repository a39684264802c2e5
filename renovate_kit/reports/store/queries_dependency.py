"""What the last run tells of one dependency, as evidence for why it has no pull request."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from renovate_kit.reports.events import (
    BranchSeen,
    DependencySeen,
    Event,
    LogDetail,
    PullRequestAction,
)
from renovate_kit.reports.store import event_tables
from renovate_kit.reports.store.column_values import json_list, moment
from renovate_kit.reports.store.dependency_rows import DependencyEvidence
from renovate_kit.reports.store.event_tables import EventTable
from renovate_kit.reports.store.pull_request_rows import PullRequestEventRow
from renovate_kit.reports.store.reading import Reader, Row, among, listed
from renovate_kit.reports.store.run_facts import told_turn
from renovate_kit.reports.store.turn_lists import (
    branches_of,
    dependencies_of,
    vulnerabilities_of,
)

__all__ = ["dependency_evidence", "dependency_names"]

_MOST_EARLIER_DEEDS: Final = 50

_NAMES: Final = """
    SELECT dep_name FROM dependencies WHERE dep_name IS NOT NULL
    UNION SELECT package_name FROM dependencies WHERE package_name IS NOT NULL
    UNION SELECT dep_name FROM upgrades WHERE dep_name IS NOT NULL
    UNION SELECT package_name FROM upgrades WHERE package_name IS NOT NULL
    UNION SELECT package_name FROM lookup_failures WHERE package_name IS NOT NULL
"""
_REPOSITORIES: Final = """
    SELECT repositories.id FROM repositories WHERE $NAMED ORDER BY repositories.name
"""
# A text without times may be of any run: it counts only where there is nothing else.
_LAST_TURN: Final = """
    SELECT turn.*, repositories.name AS repository, runs.started_at AS run_started_at, runs.detail
    FROM repository_runs AS turn
    JOIN runs ON runs.id = turn.run_id
    JOIN repositories ON repositories.id = turn.repository_id
    WHERE turn.repository_id = :repository $SHOWS
    ORDER BY runs.started_at IS NULL, runs.started_at DESC, runs.id DESC
    LIMIT 1
"""
_SHOWS: Final = """
    AND (
        turn.branch_list_id IS NOT NULL
        OR EXISTS (
            SELECT 1 FROM base_branches
            WHERE base_branches.repository_run_id = turn.id
            AND base_branches.snapshot_id IS NOT NULL
        )
    )
"""
_EARLIER_DEEDS: Final = """
    SELECT deed.*, coalesce(deed.at, runs.started_at) AS done_at
    FROM pull_request_events AS deed JOIN runs ON runs.id = deed.run_id
    WHERE deed.repository_id = :repository
    AND deed.branch IN ($BRANCHES)
    AND runs.started_at < :before
    ORDER BY coalesce(deed.at, runs.started_at) DESC, deed.position DESC
    LIMIT :most
"""


def dependency_names(reader: Reader) -> tuple[str, ...]:
    """Return every name under which a dependency is on record, sorted."""
    # Sorted here, as each database has an order of its own.
    return tuple(sorted(name for (name,) in reader.tuples(_NAMES)))


def dependency_evidence(
    reader: Reader, name: str, only: Sequence[str] = ()
) -> tuple[DependencyEvidence, ...]:
    """Return what is known of a dependency in each repository that has it, by repository.

    The run is the last one at the repository that shows dependencies or branches; if none does,
    the last one. A repository whose run does not name the dependency is left out, unless its
    log shows no dependencies at all.

    Args:
        reader: of the store.
        name: `depName` or `packageName`, in any case.
        only: repositories; empty means all.
    """
    evidence = (
        _evidence(reader, turn, latest, name.casefold())
        for turn, latest in _last_turns(reader, only)
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


def _last_turns(reader: Reader, only: Sequence[str]) -> list[tuple[Row, Row]]:
    """Return for each repository the last turn that shows something, and the last of all."""
    named = among("repositories.name", "only", only)
    turns = []
    for (repository,) in reader.tuples(
        _REPOSITORIES.replace("$NAMED", named.sql), named.parameters
    ):
        latest = _last_turn(reader, repository, "")
        if latest is not None:
            telling = _last_turn(reader, repository, _SHOWS)
            turns.append((telling or latest, latest))
    return turns


def _last_turn(reader: Reader, repository: int, shows: str) -> Row | None:
    found = reader.rows(_LAST_TURN.replace("$SHOWS", shows), {"repository": repository})
    return found[0] if found else None


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


def _evidence(reader: Reader, turn: Row, latest: Row, name: str) -> DependencyEvidence:
    repository, run_id = turn["repository"], turn["run_id"]
    started_at = moment(turn["run_started_at"])
    dependencies = dependencies_of(reader, turn["id"], repository, at=started_at)
    branches = branches_of(reader, turn["branch_list_id"], repository, at=started_at)
    found = tuple(each for each in dependencies or () if _is_called(each, name))
    updating = tuple(each for each in branches or () if _updates(each, name))
    named = _Named(
        names=frozenset({name, *(x for each in found for x in _names(each))}),
        branches=frozenset(branch.branch for branch in updating),
    )

    def told(kind: "EventTable[Any]", about: Callable[[Any], bool]) -> tuple[Any, ...]:
        return tuple(
            event
            for event in kind.of_run(reader, run_id)
            if event.repository == repository and about(event)
        )

    return DependencyEvidence(
        run_id=run_id,
        started_at=started_at,
        detail=LogDetail(turn["detail"]),
        is_latest=run_id == latest["run_id"],
        latest_run_id=latest["run_id"],
        latest_detail=LogDetail(latest["detail"]),
        repository=repository,
        turn=told_turn(turn),
        shows_dependencies=dependencies is not None,
        shows_branches=branches is not None,
        dependencies=found,
        branches=updating,
        pull_requests=told(event_tables.PULL_REQUESTS, named.by_branch),
        earlier_pull_requests=_earlier_deeds(reader, turn, named.branches),
        branch_events=told(event_tables.BRANCH_EVENTS, named.by_branch),
        limits=told(event_tables.LIMITS, _any),
        lookup_failures=told(event_tables.LOOKUP_FAILURES, named.by_package),
        vulnerabilities=tuple(
            filter(named.by_package, vulnerabilities_of(reader, turn["id"], repository))
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
    reader: Reader, turn: Row, branches: Collection[str]
) -> tuple[PullRequestEventRow, ...]:
    """Return what the runs before did to pull requests of these branches, the newest last."""
    if turn["run_started_at"] is None:
        return ()
    named = listed("branch", branches)
    found = reader.rows(
        _EARLIER_DEEDS.replace("$BRANCHES", named.sql),
        {
            **named.parameters,
            "repository": turn["repository_id"],
            "before": turn["run_started_at"],
            "most": _MOST_EARLIER_DEEDS,
        },
    )
    return tuple(
        PullRequestEventRow(
            run_id=row["run_id"],
            repository=turn["repository"],
            branch=row["branch"],
            action=PullRequestAction(row["action"]),
            number=row["number"],
            title=row["title"],
            at=datetime.fromisoformat(row["done_at"]),
            labels=json_list(row["labels"]),
        )
        for row in reversed(found)
    )
