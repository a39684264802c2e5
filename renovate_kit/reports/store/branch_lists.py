"""Branches of a repository as they stood at the end of a run, kept once for each state."""

from dataclasses import replace
from typing import Final

from renovate_kit.reports.events import BranchSeen
from renovate_kit.reports.store import schema
from renovate_kit.reports.store.column_values import json_text
from renovate_kit.reports.store.listed_branches import BRANCH_FIELDS, BRANCHES, UPGRADE_FIELDS
from renovate_kit.reports.store.shared_lists import SharedList

__all__ = ["BRANCH_LISTS", "settled_branch"]


def settled_branch(branch: BranchSeen) -> BranchSeen:
    """Return what of a branch stays the same from one run to the next.

    Its repository and run are known otherwise, and an age is the time since the release.
    """
    upgrades = tuple(
        each if each.released_at is None else replace(each, age_days=None)
        for each in branch.upgrades
    )
    return replace(branch, run="", repository="", upgrades=upgrades)


def _branch_row(branch: BranchSeen) -> dict[str, object]:
    return {name: getattr(branch, name) for name in BRANCH_FIELDS}


def _upgrade_rows(branch: BranchSeen) -> list[dict[str, object]]:
    return [
        {
            **{name: getattr(each, name) for name in UPGRADE_FIELDS},
            "pending_versions": json_text(each.pending_versions),
        }
        for each in branch.upgrades
    ]


BRANCH_LISTS: Final = SharedList(
    lists=schema.branch_lists,
    tables=BRANCHES,
    referrers=(schema.repository_runs.c.branch_list_id, schema.recording_branches.c.branch_list_id),
    list_row=lambda _: {},
    item_row=_branch_row,
    part_rows=_upgrade_rows,
)
