"""The stretches of time in which a schedule of Renovate holds.

Source: `isScheduledNow` and `cronMatches` in `lib/workers/repository/update/branch/schedule.ts`,
with croner 10.0.1 and @breejs/later 4.2.0.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from renovate_kit.config.calendar.zones import (
    ClockChange,
    clock_changes,
    is_named_zone,
    renovate_zone,
)
from renovate_kit.config.grammars.cron_patterns import parse_cron
from renovate_kit.config.grammars.schedules import ScheduleCrashError, schedule_problem
from renovate_kit.config.schedule_windows import minutes_of_day

__all__ = ["NO_SCHEDULE", "Window", "held_always", "window_times"]

NO_SCHEDULE: Final = "no schedule is set"
"""The plainest reason for a schedule to hold at any time."""

_AT_ANY_TIME: Final = ("", "at any time")
_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
_NO_TIME: Final = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Window:
    """A stretch of time, in UTC: `end` is the first moment after it."""

    start: datetime
    end: datetime


def held_always(schedule: Sequence[str], time_zone: str | None) -> str | None:
    """Return why Renovate finds that a schedule holds at any time; None if it does not.

    Raises:
        ScheduleCrashError: Renovate fails with an exception on it.
    """
    if not schedule or schedule[0] in _AT_ANY_TIME:
        return NO_SCHEDULE
    problem = schedule_problem(list(schedule))
    if problem is not None:
        return f"Renovate ignores the schedule, as {problem.message}"
    if renovate_zone(time_zone) is None:
        return f'Renovate ignores the schedule, as "{time_zone}" is no time zone'
    return None


def window_times(
    schedule: Sequence[str], time_zone: str | None, start: datetime, end: datetime
) -> tuple[Window, ...]:
    """Return when a schedule holds between two moments.

    Args:
        schedule: a value of `schedule` or `automergeSchedule`, migrated.
        time_zone: the value of `timezone`; None for that of the container, taken for UTC.
        start: aware.
        end: aware.

    Returns:
        In order, without overlap, cut off at `start` and `end`.

    Raises:
        ScheduleCrashError: Renovate fails with an exception on the schedule.
    """
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    zone = renovate_zone(time_zone)
    if zone is None or held_always(schedule, time_zone) is not None:
        return _joined([Window(start=start, end=end)])
    crons = [entry for entry in schedule if parse_cron(entry) is not None]
    if crons and not is_named_zone(time_zone):
        message = f'croner, which reads cron expressions, knows no time zone "{time_zone}"'
        raise ScheduleCrashError(message)
    sentences = [entry for entry in schedule if entry not in crons]
    found: list[Window] = []
    for segment in _segments(zone, start, end):
        found.extend(_held_in(segment.window, segment.offset, sentences))
        # croner takes a time that comes twice for the first one, and so it never holds again.
        once = Window(start=segment.window.start + segment.repeated, end=segment.window.end)
        found.extend(_held_in(once, segment.offset, crons))
    for change in clock_changes(zone, start - _MINUTE, end):
        found.extend(_held_after_gap(change, crons, Window(start=start, end=end)))
    return _joined(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Segment:
    """A stretch of time without a change of the clocks.

    Attributes:
        offset: of the clocks from UTC.
        repeated: for how long, from its start, clocks show what they showed before.
    """

    window: Window
    offset: timedelta
    repeated: timedelta = _NO_TIME


def _segments(zone: tzinfo, start: datetime, end: datetime) -> Iterator[_Segment]:
    # A change just before may still have its repeated hour within.
    here = start - _DAY
    offset = here.astimezone(zone).utcoffset() or _NO_TIME
    repeated = _NO_TIME
    for change in clock_changes(zone, here, end):
        yield _cut(
            _Segment(window=Window(start=here, end=change.at), offset=offset, repeated=repeated),
            start,
        )
        here, offset = change.at, change.after
        repeated = max(-change.shift, _NO_TIME)
    yield _cut(
        _Segment(window=Window(start=here, end=end), offset=offset, repeated=repeated), start
    )


def _cut(segment: _Segment, start: datetime) -> _Segment:
    """Leave out what lies before a moment."""
    lost = max(start - segment.window.start, _NO_TIME)
    return _Segment(
        window=Window(start=segment.window.start + lost, end=segment.window.end),
        offset=segment.offset,
        repeated=max(segment.repeated - lost, _NO_TIME),
    )


def _held_in(within: Window, offset: timedelta, entries: Iterable[str]) -> Iterator[Window]:
    if within.start >= within.end:
        return
    for entry in entries:
        for day in _days(within, offset):
            midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - offset
            for minutes in minutes_of_day(entry, day):
                start = max(midnight + timedelta(minutes=minutes.start), within.start)
                end = min(midnight + timedelta(minutes=minutes.stop), within.end)
                if start < end:
                    yield Window(start=start, end=end)


def _held_after_gap(change: ClockChange, crons: Iterable[str], within: Window) -> Iterator[Window]:
    """Yield the minute that croner takes for the first of those that clocks skip."""
    skipped = change.shown_before
    minute = skipped.hour * 60 + skipped.minute
    start, end = max(change.at, within.start), min(change.at + _MINUTE, within.end)
    if change.shift > _NO_TIME and start < end:
        for entry in crons:
            if any(minute in held for held in minutes_of_day(entry, skipped.date())):
                yield Window(start=start, end=end)


def _days(within: Window, offset: timedelta) -> Iterator[date]:
    day, last = (within.start + offset).date(), (within.end + offset).date()
    while day <= last:
        yield day
        day += _DAY


def _joined(windows: Iterable[Window]) -> tuple[Window, ...]:
    joined: list[Window] = []
    for window in sorted(windows):
        if window.start >= window.end:
            continue
        if joined and window.start <= joined[-1].end:
            joined[-1] = Window(start=joined[-1].start, end=max(joined[-1].end, window.end))
        else:
            joined.append(window)
    return tuple(joined)
