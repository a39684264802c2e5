"""ISO weeks as periods of a time zone."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from renovate_kit.errors import UsageError
from renovate_kit.reports.report import Period

__all__ = ["last_complete_week", "parse_week"]

_WEEK = re.compile(r"(\d{4})-?[Ww](\d{1,2})")


def parse_week(text: str, zone: tzinfo) -> Period:
    """Return the ISO week that `2026-W47` names, from Monday midnight to Monday midnight.

    Raises:
        UsageError: it names no week.
    """
    if match := _WEEK.fullmatch(text.strip()):
        try:
            return _week_of(date.fromisocalendar(int(match[1]), int(match[2]), 1), zone)
        except (ValueError, OverflowError):
            pass
    raise UsageError(f"{text!r} is no ISO week", hint="write it as 2026-W47")


def last_complete_week(now: datetime, zone: tzinfo) -> Period:
    """Return the last ISO week that was over at `now`."""
    return _week_of(now.astimezone(zone).date() - timedelta(days=7), zone)


def _week_of(day: date, zone: tzinfo) -> Period:
    year, week, _ = day.isocalendar()
    monday = date.fromisocalendar(year, week, 1)
    # Midnight of each Monday by the clock on the wall: a week may have 167 or 169 hours.
    start, end = (
        datetime.combine(first, time(), tzinfo=zone) for first in (monday, monday + timedelta(7))
    )
    for edge in (start, end):
        edge.astimezone(UTC)  # fails at the two ends of the calendar
    return Period(name=f"{year}-W{week:02}", start=start, end=end)
