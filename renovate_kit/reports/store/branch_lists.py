"""Branches of a repository as they stood at the end of a run, kept once for each state."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row

from renovate_kit.reports.events import BranchSeen, Upgrade
from renovate_kit.reports.store import schema
from renovate_kit.reports.store.event_tables import json_list, json_text
from renovate_kit.reports.store.shared_lists import SharedList

__all__ = ["BRANCH_LISTS", "age_in_days", "aged_branch", "settled_branch"]

_BRANCH_FIELDS: Final = tuple(
    each.name for each in fields(BranchSeen) if each.name not in {"run", "repository", "upgrades"}
)
_UPGRADE_FIELDS: Final = tuple(each.name for each in fields(Upgrade))


def settled_branch(branch: BranchSeen) -> BranchSeen:
    """Return what of a branch stays the same from one run to the next.

    Its repository and run are known otherwise, and an age is the time since the release.
    """
    upgrades = tuple(
        each if each.released_at is None else replace(each, age_days=None)
        for each in branch.upgrades
    )
    return replace(branch, run="", repository="", upgrades=upgrades)


def aged_branch(branch: BranchSeen, at: datetime | None) -> BranchSeen:
    """Return a branch with the ages that its upgrades had at a time."""
    if all(each.released_at is None for each in branch.upgrades):
        return branch
    upgrades = tuple(
        each
        if each.released_at is None
        else replace(each, age_days=age_in_days(each.released_at, at))
        for each in branch.upgrades
    )
    return replace(branch, upgrades=upgrades)


def age_in_days(released_at: datetime, at: datetime | None) -> int | None:
    """Return the whole days since a release; None if nobody knows when it is asked."""
    return None if at is None else max((at - released_at) // timedelta(days=1), 0)


def _told_upgrade(row: Row[Any]) -> Upgrade:
    """Return the upgrade that a row stands for."""
    values = {name: row._mapping[name] for name in _UPGRADE_FIELDS}  # noqa: SLF001 - public
    values["pending_versions"] = json_list(values["pending_versions"])
    return Upgrade(**values)


def _branch_row(branch: BranchSeen) -> dict[str, object]:
    return {name: getattr(branch, name) for name in _BRANCH_FIELDS}


def _upgrade_rows(branch: BranchSeen) -> list[dict[str, object]]:
    return [
        {
            **{name: getattr(each, name) for name in _UPGRADE_FIELDS},
            "pending_versions": json_text(each.pending_versions),
        }
        for each in branch.upgrades
    ]


def _told(row: Row[Any], upgrades: Sequence[Row[Any]]) -> BranchSeen:
    values = {name: row._mapping[name] for name in _BRANCH_FIELDS}  # noqa: SLF001 - public
    return BranchSeen(run="", repository="", upgrades=tuple(map(_told_upgrade, upgrades)), **values)


BRANCH_LISTS: Final = SharedList(
    lists=schema.branch_lists,
    members=schema.branch_list_members,
    items=schema.branches,
    parts=schema.upgrades,
    referrers=(schema.repository_runs.c.branch_list_id, schema.recording_branches.c.branch_list_id),
    list_row=lambda _: {},
    item_row=_branch_row,
    part_rows=_upgrade_rows,
    told=_told,
)
