"""What a forge tells of a repository's pull requests as of the end of a period."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from renovate_kit.reports.events.pull_requests import PullRequestState
from renovate_kit.reports.store.forge_rows import ForgePullRequestRow, ForgeSyncRow, MergeRow

__all__ = ["Actor", "ForgeView", "closer_of", "merger_of", "state_at"]

_MACHINE: Final = re.compile(r"\[bot\]$|(?:^|[-_])(?:renovate|bot)(?:[-_]|$)", re.IGNORECASE)
"""Accounts that no person uses: GitHub Apps, and what people call those of their own."""

_RECENT: Final = timedelta(days=7)


class Actor(StrEnum):
    """Who merged or closed a pull request."""

    RENOVATE = "renovate"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeView:
    """A repository's pull requests that were open at some time of a period, by number.

    Attributes:
        sync: which forge it was, and when it was read last.
        start: of the period.
        as_of: the time of which their states are: the end of the period, or of the reading.
        automerged: those that Renovate merged by itself, as its logs say.
        merges: of the period and the weeks before it, from `merges_since` on.
    """

    sync: ForgeSyncRow
    start: datetime
    as_of: datetime
    pull_requests: Mapping[int, ForgePullRequestRow]
    automerged: frozenset[int]
    merges: tuple[MergeRow, ...]
    merges_since: datetime

    @property
    def is_recent(self) -> bool:
        """Whether what has no history, such as checks, is about what it was at the time of it."""
        return self.sync.synced_at - self.as_of < _RECENT


def state_at(row: ForgePullRequestRow, at: datetime) -> PullRequestState | None:
    """Return the state of a pull request just before a time; None if it was not there yet."""
    if row.created_at is not None and row.created_at >= at:
        return None
    if row.merged_at is not None:
        return PullRequestState.MERGED if row.merged_at < at else PullRequestState.OPEN
    if row.closed_at is not None and row.closed_at < at:
        return PullRequestState.CLOSED
    return PullRequestState.OPEN


def merger_of(row: ForgePullRequestRow, automerged: frozenset[int]) -> Actor:
    """Return who merged a pull request.

    Args:
        row: merged.
        automerged: what Renovate merged by itself, as its logs say.
    """
    if row.number in automerged:
        return Actor.RENOVATE
    if row.merged_by is None:
        return Actor.UNKNOWN
    if row.merged_by == row.author:
        # Also where the forge merged it later, because Renovate had asked for that.
        by_itself = _MACHINE.search(row.merged_by) is not None or row.auto_merge is True
        return Actor.RENOVATE if by_itself else Actor.UNKNOWN
    return _person(row.merged_by)


def closer_of(row: ForgePullRequestRow) -> Actor:
    """Return who closed a pull request without merging it."""
    if row.superseded:
        return Actor.RENOVATE
    if row.closed_by is None:
        return Actor.UNKNOWN
    if row.closed_by == row.author:
        is_machine = _MACHINE.search(row.closed_by) is not None
        return Actor.RENOVATE if is_machine else Actor.UNKNOWN
    return _person(row.closed_by)


def _person(login: str) -> Actor:
    return Actor.UNKNOWN if _MACHINE.search(login) else Actor.PERSON
