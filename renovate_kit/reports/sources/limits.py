"""The limits that keep branches and pull requests back, as Renovate logs them (debug level).

Renovate 44.121.2: `lib/workers/global/limits.ts`, `lib/workers/repository/process/limits.ts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.events import LimitReached
from renovate_kit.reports.sources.record import Record
from renovate_kit.reports.sources.wording import optional_word

__all__ = ["LIMITS", "limit_reached"]


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


def limit_reached(record: Record, run: str) -> LimitReached | None:
    """Return what a record under one of the messages says; None where no repository is named."""
    if record.repository is None:
        return None
    limit, fields = LIMITS[record.msg], record.fields
    return LimitReached(
        run=run,
        repository=record.repository,
        limit=limit.option or optional_word(fields.get("limitKey")),
        current=_count(fields.get(limit.current)),
        allowed=_count(fields.get(limit.allowed)) if limit.allowed else None,
        at=record.time,
    )


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
