"""Times, durations and numbers in words, in the notation of what is being written."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from renovate_kit.reports.formats.notation import notation

if TYPE_CHECKING:
    from renovate_kit.reports.report import Period

__all__ = [
    "count",
    "day_of",
    "day_range",
    "decimal",
    "duration",
    "is_absurd",
    "listed",
    "minutes",
    "moment",
    "number",
    "percent",
    "sentence",
    "span",
    "week_of",
]

_LARGEST: Final = 2**53
_SECOND_MS: Final = 1_000
_MINUTE_MS: Final = 60_000
_HOUR_MS: Final = 3_600_000
_HOUR_MINUTES: Final = 60


def moment(at: datetime, time_zone: str) -> str:
    """Return a time as in `Mon 7 Sep 2026, 10:00 CEST`."""
    local = at.astimezone(ZoneInfo(time_zone))
    return notation().moment(local, _zone_name(local))


def week_of(at: datetime, time_zone: str) -> str:
    """Return the ISO week of a time, as in `2026-W37`."""
    year, week, _ = at.astimezone(ZoneInfo(time_zone)).isocalendar()
    return f"{year}-W{week:02}"


def day_range(period: "Period", time_zone: str) -> str:
    """Return the days of a period, as in `Mon 7 Sep 2026 to Sun 13 Sep 2026`."""
    zone = ZoneInfo(time_zone)
    first = period.start.astimezone(zone).date()
    last = (period.end.astimezone(zone) - timedelta(microseconds=1)).date()
    day = notation().day
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def day_of(at: datetime, time_zone: str) -> str:
    """Return the day of a time, as in `Mon 7 Sep 2026`."""
    return notation().day(at.astimezone(ZoneInfo(time_zone)).date())


def duration(milliseconds: int) -> str:
    """Return a duration as in `3 ms`, `5.5 s`, `2 min 5 s` or `1 h 30 min`."""
    if milliseconds < _SECOND_MS:
        return f"{milliseconds} ms"
    if milliseconds < _MINUTE_MS - 50:  # what would read as 60.0 s is 1 min 0 s
        return f"{decimal(milliseconds / _SECOND_MS)} s"
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
    """Return a whole number, as in `9999` or `10 000`."""
    return notation().number(value)


def decimal(value: float) -> str:
    """Return a number with one decimal, as in `4.2`; an absurd one as in `1.0e+308`."""
    return f"{value:.1e}" if is_absurd(value) else notation().decimal(value)


def is_absurd(value: float) -> bool:
    """Whether a figure is so large that nobody reads its digits, and that no locale writes it."""
    return abs(value) > _LARGEST


def percent(share: float) -> str:
    """Return a share, of which 1.0 is all, as in `53%`."""
    return notation().percent(share)


def listed(parts: Iterable[str]) -> str:
    """Return texts with numbers as one list, as in `2 opened, 1 merged`."""
    return notation().listed(*parts)


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
