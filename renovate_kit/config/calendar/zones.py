"""Time zones by the names that Kubernetes and Renovate take, and when their clocks are changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final

from renovate_kit.config.grammars.time_zones import accepted_names, is_valid_time_zone

__all__ = ["ClockChange", "clock_changes", "go_zone", "is_named_zone", "renovate_zone"]

_STEP: Final = timedelta(hours=12)
_SECOND: Final = timedelta(seconds=1)
_UTC_NAMES: Final = frozenset({"utc", "gmt"})
_LOCAL_NAMES: Final = frozenset({"default", "local", "system"})
_OFFSET: Final = re.compile(r"(?:utc)?([+\N{MINUS SIGN}-])([0-9]{1,2})(?::?([0-9]{2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChange:
    """A moment at which the clocks of a zone are set forward or back.

    Attributes:
        at: the first moment of the new time, in UTC.
        before: the offset from UTC until then.
        after: the offset from then on.
    """

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def shift(self) -> timedelta:
        """How far the clocks are set forward; negative if back."""
        return self.after - self.before

    @property
    def shown_before(self) -> datetime:
        """What a clock would show at that moment if it were not changed."""
        return (self.at + self.before).replace(tzinfo=None)

    @property
    def shown_after(self) -> datetime:
        """What a clock shows at that moment."""
        return (self.at + self.after).replace(tzinfo=None)


def go_zone(name: str) -> tzinfo | None:
    """Return the zone that Go loads by a name; None if it knows none, or takes its own machine's.

    Source: `LoadLocation` of Go's package `time`, which takes names as they are spelt.
    """
    return _load(name) if name != "Local" else None


def renovate_zone(name: str | None) -> tzinfo | None:
    """Return the zone of a value of the option `timezone`; None if Renovate takes it for none.

    Without a name, and for words such as `local`, it is the zone of Renovate's container. That
    is UTC unless somebody sets `TZ`, and so it is taken for UTC here.

    Source: `normalizeZone` of luxon 3.7.2.
    """
    if not name:
        return UTC
    if not is_valid_time_zone(name):
        return None
    lowered = name.lower()
    if lowered in _UTC_NAMES or lowered in _LOCAL_NAMES:
        return UTC
    if match := _OFFSET.fullmatch(lowered):
        return _fixed(match)
    return _load(_spelling(lowered))


def is_named_zone(name: str | None) -> bool:
    """Return whether a valid `timezone` is known to `Intl` too, and not to luxon alone."""
    lowered = (name or "").lower()
    return lowered not in _LOCAL_NAMES and not re.match("utc[+-]", lowered)


def clock_changes(zone: tzinfo, start: datetime, end: datetime) -> Iterator[ClockChange]:
    """Yield the changes of a zone's clocks after one moment and up to another, both aware."""
    here = start.astimezone(UTC)
    end = end.astimezone(UTC)
    while here < end:
        there = min(here + _STEP, end)
        before, after = _offset(zone, here), _offset(zone, there)
        if before != after:
            yield ClockChange(at=_first_with(zone, after, here, there), before=before, after=after)
        here = there


def _first_with(zone: tzinfo, offset: timedelta, early: datetime, late: datetime) -> datetime:
    """Return the second at which a zone gets the offset that it has at the later moment."""
    while late - early > _SECOND:
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if middle <= early:
            break
        if _offset(zone, middle) == offset:
            late = middle
        else:
            early = middle
    return late


def _offset(zone: tzinfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _fixed(match: re.Match[str]) -> tzinfo:
    length = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    offset = length if match[1] == "+" else -length
    limit = timedelta(hours=24)
    # Renovate does not check the range, but no clock is a day off.
    return timezone(offset) if -limit < offset < limit else UTC


@cache
def _spellings() -> dict[str, str]:
    return {name.lower(): name for name in accepted_names()}


def _spelling(lowered: str) -> str:
    return _spellings().get(lowered, lowered)


@cache
def _load(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - start-up

    try:
        return ZoneInfo(name) if name else UTC
    except (KeyError, ValueError, OSError):  # a folder of zones is an OSError
        return None
