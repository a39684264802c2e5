"""The limits that keep branches and pull requests back, as Renovate logs them (debug level).

Renovate 44.121.2: `lib/workers/global/limits.ts`, `lib/workers/repository/process/limits.ts`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.events import LimitReached
from renovate_kit.reports.sources.record import Record
from renovate_kit.reports.sources.wording import optional_word

__all__ = ["LIMITS", "LIMIT_ENDINGS", "Limits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limit:
    option: str | None
    current: str
    allowed: str | None = None


LIMITS: Final[Mapping[str, _Limit]] = {
    "Hourly PRs limit reached": _Limit(
        option="prHourlyLimit", current="hourlyPrCount", allowed="hourlyPrLimit"
    ),
    "Hourly commits limit reached": _Limit(
        option="commitHourlyLimit", current="hourlyCommitCount", allowed="hourlyCommitLimit"
    ),
    "Commits limit reached": _Limit(
        option="prCommitsPerRunLimit", current="current", allowed="max"
    ),
    "Branches limit reached": _Limit(option=None, current="currentCount"),
    "ConcurrentPRs limit reached": _Limit(option=None, current="currentCount"),
}
"""Messages, and the fields that hold the numbers; since 42.44."""

_LOWEST: Final = re.compile(
    r"Calculated lowest (\w{1,40}) among the upgrades present in this branch is (\d{1,9})\."
)
_HIGHEST_TOLD: Final = 200
LIMIT_ENDINGS: Final = tuple(f" this branch is {limit}." for limit in range(1, _HIGHEST_TOLD))
"""How the messages end that say how much a branch's limit allows."""


class Limits:
    """Tells which limits were reached, and how much they allow.

    The record that a limit on open branches, or pull requests, was reached has no number for
    that: a record in front of it has, for the same branch.

    Args:
        run: the run's name in its stream.
    """

    def __init__(self, run: str) -> None:
        self._run = run
        self._allowed: dict[str, int] = {}
        self._branch: tuple[str | None, str | None] = (None, None)

    def reached(self, record: Record) -> LimitReached | None:
        """Return what a record at level debug says of a limit that was reached, if anything."""
        branch = (record.repository, record.branch)
        if branch != self._branch:
            self._branch, self._allowed = branch, {}
        if record.msg in LIMITS:
            return _reached(record, self._run, self._allowed)
        if lowest := _LOWEST.fullmatch(record.msg):
            self._allowed[lowest[1]] = int(lowest[2])
        return None


def _reached(record: Record, run: str, allowed: Mapping[str, int]) -> LimitReached | None:
    """Return what a record under one of the messages says; None where no repository is named."""
    if record.repository is None:
        return None
    limit, fields = LIMITS[record.msg], record.fields
    option = limit.option or optional_word(fields.get("limitKey"))
    told = _count(fields.get(limit.allowed)) if limit.allowed else None
    return LimitReached(
        run=run,
        repository=record.repository,
        limit=option,
        current=_count(fields.get(limit.current)),
        allowed=allowed.get(option or "") if told is None else told,
        at=record.time,
    )


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
