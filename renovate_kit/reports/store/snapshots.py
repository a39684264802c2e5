"""Dependencies of a base branch as a run found them, kept once for each state."""

from dataclasses import replace
from typing import Final

from renovate_kit.reports.events import DependencySeen
from renovate_kit.reports.store import schema
from renovate_kit.reports.store.column_values import json_text
from renovate_kit.reports.store.listed_dependencies import (
    DEPENDENCIES,
    DEPENDENCY_FIELDS,
    UPDATE_FIELDS,
)
from renovate_kit.reports.store.shared_lists import SharedList

__all__ = ["SNAPSHOTS", "settled_dependency"]


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


def _row(dependency: DependencySeen) -> dict[str, object]:
    return {
        **{name: getattr(dependency, name) for name in DEPENDENCY_FIELDS},
        "warnings": json_text(dependency.warnings),
        "looked_up": dependency.updates is not None,
    }


def _update_rows(dependency: DependencySeen) -> list[dict[str, object]]:
    return [
        {
            **{name: getattr(each, name) for name in UPDATE_FIELDS},
            "pending_versions": json_text(each.pending_versions),
        }
        for each in dependency.updates or ()
    ]


def _place(dependency: DependencySeen) -> tuple[str, ...]:
    return dependency.manager, dependency.package_file, dependency.dep_name or ""


SNAPSHOTS: Final = SharedList(
    lists=schema.snapshots,
    tables=DEPENDENCIES,
    referrers=(schema.base_branches.c.snapshot_id, schema.recording_snapshots.c.snapshot_id),
    list_row=lambda dependencies: {"dependencies": len(dependencies)},
    item_row=_row,
    part_rows=_update_rows,
    order=_place,
)
