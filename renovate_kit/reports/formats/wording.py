"""Times, durations and numbers in words that do not depend on the locale."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from renovate_kit.reports.report import Period

__all__ = [
    "count",
    "day_range",
    "duration",
    "minutes",
    "moment",
    "number",
    "sentence",
    "span",
    "week_of",
]

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_THIN_SPACE: Final = "\u202f"
_UNGROUPED: Final = 9_999
_SECOND_MS: Final = 1_000
_MINUTE_MS: Final = 60_000
_HOUR_MS: Final = 3_600_000
_HOUR_MINUTES: Final = 60


def moment(at: datetime, time_zone: str) -> str:
    """Return a time as in `Mon 7 Sep 2026, 10:00 CEST`."""
    local = at.astimezone(ZoneInfo(time_zone))
    return f"{_day(local.date())}, {local:%H:%M} {_zone_name(local)}"


def week_of(at: datetime, time_zone: str) -> str:
    """Return the ISO week of a time, as in `2026-W37`."""
    year, week, _ = at.astimezone(ZoneInfo(time_zone)).isocalendar()
    return f"{year}-W{week:02}"


def day_range(period: Period, time_zone: str) -> str:
    """Return the days of a period, as in `Mon 7 Sep 2026 to Sun 13 Sep 2026`."""
    zone = ZoneInfo(time_zone)
    first = period.start.astimezone(zone).date()
    last = (period.end.astimezone(zone) - timedelta(microseconds=1)).date()
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def duration(milliseconds: int) -> str:
    """Return a duration as in `3 ms`, `5.5 s`, `2 min 5 s` or `1 h 30 min`."""
    if milliseconds < _SECOND_MS:
        return f"{milliseconds} ms"
    if milliseconds < _MINUTE_MS - 50:  # what would read as 60.0 s is 1 min 0 s
        return f"{milliseconds / _SECOND_MS:.1f} s"
    if milliseconds < _HOUR_MS - 500:  # likewise, 60 min 0 s is 1 h
        whole_minutes, seconds = divmod(round(milliseconds / _SECOND_MS), 60)
        return f"{whole_minutes} min {seconds} s"
    return minutes(round(milliseconds / _MINUTE_MS))


def minutes(total: int) -> str:
    """Return whole minutes as in `30 min`, `1 h` or `1 h 30 min`."""
    hours, rest = divmod(total, _HOUR_MINUTES)
    parts = [f"{number(hours)} h" if hours else "", f"{rest} min" if rest or not hours else ""]
    return " ".join(filter(None, parts))


def number(value: int) -> str:
    """Return a whole number, with thin spaces between thousands from 10,000 on."""
    return f"{value:,}".replace(",", _THIN_SPACE) if abs(value) > _UNGROUPED else str(value)


def count(value: int, noun: str, plural: str | None = None) -> str:
    """Return a number of things, as in `1 run`, `3 runs` or `no runs`."""
    named = noun if value == 1 else plural or f"{noun}s"
    return f"{number(value) if value else 'no'} {named}"


def span(values: Collection[int]) -> str:
    """Return the smallest and the largest of some numbers, as in `2 to 5` or `3`."""
    smallest, largest = number(min(values)), number(max(values))
    return smallest if smallest == largest else f"{smallest} to {largest}"


def sentence(text: str) -> str:
    """Return text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def _zone_name(local: datetime) -> str:
    """Return the zone's abbreviation; many zones have none but their offset, as in `+0545`."""
    name = local.tzname() or ""
    if name[:1] not in {"+", "-"}:
        return name
    offset = f"{local:%z}"
    return f"UTC{offset[:3]}:{offset[3:5]}"


def _day(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
