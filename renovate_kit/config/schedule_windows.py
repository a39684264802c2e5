"""When a schedule lets Renovate work: on which days and minutes, and whether a job ever meets it.

Renovate asks once in a run whether the schedule holds at that moment, in the config's time
zone. So a job that starts at fixed minutes can miss a narrow window for ever.

Source: `isScheduledNow` in `lib/workers/repository/update/branch/schedule.ts`.
"""

from calendar import isleap, monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
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

__all__ = ["EVERY_MINUTE", "ever_holds", "ever_meets", "minutes_of_day"]

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

    @property
    def week_of_month(self) -> int:
        """Weeks begin on Sunday; the first one may be short."""
        return _week_of_month(self.date)

    @property
    def last_week_of_month(self) -> int:
        return _week_of_month(self.date.replace(day=self.length_of_month))

    @property
    def last_week_of_year(self) -> int:
        """The number of the last ISO week of the year that the day's own week belongs to."""
        return date(self.date.isocalendar().year, 12, 28).isocalendar().week


def _week_of_month(day: date) -> int:
    before_first = day.replace(day=1).isoweekday() % _DAYS_OF_A_WEEK
    return (day.day + before_first - 1) // _DAYS_OF_A_WEEK + 1


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


@lru_cache(maxsize=4096)  # a calendar asks for each day of some weeks, and some for a year
def minutes_of_day(text: str, day: date) -> tuple[range, ...]:
    """Return the minutes of a day at which an entry of a valid schedule holds, as on a clock.

    Seconds are not looked at: a minute counts if the entry names seconds within it.

    Args:
        text: one entry that Renovate accepts.
        day: in the time zone of the schedule.

    Returns:
        Stretches of minutes since midnight, in order.
    """
    match _parsed(text):
        case CronPattern() as cron:
            is_day = _is_day_of_cron(cron, _Day(day))
            return _stretches(_minutes_of_cron(cron)) if is_day else ()
        case TextSchedule() as sentence:
            # later drops a time or a limit out of an exception, and with it the exception.
            days_only = filter(_names_days_only, sentence.exceptions)
            held = _minutes_of_rows(sentence.alternatives, _Day(day))
            return _stretches(held - _minutes_of_rows(days_only, _Day(day)))
        case unexpected:
            assert_never(unexpected)


def _minutes_of_cron(cron: CronPattern) -> frozenset[int]:
    return frozenset(hour * 60 + minute for hour in cron.hours for minute in cron.minutes)


def _names_days_only(row: tuple[Constraint, ...]) -> bool:
    return all(one.bound is Bound.EXACT and one.period in _DAY_VALUES for one in row)


def _minutes_of_rows(rows: Iterable[tuple[Constraint, ...]], day: _Day) -> frozenset[int]:
    return frozenset().union(
        *(
            _minutes_of_row(tuple(one for one in row if one.period in _OF_A_DAY))
            for row in rows
            if all(_allows_day(one, day) for one in row if one.period in _DAY_VALUES)
        )
    )


@lru_cache(maxsize=256)
def _minutes_of_row(times: tuple[Constraint, ...]) -> frozenset[int]:
    return frozenset(
        minute
        for minute in range(_MINUTES_OF_A_DAY)
        if all(_allows_minute(one, minute) for one in times)
    )


def _stretches(minutes: frozenset[int]) -> tuple[range, ...]:
    starts = sorted(minute for minute in minutes if minute - 1 not in minutes)
    ends = sorted(minute + 1 for minute in minutes if minute + 1 not in minutes)
    return tuple(map(range, starts, ends))


_parsed = lru_cache(maxsize=256)(parse_schedule)  # many rules of a config have the same schedule


@lru_cache(maxsize=256)
def _meets(text: str, wanted: frozenset[int]) -> bool | None:
    match _parsed(text):
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
    if cron.years is not None and day.date.year not in cron.years:
        return False
    if not (day.date.day in cron.days or _is_special_day_of_cron(cron, day)):
        return False
    occurrences = cron.weekdays[day.weekday]
    return day.occurrence in occurrences or (LAST in occurrences and day.is_last_occurrence)


def _is_special_day_of_cron(cron: CronPattern, day: _Day) -> bool:
    """Return whether a day is meant by `L`, `LW` or the likes of `15W`."""
    if cron.last_day and day.date.day == day.length_of_month:
        return True
    if cron.last_weekday and day.date.day == _nearest_weekday(day, day.length_of_month):
        return True
    return any(_nearest_weekday(day, wanted) == day.date.day for wanted in cron.nearest_weekdays)


def _nearest_weekday(day: _Day, wanted: int) -> int | None:
    """Return the day from Monday to Friday that is next to a day of the month, in that month."""
    last = day.length_of_month
    if wanted > last:
        return None
    match day.date.replace(day=wanted).isoweekday():
        case 6:
            return wanted - 1 if wanted > 1 else wanted + 2
        case 7:
            return wanted + 1 if wanted < last else wanted - 2
        case _:
            return wanted


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


_DAY_VALUES: Final[Mapping[Period, Callable[[_Day], tuple[int, int]]]] = {
    Period.YEAR: lambda day: (day.date.year, 0),
    Period.MONTH: lambda day: (day.date.month, 12),
    Period.WEEK_OF_YEAR: lambda day: (day.date.isocalendar().week, day.last_week_of_year),
    Period.WEEK_OF_MONTH: lambda day: (day.week_of_month, day.last_week_of_month),
    Period.DAY_OF_YEAR: lambda day: (day.date.timetuple().tm_yday, 366 - _is_common_year(day)),
    Period.DAY_OF_MONTH: lambda day: (day.date.day, day.length_of_month),
    Period.DAY_OF_WEEK: lambda day: (day.weekday + 1, _DAYS_OF_A_WEEK),
    Period.DAY_OF_WEEK_COUNT: lambda day: (
        day.occurrence,
        day.occurrence if day.is_last_occurrence else 0,
    ),
}
"""What a day has for a period, and what the last such day of its month or year has."""


def _is_common_year(day: _Day) -> bool:
    return not isleap(day.date.year)


def _allows_day(constraint: Constraint, day: _Day) -> bool:
    value, last = _DAY_VALUES[constraint.period](day)
    asks_for_last = constraint.bound is Bound.EXACT and 0 in constraint.values
    return (asks_for_last and value == last) or _allows(constraint, value)


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
