"""The moments at which a CronJob starts.

A clock that is set forward skips the starts that it does not show, and one that is set back makes
the starts of the repeated hour happen twice: an hourly job goes on hourly. In the rare zones that
change their clocks at midnight or by half an hour, a start beside the change may be lost too.

Source: `SpecSchedule.Next` in `spec.go` of robfig/cron 3.0.1; `Date` of Go's package `time`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from renovate_kit.config.calendar.cron_jobs import CronTimes, parse_cron_job

__all__ = ["run_times", "starts"]

_MINUTE: Final = timedelta(minutes=1)
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_NOON: Final = 12
_YEARS: Final = 5
"""How far robfig/cron looks ahead."""


def run_times(
    cron: str, time_zone: str | None, start: datetime, end: datetime
) -> tuple[datetime, ...]:
    """Return when a CronJob starts, from one moment on and before another.

    Args:
        cron: its `schedule`.
        time_zone: its `timeZone`; without one its zone is taken for UTC.
        start: aware.
        end: aware.

    Returns:
        In UTC.

    Raises:
        UsageError: Kubernetes refuses the schedule or the zone, or it is `@every`.
    """
    return tuple(starts(parse_cron_job(cron, time_zone), start, end))


def starts(times: CronTimes, start: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the starts of a parsed schedule as `run_times` does, as far as they are asked for."""
    # A start is found after a moment, so the search begins just before the first one.
    here = _full_minute(start.astimezone(UTC)) - _MINUTE
    end = end.astimezone(UTC)
    while (found := _Search(times, here + _MINUTE).next()) is not None and found < end:
        yield found
        here = found


def _full_minute(moment: datetime) -> datetime:
    """Return the first full minute that is not before a moment."""
    floor = moment.replace(second=0, microsecond=0)
    return floor if floor == moment else floor + _MINUTE


class _Search:
    """Looks for the first start from a moment on.

    Months, days, hours and minutes are advanced in turn, each until it fits. Whenever one of them
    comes to its beginning, the greater ones are looked at again.
    """

    def __init__(self, times: CronTimes, here: datetime) -> None:
        self._times = times
        self._is_at_start = False
        """Whether smaller units are at their beginning since a greater one was advanced."""
        self._go(here)

    def next(self) -> datetime | None:
        last_year = self._clock.year + _YEARS
        while self._clock.year <= last_year:
            if self._fit_month() and self._fit_day() and self._fit_hour() and self._fit_minute():
                return self._here
        return None

    def _go(self, here: datetime) -> None:
        self._here = here
        self._clock = here.astimezone(self._times.zone)

    def _begin(self, *, day: int | None = None, hour: int = 0) -> None:
        """Go to the beginning of a unit, but only once."""
        if not self._is_at_start:
            self._is_at_start = True
            clock = self._clock
            shown = datetime(clock.year, clock.month, day or clock.day, hour, tzinfo=UTC)
            self._go(_moment_of(shown, self._times.zone))

    def _fit_month(self) -> bool:
        while self._clock.month not in self._times.months:
            self._begin(day=1)
            clock = self._clock
            year, month = (clock.year, clock.month + 1) if clock.month < 12 else (clock.year + 1, 1)  # noqa: PLR2004 - months
            self._go(self._on_day(datetime(year, month, 1, tzinfo=UTC)))
            if self._clock.month == 1:
                return False
        return True

    def _fit_day(self) -> bool:
        while not self._is_day():
            self._begin()
            clock = self._clock
            day = datetime(clock.year, clock.month, clock.day, tzinfo=UTC) + _DAY
            self._go(self._on_day(day))
            # Where clocks change at midnight there may be none.
            hour = self._clock.hour
            self._go(self._here + (24 - hour if hour > _NOON else -hour) * _HOUR)
            if self._clock.day == 1:
                return False
        return True

    def _on_day(self, day: datetime) -> datetime:
        """Return the moment on another day at which clocks show the same time as now."""
        clock = self._clock
        naive = day.replace(hour=clock.hour, minute=clock.minute)
        return _moment_of(naive, self._times.zone)

    def _is_day(self) -> bool:
        clock = self._clock
        is_day = clock.day in self._times.days
        is_weekday = clock.isoweekday() % 7 in self._times.weekdays
        return is_day or is_weekday if self._times.either_day else is_day and is_weekday

    def _fit_hour(self) -> bool:
        while self._clock.hour not in self._times.hours:
            self._begin(hour=self._clock.hour)
            self._go(self._here + _HOUR)
            if self._clock.hour == 0:
                return False
        return True

    def _fit_minute(self) -> bool:
        while self._clock.minute not in self._times.minutes:
            self._is_at_start = True
            before = self._here, self._clock
            self._go(self._here + (self._next_minute() - self._clock.minute) * _MINUTE)
            if self._clock.utcoffset() != before[1].utcoffset():  # then minute by minute
                self._go(before[0] + _MINUTE)
            if self._clock.minute == 0:
                return False
        return True

    def _next_minute(self) -> int:
        """Return the next minute of the hour that fits; 60 if none does."""
        rest = range(self._clock.minute + 1, 60)
        return next((minute for minute in rest if minute in self._times.minutes), 60)


def _moment_of(shown: datetime, zone: tzinfo) -> datetime:
    """Return when clocks show a time, which is given as if in UTC, as Go finds it."""
    guess = shown.astimezone(zone).utcoffset() or timedelta()
    if not guess:
        return shown
    return shown - ((shown - guess).astimezone(zone).utcoffset() or timedelta())
