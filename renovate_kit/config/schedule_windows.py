"""When a schedule lets Renovate work: whether it ever does, and whether a regular job meets it.

Renovate asks once in a run whether the schedule holds at that moment, in the config's time
zone. So a job that starts at fixed minutes can miss a narrow window for ever.

Source: `isScheduledNow` in `lib/workers/repository/update/branch/schedule.ts`.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, assert_never

from renovate_kit.config.grammars.cron_patterns import LAST
from renovate_kit.config.grammars.schedules import (
    Bound,
    Constraint,
    CronPattern,
    Period,
    TextSchedule,
    parse_schedule,
)

__all__ = ["EVERY_MINUTE", "ever_holds", "ever_meets"]

EVERY_MINUTE: Final = frozenset(range(60))

_FIRST_DAY: Final = date(2024, 1, 1)
_DAYS: Final = 28 * 365 + 7
"""After 28 years the weekdays fall on the same dates again."""

_SECONDS_OF_A_MINUTE: Final = 60
_MINUTES_OF_A_DAY: Final = 24 * 60
_DAYS_OF_A_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class _Day:
    """A date and what schedules ask of it."""

    date: date

    @property
    def length_of_month(self) -> int:
        return monthrange(self.date.year, self.date.month)[1]

    @property
    def weekday(self) -> int:
        """0 is Sunday."""
        return self.date.isoweekday() % _DAYS_OF_A_WEEK

    @property
    def occurrence(self) -> int:
        """Which of its weekday in the month it is, from 1."""
        return (self.date.day - 1) // _DAYS_OF_A_WEEK + 1

    @property
    def is_last_occurrence(self) -> bool:
        return self.date.day + _DAYS_OF_A_WEEK > self.length_of_month


def ever_holds(text: str) -> bool | None:
    """Return whether there is a minute in which an entry of a valid schedule holds.

    None if that can't be told: it names years, weeks of a year or other rare things.
    """
    return ever_meets(text, EVERY_MINUTE)


def ever_meets(text: str, minutes: Iterable[int]) -> bool | None:
    """Return whether an entry of a valid schedule ever holds at one of these minutes of an hour.

    Args:
        text: one entry that Renovate accepts.
        minutes: at which Renovate starts, each hour: 0 only for an `@hourly` job.

    Returns:
        None if that can't be told: the entry names years, weeks of a year or other rare things.
    """
    return _meets(text, frozenset(minutes))


@lru_cache(maxsize=256)  # many rules of a config have the same schedule
def _meets(text: str, wanted: frozenset[int]) -> bool | None:
    match parse_schedule(text):
        case CronPattern() as cron:
            return _cron_meets(cron, wanted)
        case TextSchedule() as sentence:
            return _sentence_meets(sentence, wanted)
        case unexpected:
            assert_never(unexpected)


def _cron_meets(cron: CronPattern, minutes: frozenset[int]) -> bool | None:
    if cron.years is not None or cron.nearest_weekdays or cron.last_weekday:
        return None
    if not cron.hours or not cron.minutes & minutes:
        return False
    return any(_is_day_of_cron(cron, day) for day in _days())


def _is_day_of_cron(cron: CronPattern, day: _Day) -> bool:
    if day.date.month not in cron.months:
        return False
    is_last_day = cron.last_day and day.date.day == day.length_of_month
    if day.date.day not in cron.days and not is_last_day:
        return False
    occurrences = cron.weekdays[day.weekday]
    return day.occurrence in occurrences or (LAST in occurrences and day.is_last_occurrence)


_OF_A_DAY: Final = frozenset({Period.TIME, Period.HOUR, Period.MINUTE})
_OF_A_YEAR: Final = frozenset({Period.MONTH, Period.DAY_OF_MONTH, Period.DAY_OF_WEEK})


def _sentence_meets(sentence: TextSchedule, minutes: frozenset[int]) -> bool | None:
    if sentence.exceptions:
        return None
    known = _OF_A_DAY | _OF_A_YEAR
    rows = sentence.alternatives
    if any(one.period not in known for row in rows for one in row):
        return None
    return any(_row_meets(row, minutes) for row in rows)


def _row_meets(row: tuple[Constraint, ...], minutes: frozenset[int]) -> bool:
    times = [one for one in row if one.period in _OF_A_DAY]
    dates = [one for one in row if one.period in _OF_A_YEAR]
    if not any(all(_allows_minute(one, minute) for one in times) for minute in _moments(minutes)):
        return False
    return any(all(_allows_day(one, day) for one in dates) for day in _days())


def _moments(minutes: frozenset[int]) -> Iterator[int]:
    """Yield the minutes of a day that are at one of these minutes of the hour."""
    return (minute for minute in range(_MINUTES_OF_A_DAY) if minute % 60 in minutes)


def _allows_minute(constraint: Constraint, minute: int) -> bool:
    value = minute
    match constraint.period:
        case Period.TIME:
            value = minute * _SECONDS_OF_A_MINUTE
        case Period.HOUR:
            value = minute // 60
        case _:
            value = minute % 60
    return _allows(constraint, value)


def _allows_day(constraint: Constraint, day: _Day) -> bool:
    match constraint.period:
        case Period.MONTH:
            return _allows(constraint, day.date.month)
        case Period.DAY_OF_WEEK:
            return _allows(constraint, day.weekday + 1)
        case _:
            is_last = day.date.day == day.length_of_month and 0 in constraint.values
            return is_last or _allows(constraint, day.date.day)


def _allows(constraint: Constraint, value: int) -> bool:
    """Return whether a value is one of those asked for.

    Of several limits later takes the first `after` and the last `before`.
    """
    match constraint.bound:
        case Bound.EXACT:
            return value in constraint.values
        case Bound.AFTER:
            return not constraint.values or value >= constraint.values[0]
        case Bound.BEFORE:
            return not constraint.values or value < constraint.values[-1]
        case unexpected:
            assert_never(unexpected)


def _days() -> Iterator[_Day]:
    return (_Day(_FIRST_DAY + timedelta(days=index)) for index in range(_DAYS))
