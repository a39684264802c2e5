"""Dependencies of a base branch as a run found them, kept once for each state."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row

from renovate_kit.reports.events import DependencySeen, UpdateFound
from renovate_kit.reports.store import schema
from renovate_kit.reports.store.branch_lists import age_in_days
from renovate_kit.reports.store.event_tables import json_list, json_text
from renovate_kit.reports.store.shared_lists import SharedList

__all__ = ["SNAPSHOTS", "aged_dependency", "settled_dependency"]

_NOT_COLUMNS: Final = frozenset({"run", "repository", "base_branch", "updates"})
_DEPENDENCY_FIELDS: Final = tuple(
    each.name for each in fields(DependencySeen) if each.name not in _NOT_COLUMNS
)
_UPDATE_FIELDS: Final = tuple(each.name for each in fields(UpdateFound))


def settled_dependency(dependency: DependencySeen) -> DependencySeen:
    """Return what of a dependency stays the same from one run to the next.

    Where it was found is known otherwise, and an age is the time since the release.
    """
    updates = dependency.updates
    return replace(
        dependency,
        run="",
        repository="",
        base_branch="",
        age_days=None if dependency.released_at else dependency.age_days,
        updates=updates
        and tuple(replace(each, age_days=None) if each.released_at else each for each in updates),
    )


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


def _row(dependency: DependencySeen) -> dict[str, object]:
    return {
        **{name: getattr(dependency, name) for name in _DEPENDENCY_FIELDS},
        "warnings": json_text(dependency.warnings),
        "looked_up": dependency.updates is not None,
    }


def _update_rows(dependency: DependencySeen) -> list[dict[str, object]]:
    return [
        {
            **{name: getattr(each, name) for name in _UPDATE_FIELDS},
            "pending_versions": json_text(each.pending_versions),
        }
        for each in dependency.updates or ()
    ]


def _told(row: Row[Any], updates: Sequence[Row[Any]]) -> DependencySeen:
    values = {name: row._mapping[name] for name in _DEPENDENCY_FIELDS}  # noqa: SLF001 - public
    values["warnings"] = json_list(values["warnings"])
    found = tuple(map(_told_update, updates)) if row.looked_up else None
    return DependencySeen(run="", repository="", base_branch="", updates=found, **values)


def _told_update(row: Row[Any]) -> UpdateFound:
    values = {name: row._mapping[name] for name in _UPDATE_FIELDS}  # noqa: SLF001 - public
    values["pending_versions"] = json_list(values["pending_versions"])
    return UpdateFound(**values)


def _place(dependency: DependencySeen) -> tuple[str, ...]:
    return dependency.manager, dependency.package_file, dependency.dep_name or ""


SNAPSHOTS: Final = SharedList(
    lists=schema.snapshots,
    members=schema.snapshot_members,
    items=schema.dependencies,
    parts=schema.updates_found,
    referrers=(schema.base_branches.c.snapshot_id, schema.recording_snapshots.c.snapshot_id),
    list_row=lambda dependencies: {"dependencies": len(dependencies)},
    item_row=_row,
    part_rows=_update_rows,
    told=_told,
    order=_place,
)
