"""Branches as lists hold them, and as a run saw them."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Final

from renovate_kit.reports.events import BranchSeen, Upgrade
from renovate_kit.reports.store.column_values import told
from renovate_kit.reports.store.list_reading import ListTables
from renovate_kit.reports.store.reading import Row

__all__ = ["BRANCHES", "BRANCH_FIELDS", "UPGRADE_FIELDS", "age_in_days", "aged_branch"]

BRANCH_FIELDS: Final = tuple(
    each.name for each in fields(BranchSeen) if each.name not in {"run", "repository", "upgrades"}
)
UPGRADE_FIELDS: Final = tuple(each.name for each in fields(Upgrade))


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


def _told_branch(row: Row, upgrades: Sequence[Row]) -> BranchSeen:
    return BranchSeen(
        run="",
        repository="",
        upgrades=tuple(Upgrade(**told(each, UPGRADE_FIELDS)) for each in upgrades),
        **told(row, BRANCH_FIELDS),
    )


BRANCHES: Final = ListTables(
    members="branch_list_members",
    list_key="branch_list_id",
    items="branches",
    item_key="branch_id",
    parts="upgrades",
    told=_told_branch,
)
"""Branches of a repository at the end of a run, each with its upgrades."""
