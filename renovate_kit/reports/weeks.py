"""ISO weeks, and other stretches of days, as periods of a time zone."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from renovate_kit.errors import UsageError
from renovate_kit.reports.report import Period

__all__ = [
    "last_complete_week",
    "parse_days",
    "parse_last",
    "parse_week",
    "period_before",
    "weeks_up_to",
]

_WEEK = re.compile(r"(\d{4})-?[Ww](\d{1,2})")
_FIRST_YEAR = 1990
_LAST = re.compile(r"([1-9][0-9]{0,4})([dw])")


def parse_week(text: str, zone: tzinfo) -> Period:
    """Return the ISO week that `2026-W47` names, from Monday midnight to Monday midnight.

    Raises:
        UsageError: it names no week.
    """
    if match := _WEEK.fullmatch(text.strip()):
        if int(match[1]) < _FIRST_YEAR:
            raise UsageError(
                f"{text}: Renovate is not that old", hint="write another week as 2026-W47"
            )
        try:
            return _week_of(date.fromisocalendar(int(match[1]), int(match[2]), 1), zone)
        except (ValueError, OverflowError):
            pass
    raise UsageError(f"{text!r} is no ISO week", hint="write it as 2026-W47")


def last_complete_week(now: datetime, zone: tzinfo) -> Period:
    """Return the last ISO week that was over at `now`."""
    return _week_of(now.astimezone(zone).date() - timedelta(days=7), zone)


def parse_days(first: str, last: str | None, *, now: datetime, zone: tzinfo) -> Period:
    """Return the days from one to another, both included, from midnight to midnight.

    Args:
        first: a day, as in `2026-09-07`.
        last: another one, not before it; None for the day that it is now.
        now: when that is.
        zone: whose midnights.

    Raises:
        UsageError: one is no day, or the last is before the first.
    """
    start = _day(first)
    end = now.astimezone(zone).date() if last is None else _day(last)
    if end < start:
        raise UsageError(f"{end} is before {start}", hint="--from is the first day, --to the last")
    return _days(start, end, zone)


def parse_last(text: str, *, now: datetime, zone: tzinfo) -> Period:
    """Return the days or ISO weeks that were over at `now`, as in `7d` or `4w`.

    Raises:
        UsageError: it is neither.
    """
    match = _LAST.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"{text!r} is no number of days or weeks", hint="write it as 7d or 4w")
    number, unit = int(match[1]), match[2]
    today = now.astimezone(zone).date()
    try:
        if unit == "w":
            monday = today - timedelta(days=today.weekday())
            return _days(monday - timedelta(weeks=number), monday - timedelta(days=1), zone)
        return _days(today - timedelta(days=number), today - timedelta(days=1), zone)
    except OverflowError:
        raise UsageError(f"{text!r} is before all time", hint="write it as 7d or 4w") from None


def period_before(period: Period) -> Period:
    """Return the period of the same length that ends where another starts.

    Days are of the clock on the wall: before a week is a week, however many hours that has.
    """
    start = period.start - (period.end - period.start)
    if period.is_week:
        return _week_of(start.date(), start.tzinfo or UTC)
    return Period(name=f"before {period.name}", start=start, end=period.start)


def weeks_up_to(period: Period, *, count: int) -> tuple[Period, ...]:
    """Return the ISO weeks up to the end of a period, oldest first; the last one ends with it."""
    zone = period.start.tzinfo or UTC
    last = (period.end - timedelta(microseconds=1)).astimezone(zone)
    weeks = [_week_of(last.date() - timedelta(weeks=back), zone) for back in range(count)]
    weeks[0] = replace(weeks[0], end=min(weeks[0].end, period.end))
    return tuple(reversed(weeks))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{text!r} is no day", hint="write it as 2026-09-07") from None


def _days(first: date, last: date, zone: tzinfo) -> Period:
    name = str(first) if first == last else f"{first} to {last}"
    if first.year < _FIRST_YEAR:
        raise UsageError(f"{name}: Renovate is not that old", hint="name other days")
    try:
        start, end = (
            datetime.combine(day, time(), tzinfo=zone) for day in (first, last + timedelta(days=1))
        )
        for edge in (start, end):
            edge.astimezone(UTC)  # fails at the two ends of the calendar
    except (ValueError, OverflowError):
        raise UsageError(f"{name}: at the end of the calendar", hint="name other days") from None
    period = Period(name=name, start=start, end=end)
    return _week_of(first, zone) if period.is_week else period


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
