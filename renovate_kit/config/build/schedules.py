"""How often a Kubernetes CronJob starts: as much of its schedule as a deadline needs.

Source: the grammar of https://pkg.go.dev/github.com/robfig/cron/v3, which Kubernetes uses.
"""

import re
from itertools import pairwise
from typing import Final

__all__ = ["checked_schedule", "longest_period", "never_starts", "shortest_period"]

_MINUTES_OF_DAY: Final = 24 * 60
_MACROS: Final = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_DAYS: Final = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_FIELDS: Final = (
    ("minute", 0, 59, ()),
    ("hour", 0, 23, ()),
    ("day of the month", 1, 31, ()),
    ("month", 1, 12, _MONTHS),
    ("day of the week", 0, 6, _DAYS),
)
_LONGEST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_RANGE: Final = re.compile(r"(?P<low>\*|\?|\w+)(?:-(?P<high>\w+))?(?:/(?P<step>\d+))?")


def shortest_period(schedule: str) -> int:
    """Return the shortest time between two starts, in seconds.

    Days are taken as if every one were meant, so the real time can be longer, never shorter.

    Args:
        schedule: five fields or a macro such as `@hourly`.

    Raises:
        ValueError: Kubernetes takes no such schedule; the message says what is wrong with it.
    """
    return min(_gaps(schedule)) * 60


def longest_period(schedule: str) -> int:
    """Return the longest time between two starts, in seconds; a week where not every day counts.

    Args:
        schedule: one that Kubernetes takes.
    """
    text = _MACROS.get(schedule, schedule)
    if any(word not in {"*", "?"} for word in text.split()[2:]):
        return 7 * _MINUTES_OF_DAY * 60
    return max(_gaps(schedule)) * 60


def _gaps(schedule: str) -> list[int]:
    """Return the minutes between the starts of a day, and until the first of the next."""
    text = _MACROS.get(schedule, schedule)
    if text.startswith("@"):
        message = f"there is no `{schedule}`; use five fields or one of {', '.join(_MACROS)}"
        raise ValueError(message)
    if text.startswith(("TZ=", "CRON_TZ=")):
        message = "a time zone belongs in `timeZone`, not in the schedule"
        raise ValueError(message)
    words = text.split()
    if len(words) != len(_FIELDS):
        message = f"has {len(words)} fields, and a CronJob's schedule has {len(_FIELDS)}"
        raise ValueError(message)
    minutes, hours, *_ = (_values(word, *field) for word, field in zip(words, _FIELDS, strict=True))
    starts = [hour * 60 + minute for hour in sorted(hours) for minute in sorted(minutes)]
    return [later - earlier for earlier, later in pairwise([*starts, starts[0] + _MINUTES_OF_DAY])]


def never_starts(schedule: str) -> bool:
    """Return whether a schedule names no date that there is, as the 30th of February.

    Args:
        schedule: one that Kubernetes takes.
    """
    text = _MACROS.get(schedule, schedule)
    *_, days, months, weekdays = (
        _values(word, *field) for word, field in zip(text.split(), _FIELDS, strict=True)
    )
    # A day of the week counts by itself, unless it is `*`.
    if text.split()[-1][0] not in "*?" and weekdays:
        return False
    return all(min(days) > _LONGEST[month - 1] for month in months)


def checked_schedule(value: str) -> str:
    """Return a schedule at which a job starts some day.

    Raises:
        ValueError: it is none.
    """
    shortest_period(value)
    if never_starts(value):
        message = f"`{value}` names no date that there is: the job would never start"
        raise ValueError(message)
    return value


def _values(word: str, name: str, lowest: int, highest: int, names: tuple[str, ...]) -> set[int]:
    """Return the numbers that a field stands for."""
    values = set[int]()
    for part in word.split(","):
        match = _RANGE.fullmatch(part)
        low, high = _ends(match, lowest, highest, names) if match else (None, None)
        step = int(match["step"] or 1) if match else 1
        is_inside = low is not None and high is not None and lowest <= low <= high <= highest
        if not is_inside or low is None or high is None or step == 0:
            message = f"`{part}` is no {name} from {lowest} to {highest}"
            raise ValueError(message)
        values.update(range(low, high + 1, step))
    return values


def _ends(
    match: re.Match[str], lowest: int, highest: int, names: tuple[str, ...]
) -> tuple[int | None, int | None]:
    if match["low"] in {"*", "?"}:
        return (lowest, highest) if match["high"] is None else (None, None)
    low = _number(match["low"], lowest, names)
    if match["high"] is not None:
        return low, _number(match["high"], lowest, names)
    return low, highest if match["step"] else low


def _number(word: str, lowest: int, names: tuple[str, ...]) -> int | None:
    if word.isascii() and word.isdigit():
        return int(word)
    name = word.lower()
    return names.index(name) + lowest if name in names else None
