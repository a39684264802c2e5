"""Cron expressions as croner 10.0.1 reads them, which Renovate uses."""

import re
from dataclasses import dataclass

from renovate_kit.config.grammars.javascript_text import JS_WHITESPACE, trim

__all__ = ["LAST", "CronPattern", "parse_cron"]

LAST = 0
"""Stands for the last occurrence of a weekday in a month, among the first to the fifth."""

_EVERY_OCCURRENCE = frozenset({1, 2, 3, 4, 5, LAST})


@dataclass(frozen=True, slots=True, kw_only=True)
class CronPattern:
    """When a cron expression fires. All parts must hold, as Renovate combines days with "and".

    Attributes:
        seconds: of the minute, 0 to 59.
        minutes: of the hour, 0 to 59.
        hours: of the day, 0 to 23.
        days: of the month, 1 to 31; empty if only the three fields below name days.
        last_day: whether the last day of the month is meant too (`L`).
        last_weekday: whether its last day from Monday to Friday is meant too (`LW`).
        nearest_weekdays: days of the month that stand for the nearest Monday to Friday (`15W`).
        months: 1 to 12.
        weekdays: for each day from Sunday, which of its occurrences in a month: 1 to 5, `LAST`.
        years: 1 to 9999, or None for all.
    """

    seconds: frozenset[int]
    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    last_day: bool
    last_weekday: bool
    nearest_weekdays: frozenset[int]
    months: frozenset[int]
    weekdays: tuple[frozenset[int], ...]
    years: frozenset[int] | None


def parse_cron(text: str) -> CronPattern | None:
    """Parse a cron expression of five to seven fields, or a nickname as `@daily`.

    Five fields start with minutes, six and seven with seconds; the seventh is the year.

    Returns:
        Its meaning, or None for what croner's `CronPattern` refuses.
    """
    fields = _fields(text)
    if fields is None:
        return None
    try:
        return _parse_fields(*fields)
    except _RefusedError:
        return None


class _RefusedError(Exception):
    """croner throws here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """The values that a field can hold."""

    first: int
    last: int
    size: int
    allowed: re.Pattern[str]


_PLAIN = re.compile(r"[/*0-9,-]*")
_SECOND = _Field(first=0, last=59, size=60, allowed=_PLAIN)
_MINUTE = _SECOND
_HOUR = _Field(first=0, last=23, size=24, allowed=_PLAIN)
_DAY = _Field(first=1, last=31, size=31, allowed=re.compile(r"[/*0-9,WwLl-]*"))
_MONTH = _Field(first=1, last=12, size=12, allowed=_PLAIN)
_WEEKDAY = _Field(first=0, last=7, size=7, allowed=re.compile(r"[/*0-9,#Ll-]*"))
_YEAR = _Field(first=1, last=9999, size=10_000, allowed=_PLAIN)

_NICKNAMES = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_BLANKS = re.compile(f"[{JS_WHITESPACE}]+")
_FEWEST_FIELDS, _MOST_FIELDS = 5, 7
_SHORTEST_NAME = 3
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY_NAMES = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_MONTH_NUMBERS = {name: str(number) for number, name in enumerate(_MONTH_NAMES, start=1)}
_WEEKDAY_NUMBERS = {name: str(number) for number, name in enumerate(_WEEKDAY_NAMES)}
_WEEKDAY_NUMBERS["-sun"] = "-7"
_MONTH_NAME = re.compile("|".join(_MONTH_NAMES), re.IGNORECASE | re.ASCII)
_WEEKDAY_NAME = re.compile("-?sun|" + "|".join(_WEEKDAY_NAMES[1:]), re.IGNORECASE | re.ASCII)


def _fields(text: str) -> list[str] | None:
    """Return the seven fields, or None if their number is wrong."""
    if "@" in text:
        text = trim(_NICKNAMES.get(trim(text).lower(), text))
    fields = [field for field in _BLANKS.split(text, maxsplit=_MOST_FIELDS + 2) if field]
    if not _FEWEST_FIELDS <= len(fields) <= _MOST_FIELDS:
        return None
    if len(fields) == _FEWEST_FIELDS:
        fields.insert(0, "0")
    if len(fields) < _MOST_FIELDS:
        fields.append("*")
    return fields


def _parse_fields(*fields: str) -> CronPattern:
    second, minute, hour, day, month, weekday, year = fields
    last_weekday = day.upper() == "LW"
    last_day = not last_weekday and "l" in day.lower()
    if last_weekday or last_day:
        day = "" if last_weekday else day.replace("L", "").replace("l", "")
    if len(month) >= _SHORTEST_NAME:
        month = _MONTH_NAME.sub(lambda name: _MONTH_NUMBERS[name[0].lower()], month)
    if len(weekday) >= _SHORTEST_NAME:
        weekday = _WEEKDAY_NAME.sub(lambda name: _WEEKDAY_NUMBERS[name[0].lower()], weekday)
    # A leading plus asks for "and" between the days, which Renovate asks for anyway.
    weekday = weekday.removeprefix("+")
    days = _DayValues(day, may_be_empty=last_day or last_weekday)
    return CronPattern(
        seconds=_values(second, _SECOND),
        minutes=_values(minute, _MINUTE),
        hours=_values(hour, _HOUR),
        days=days.exact,
        last_day=last_day,
        last_weekday=last_weekday,
        nearest_weekdays=days.nearest_weekdays,
        months=_values(month, _MONTH),
        weekdays=_weekdays(weekday),
        years=None if year in {"*", "?"} else _values(year, _YEAR),
    )


def _items(text: str, field: _Field) -> list[str]:
    """Return the items of a field's list, "?" read as "*"."""
    text = text.replace("?", "*")
    if not field.allowed.fullmatch(text):
        raise _RefusedError
    return text.split(",")


def _values(text: str, field: _Field) -> frozenset[int]:
    values: set[int] = set()
    for item in _items(text, field):
        values.update(_item_values(item, field))
    return frozenset(values)


class _DayValues:
    """The days of the month that a field names, exactly or as the nearest working day."""

    def __init__(self, text: str, *, may_be_empty: bool) -> None:
        exact: set[int] = set()
        nearest: set[int] = set()
        for item in _items(text, _DAY):
            if not item and may_be_empty:
                continue
            if "w" not in item.lower():
                exact.update(_item_values(item, _DAY))
            elif "-" in item or "/" in item:
                raise _RefusedError
            else:
                nearest.update(_item_values(item, _DAY))
        self.exact = frozenset(exact)
        self.nearest_weekdays = frozenset(nearest)


def _weekdays(text: str) -> tuple[frozenset[int], ...]:
    days: list[frozenset[int]] = [frozenset()] * 7
    for item in _items(text, _WEEKDAY):
        numbers, occurrences = item, _EVERY_OCCURRENCE
        if "#" in item:
            numbers, nth, *_ = item.split("#", maxsplit=2)
            occurrences = _occurrences(nth) if nth else _EVERY_OCCURRENCE
        elif item[-1:] in {"L", "l"}:
            numbers, occurrences = item[:-1], frozenset({LAST})
        for number in _item_values(item, _WEEKDAY, numbers):
            days[number % 7] |= occurrences
    return tuple(days)


def _occurrences(nth: str) -> frozenset[int]:
    if nth in {"L", "l"}:
        return frozenset({LAST})
    if nth.isdecimal() and 1 <= _number(nth) < len(_EVERY_OCCURRENCE):
        return frozenset({_number(nth)})
    raise _RefusedError


_STEPPED_RANGE = re.compile(r"([0-9]+)-([0-9]+)/([0-9]+)")
_LEADING_NUMBER = re.compile(r"0*([0-9]*)")
_ENOUGH_DIGITS = 6
"""More digits than any allowed value has."""


def _item_values(item: str, field: _Field, numbers: str | None = None) -> range:
    """Return the values of one item of a list: `*`, a number, a range, either with a step.

    Args:
        item: the whole item, which decides what it is.
        field: where it stands.
        numbers: the item without what only a weekday can have at its end.
    """
    numbers = item if numbers is None else numbers
    if item == "*":
        return range(field.first, field.first + field.size)
    if "-" in item and "/" in item:
        match = _STEPPED_RANGE.fullmatch(numbers)
        ends, step = (match.group(1, 2), match[3]) if match else ((), "")
    elif "/" in item:
        start, _, step = numbers.partition("/")
        return _every(step, field, start=start)
    else:
        ends, step = tuple(numbers.split("-")) if "-" in item else (numbers, numbers), "1"
    if len(ends) != 2:  # noqa: PLR2004 - a range has two ends
        raise _RefusedError
    return _range(*ends, step=_step(step, field), field=field)


def _every(step: str, field: _Field, *, start: str) -> range:
    # croner starts to count years at 0, which then is no year.
    if start != "*" or "/" in step or field is _YEAR:
        raise _RefusedError
    return range(field.first, field.first + field.size, _step(step, field))


def _range(first: str, last: str, *, step: int, field: _Field) -> range:
    values = range(_number(first), _number(last) + 1, step)
    # Only what is reached counts: croner takes 0-60/59 for minutes.
    if not values or values[0] < field.first or values[-1] > field.last:
        raise _RefusedError
    return values


def _step(text: str, field: _Field) -> int:
    step = _number(text)
    if not 1 <= step <= field.size:
        raise _RefusedError
    return step


def _number(text: str) -> int:
    """Return the number that a text starts with, as JavaScript's `parseInt`: `5*` is 5."""
    match = _LEADING_NUMBER.match(text)
    if match is None or not match[0]:
        raise _RefusedError
    return int(match[1][:_ENOUGH_DIGITS] or "0")
