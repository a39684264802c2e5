"""Branches, dependencies and advisories of a turn, from where runs share them."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from renovate_kit.reports.events import BranchSeen, DependencySeen, VulnerabilitySeen
from renovate_kit.reports.store.branch_lists import BRANCH_LISTS, aged_branch
from renovate_kit.reports.store.schema import (
    base_branches,
    vulnerabilities,
    vulnerability_ids,
    vulnerability_sightings,
)
from renovate_kit.reports.store.snapshots import SNAPSHOTS, aged_dependency

__all__ = ["branches_of", "dependencies_of", "vulnerabilities_of"]


def branches_of(
    connection: Connection, list_id: int | None, repository: str, *, at: datetime | None
) -> tuple[BranchSeen, ...] | None:
    """Return the branches of a list; None where there is no list.

    Args:
        connection: to the store.
        list_id: of the turn.
        repository: of the turn.
        at: when the run was, from which ages are counted.
    """
    if list_id is None:
        return None
    listed = BRANCH_LISTS.load(connection, [list_id])[list_id]
    return tuple(replace(aged_branch(branch, at), repository=repository) for branch in listed)


def dependencies_of(
    connection: Connection, turn: int, repository: str, *, at: datetime | None
) -> tuple[DependencySeen, ...] | None:
    """Return the dependencies of all base branches of a turn; None if its log shows none.

    Args:
        connection: to the store.
        turn: its key.
        repository: of the turn.
        at: when the run was, from which ages are counted.
    """
    bases = connection.execute(
        select(base_branches.c.base_branch, base_branches.c.snapshot_id)
        .where(base_branches.c.repository_run_id == turn, base_branches.c.snapshot_id.is_not(None))
        .order_by(base_branches.c.base_branch)
    ).all()
    if not bases:
        return None
    loaded = SNAPSHOTS.load(connection, {base.snapshot_id for base in bases})
    return tuple(
        replace(
            aged_dependency(dependency, at), repository=repository, base_branch=base.base_branch
        )
        for base in bases
        for dependency in loaded[base.snapshot_id]
    )


def vulnerabilities_of(
    connection: Connection, turn: int, repository: str
) -> tuple[VulnerabilitySeen, ...]:
    """Return the advisories that a turn knew of, by package."""
    sighted = select(vulnerability_sightings.c.vulnerability_id).where(
        vulnerability_sightings.c.repository_run_id == turn
    )
    ids = defaultdict(list)
    for row in connection.execute(
        select(vulnerability_ids)
        .where(vulnerability_ids.c.vulnerability_id.in_(sighted))
        .order_by(vulnerability_ids.c.advisory)
    ):
        ids[row.vulnerability_id].append(row.advisory)
    found = connection.execute(
        select(vulnerabilities)
        .where(vulnerabilities.c.id.in_(sighted))
        .order_by(vulnerabilities.c.package_name, vulnerabilities.c.digest)
    )
    return tuple(_advisory(row, tuple(ids[row.id]), repository) for row in found)


def _advisory(row: Row[Any], ids: tuple[str, ...], repository: str) -> VulnerabilitySeen:
    return VulnerabilitySeen(
        run="",
        repository=repository,
        package_name=row.package_name,
        datasource=row.datasource,
        ids=ids,
        severity=row.severity,
        affected=row.affected,
        fixed_version=row.fixed_version,
        evidence=row.evidence,
        summary=row.summary,
    )
