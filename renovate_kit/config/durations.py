"""Durations as Renovate reads them: `3 days`, `1 week 2 days`, `1.5h`.

Source: `toMs` in `lib/util/pretty-time.ts`, and the package `ms` 2.1.3 that it uses.
"""

import re
from typing import Final

__all__ = ["milliseconds"]

_SECOND: Final = 1000
_MINUTE: Final = 60 * _SECOND
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_WEEK: Final = 7 * _DAY
_YEAR: Final = 365.25 * _DAY
_DAYS_OF_A_MONTH: Final = 30

_UNITS: Final = {
    1: ("milliseconds", "millisecond", "msecs", "msec", "ms"),
    _SECOND: ("seconds", "second", "secs", "sec", "s"),
    _MINUTE: ("minutes", "minute", "mins", "min", "m"),
    _HOUR: ("hours", "hour", "hrs", "hr", "h"),
    _DAY: ("days", "day", "d"),
    _WEEK: ("weeks", "week", "w"),
    _YEAR: ("years", "year", "yrs", "yr", "y"),
}
_LENGTH_OF: Final = {name: length for length, names in _UNITS.items() for name in names}
_PART: Final = re.compile(r"(.*?[a-z]+)")
_MONTHS: Final = re.compile(r"^([0-9]+)\s*(?:months?|M)\Z")
_NUMBER_AND_UNIT: Final = re.compile(r"^(-?(?:[0-9]+)?\.?[0-9]+) *([a-z]*)\Z", re.IGNORECASE)
_LONGEST_PART: Final = 100


def milliseconds(text: str) -> float | None:
    """Return the length of a duration in milliseconds; None if it is none."""
    parts = [part.strip() for part in _PART.split(text)]
    lengths = [_length(part) for part in parts if part]
    if not lengths:
        return None
    total = 0.0
    for length in lengths:
        if length is None:
            return None
        total += length
    return total


def _length(part: str) -> float | None:
    months = _MONTHS.match(part)
    if months:
        part = f"{int(months[1]) * _DAYS_OF_A_MONTH} days"
    match = _NUMBER_AND_UNIT.match(part) if len(part) <= _LONGEST_PART else None
    unit = _LENGTH_OF.get(match[2].lower() or "ms") if match else None
    return None if match is None or unit is None else float(match[1]) * unit
