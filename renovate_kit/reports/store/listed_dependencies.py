"""Dependencies as lists hold them, and as a run saw them."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Final

from renovate_kit.reports.events import DependencySeen, UpdateFound
from renovate_kit.reports.store.column_values import told
from renovate_kit.reports.store.list_reading import ListTables
from renovate_kit.reports.store.listed_branches import age_in_days
from renovate_kit.reports.store.reading import Row

__all__ = ["DEPENDENCIES", "DEPENDENCY_FIELDS", "UPDATE_FIELDS", "aged_dependency"]

_NOT_COLUMNS: Final = frozenset({"run", "repository", "base_branch", "updates"})
DEPENDENCY_FIELDS: Final = tuple(
    each.name for each in fields(DependencySeen) if each.name not in _NOT_COLUMNS
)
UPDATE_FIELDS: Final = tuple(each.name for each in fields(UpdateFound))


def aged_dependency(dependency: DependencySeen, at: datetime | None) -> DependencySeen:
    """Return a dependency with the ages that it and its updates had at a time."""
    updates = dependency.updates
    age = dependency.age_days
    if dependency.released_at is not None:
        age = age_in_days(dependency.released_at, at)
    return replace(
        dependency,
        age_days=age,
        updates=updates
        and tuple(
            replace(each, age_days=age_in_days(each.released_at, at)) if each.released_at else each
            for each in updates
        ),
    )


def _told_dependency(row: Row, updates: Sequence[Row]) -> DependencySeen:
    found = tuple(UpdateFound(**told(each, UPDATE_FIELDS)) for each in updates)
    return DependencySeen(
        run="",
        repository="",
        base_branch="",
        updates=found if row["looked_up"] else None,
        **told(row, DEPENDENCY_FIELDS),
    )


DEPENDENCIES: Final = ListTables(
    members="snapshot_members",
    list_key="snapshot_id",
    items="dependencies",
    item_key="dependency_id",
    parts="updates_found",
    told=_told_dependency,
)
"""Dependencies of a base branch, each with the updates that were found for it."""
