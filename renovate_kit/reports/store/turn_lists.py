"""Branches, dependencies and advisories of a turn, from where runs share them."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Final

from renovate_kit.reports.events import BranchSeen, DependencySeen, VulnerabilitySeen
from renovate_kit.reports.store.listed_branches import BRANCHES, aged_branch
from renovate_kit.reports.store.listed_dependencies import DEPENDENCIES, aged_dependency
from renovate_kit.reports.store.reading import Reader, Row

__all__ = ["branches_of", "dependencies_of", "vulnerabilities_of"]

_SNAPSHOTS: Final = """
    SELECT base_branches.base_branch, base_branches.snapshot_id
    FROM base_branches
    WHERE base_branches.repository_run_id = :turn AND base_branches.snapshot_id IS NOT NULL
    ORDER BY base_branches.base_branch
"""
_SIGHTED: Final = """
    SELECT sighting.vulnerability_id FROM vulnerability_sightings AS sighting
    WHERE sighting.repository_run_id = :turn
"""
_IDS: Final = """
    SELECT named.vulnerability_id, named.advisory FROM vulnerability_ids AS named
    WHERE named.vulnerability_id IN ($SIGHTED)
    ORDER BY named.advisory
""".replace("$SIGHTED", _SIGHTED)
_ADVISORIES: Final = """
    SELECT vulnerabilities.* FROM vulnerabilities
    WHERE vulnerabilities.id IN ($SIGHTED)
    ORDER BY vulnerabilities.package_name, vulnerabilities.digest
""".replace("$SIGHTED", _SIGHTED)


def branches_of(
    reader: Reader, list_id: int | None, repository: str, *, at: datetime | None
) -> tuple[BranchSeen, ...] | None:
    """Return the branches of a list; None where there is no list.

    Args:
        reader: of the store.
        list_id: of the turn.
        repository: of the turn.
        at: when the run was, from which ages are counted.
    """
    if list_id is None:
        return None
    listed = BRANCHES.load(reader, [list_id])[list_id]
    return tuple(replace(aged_branch(branch, at), repository=repository) for branch in listed)


def dependencies_of(
    reader: Reader, turn: int, repository: str, *, at: datetime | None
) -> tuple[DependencySeen, ...] | None:
    """Return the dependencies of all base branches of a turn; None if its log shows none.

    Args:
        reader: of the store.
        turn: its key.
        repository: of the turn.
        at: when the run was, from which ages are counted.
    """
    bases = reader.tuples(_SNAPSHOTS, {"turn": turn})
    if not bases:
        return None
    loaded = DEPENDENCIES.load(reader, {snapshot_id for _, snapshot_id in bases})
    return tuple(
        replace(aged_dependency(dependency, at), repository=repository, base_branch=base_branch)
        for base_branch, snapshot_id in bases
        for dependency in loaded[snapshot_id]
    )


def vulnerabilities_of(reader: Reader, turn: int, repository: str) -> tuple[VulnerabilitySeen, ...]:
    """Return the advisories that a turn knew of, by package."""
    ids = defaultdict(list)
    for key, advisory in reader.tuples(_IDS, {"turn": turn}):
        ids[key].append(advisory)
    found = reader.rows(_ADVISORIES, {"turn": turn})
    return tuple(_advisory(row, tuple(ids[row["id"]]), repository) for row in found)


def _advisory(row: Row, ids: tuple[str, ...], repository: str) -> VulnerabilitySeen:
    return VulnerabilitySeen(
        run="",
        repository=repository,
        package_name=row["package_name"],
        datasource=row["datasource"],
        ids=ids,
        severity=row["severity"],
        affected=row["affected"],
        fixed_version=row["fixed_version"],
        evidence=row["evidence"],
        summary=row["summary"],
    )
