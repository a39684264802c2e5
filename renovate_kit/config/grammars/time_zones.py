"""Which values Renovate takes for a time zone.

Renovate asks luxon (`DateTime.setZone`), which knows a few words and `UTC+n` itself and leaves
every other name to `Intl.DateTimeFormat`, that is to the ICU library inside Node.
"""

import json
import re
from functools import cache
from pathlib import Path

__all__ = ["accepted_names", "is_valid_time_zone"]

_DATA = Path(__file__).parent / "data" / "time_zones.json"
_WORDS = frozenset({"default", "local", "system", "utc", "gmt"})
_UTC_OFFSET = re.compile(r"utc(?:[+-][0-9]{1,2}(?::[0-9]{2})?)?")
_INTL_OFFSET = re.compile(r"[+\N{MINUS SIGN}-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?")
_LONGEST_NAME = 64
_MOST_MINUTES = 8.64e15 / 60_000
"""JavaScript dates end this far from 1970, and luxon refuses an offset that leads beyond."""


def is_valid_time_zone(value: object) -> bool:
    """Tell whether Renovate accepts a value of the option `timezone`.

    Copies `hasValidTimezone` of `workers/repository/update/branch/schedule.ts`: a number is an
    offset in minutes, and `None` means the machine's own zone. `UTC+25` is valid, as luxon does
    not check the range.

    Args:
        value: any JSON value.

    Returns:
        Whether luxon 3.7.2 makes a valid zone of it. The zones are those of the Node release that
        the data file names, which a Renovate on another Node need not share.
    """
    match value:
        case None:
            return True
        case bool():
            return False
        case int() | float():
            return _is_offset_in_range(value)
        case str():
            return _is_valid_name(value)
        case _:
            return False


@cache
def accepted_names() -> tuple[str, ...]:
    """Return every name that `Intl.DateTimeFormat` accepts, old ones included, sorted."""
    names: list[str] = json.loads(_DATA.read_text(encoding="utf-8"))["names"]
    return tuple(names)


@cache
def _lowered_names() -> frozenset[str]:
    return frozenset(name.lower() for name in accepted_names())


def _is_offset_in_range(minutes: float) -> bool:
    # A comparison also answers no for NaN, and is exact for integers of any size.
    return -_MOST_MINUTES <= minutes <= _MOST_MINUTES


def _is_valid_name(name: str) -> bool:
    if len(name) > _LONGEST_NAME:
        return False
    lowered = name.lower()
    if lowered in _WORDS or _UTC_OFFSET.fullmatch(lowered) or _INTL_OFFSET.fullmatch(name):
        return True
    # ICU folds ASCII only: a Kelvin sign is no "k".
    return name.isascii() and lowered in _lowered_names()
