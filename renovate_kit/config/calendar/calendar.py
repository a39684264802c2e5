"""What the next weeks bring: which starts of Renovate meet which schedules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import groupby, takewhile
from typing import Final

from renovate_kit.config.calendar.cron_jobs import CronTimes, parse_cron_job
from renovate_kit.config.calendar.meetings import (
    USUAL_DRIFT,
    Certainty,
    Drift,
    Meeting,
    meetings,
    next_meeting,
)
from renovate_kit.config.calendar.runs import starts
from renovate_kit.config.calendar.schedules import Schedule
from renovate_kit.config.calendar.windows import Window, held_always, window_times
from renovate_kit.config.calendar.zones import ClockChange, clock_changes, renovate_zone
from renovate_kit.config.durations import milliseconds
from renovate_kit.config.grammars.schedules import ScheduleCrashError

__all__ = [
    "Calendar",
    "CronJob",
    "Day",
    "Proposal",
    "ScheduleCalendar",
    "Verdict",
    "make_calendar",
]

_DAYS: Final = 14
_LONGEST_AGE: Final = timedelta(days=3660)


class Verdict(StrEnum):
    """How a schedule gets on with the CronJob."""

    OK = "ok"
    """Each window has a start that meets it for sure."""
    RARELY = "rarely"
    """Some window has none, or one that meets it only if the drift is right."""
    NEVER = "never"
    """No start within a year meets it, or Renovate fails on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CronJob:
    """What starts Renovate.

    Attributes:
        schedule: as in its manifest.
        time_zone: its `timeZone`.
        place: where it stands, for people; empty if it was given by hand.
    """

    schedule: str
    time_zone: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """When an update that is released now is proposed.

    Attributes:
        age: the `minimumReleaseAge` as it is written.
        due: when the release is as old as that.
        meeting: the next start from then on that meets the schedule for sure, or else may; None
            if none in a year.
    """

    age: str
    due: datetime
    meeting: Meeting | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day on the clocks of a schedule.

    Attributes:
        start: its first moment that the calendar covers.
        end: the first moment after it.
        windows: in which the schedule holds, cut off at the day.
        meetings: all starts of the day.
        changes: of the clocks.
    """

    date: date
    start: datetime
    end: datetime
    windows: tuple[Window, ...]
    meetings: tuple[Meeting, ...]
    changes: tuple[ClockChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleCalendar:
    """One schedule and the starts of Renovate.

    Attributes:
        schedules: where it stands; several have the same texts, zone and age.
        zone: on whose clocks the days are.
        held_always: why it holds at any time; None if it does not.
        failure: with what Renovate fails on it; None if it does not.
        missed: whole windows that no start meets for sure.
        next_meeting: the next start that meets it for sure, or else may; None if none in a year.
        proposal: None without a `minimumReleaseAge` that can be read.
    """

    schedules: tuple[Schedule, ...]
    zone: tzinfo
    verdict: Verdict
    days: tuple[Day, ...]
    held_always: str | None
    failure: str | None
    missed: tuple[Window, ...]
    next_meeting: Meeting | None
    proposal: Proposal | None

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """All starts of all days."""
        return tuple(meeting for day in self.days for meeting in day.meetings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """All schedules of a config.

    Attributes:
        times: what the schedule of the CronJob means.
        start: the first moment that it covers.
        end: the first moment after it; schedules whose day ends later have more.
    """

    cron_job: CronJob
    times: CronTimes
    drift: Drift
    start: datetime
    end: datetime
    schedules: tuple[ScheduleCalendar, ...]


def make_calendar(
    cron_job: CronJob,
    schedules: Iterable[Schedule],
    now: datetime,
    *,
    drift: Drift = USUAL_DRIFT,
    days: int = _DAYS,
) -> Calendar:
    """Return what the next days bring.

    Args:
        cron_job: what starts Renovate.
        schedules: of the config; those with the same texts, zone and age become one.
        now: aware; the first day is that of now, and what is over of it is left out.
        drift: how long after a start Renovate asks.
        days: how many, today included.

    Raises:
        UsageError: Kubernetes refuses the schedule or the zone of the CronJob, or it is `@every`.
    """
    times = parse_cron_job(cron_job.schedule, cron_job.time_zone)
    now = now.astimezone(UTC).replace(second=0, microsecond=0)
    # The days of a zone may end later than those of another one.
    runs = tuple(starts(times, now, now + timedelta(days=days + 1)))
    frame = _Frame(times=times, drift=drift, now=now, days=days, runs=runs)
    return Calendar(
        cron_job=cron_job,
        times=times,
        drift=drift,
        start=now,
        end=frame.end(times.zone),
        schedules=tuple(frame.schedule(group) for group in _groups(schedules)),
    )


def _groups(schedules: Iterable[Schedule]) -> Iterator[tuple[Schedule, ...]]:
    groups: dict[tuple[object, ...], list[Schedule]] = {}
    for one in schedules:
        key = (one.entries, one.time_zone, one.minimum_release_age)
        groups.setdefault(key, []).append(one)
    return map(tuple, groups.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What all schedules of a calendar share."""

    times: CronTimes
    drift: Drift
    now: datetime
    days: int
    runs: tuple[datetime, ...]

    def end(self, zone: tzinfo) -> datetime:
        return _midnight(self._today(zone) + timedelta(days=self.days), zone)

    def schedule(self, schedules: tuple[Schedule, ...]) -> ScheduleCalendar:
        one = schedules[0]
        # Renovate takes a schedule with an unknown zone for none.
        zone = renovate_zone(one.time_zone) or UTC
        end = self.end(zone)
        try:
            always = held_always(one.entries, one.time_zone)
            windows = window_times(one.entries, one.time_zone, self.now, end + self.drift.most)
            first = next_meeting(self.times, one.entries, one.time_zone, self.now, self.drift)
        except ScheduleCrashError as error:
            return self._failed(schedules, zone, str(error))
        met = meetings(self._runs(end), windows, self.drift)
        missed = _missed(windows, met, self.drift, Window(start=self.now, end=end))
        return ScheduleCalendar(
            schedules=schedules,
            zone=zone,
            verdict=_verdict(first, missed),
            days=tuple(self._days(zone, windows, met)),
            held_always=always,
            failure=None,
            missed=missed,
            next_meeting=first,
            proposal=self._proposal(one),
        )

    def _failed(
        self, schedules: tuple[Schedule, ...], zone: tzinfo, failure: str
    ) -> ScheduleCalendar:
        met = meetings(self._runs(self.end(zone)), (), self.drift)
        return ScheduleCalendar(
            schedules=schedules,
            zone=zone,
            verdict=Verdict.NEVER,
            days=tuple(self._days(zone, (), met)),
            held_always=None,
            failure=failure,
            missed=(),
            next_meeting=None,
            proposal=None,
        )

    def _runs(self, end: datetime) -> Iterator[datetime]:
        return takewhile(lambda run: run < end, self.runs)

    def _today(self, zone: tzinfo) -> date:
        return self.now.astimezone(zone).date()

    def _days(
        self, zone: tzinfo, windows: Sequence[Window], met: Sequence[Meeting]
    ) -> Iterator[Day]:
        of_day = {
            day: tuple(group)
            for day, group in groupby(met, key=lambda one: one.run.astimezone(zone).date())
        }
        for index in range(self.days):
            day = self._today(zone) + timedelta(days=index)
            start = max(_midnight(day, zone), self.now)
            end = _midnight(day + timedelta(days=1), zone)
            yield Day(
                date=day,
                start=start,
                end=end,
                windows=tuple(_within(windows, start, end)),
                meetings=of_day.get(day, ()),
                changes=tuple(clock_changes(zone, start, end)),
            )

    def _proposal(self, schedule: Schedule) -> Proposal | None:
        age = schedule.minimum_release_age
        length = None if age is None else milliseconds(age)
        if (
            age is None
            or length is None
            or not 0 <= length <= _LONGEST_AGE / timedelta(milliseconds=1)
        ):
            return None
        due = self.now + timedelta(milliseconds=length)
        meeting = next_meeting(self.times, schedule.entries, schedule.time_zone, due, self.drift)
        return Proposal(age=age, due=due, meeting=meeting)


def _midnight(day: date, zone: tzinfo) -> datetime:
    """Return the first moment of a day, also where clocks skip midnight."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def _within(windows: Iterable[Window], start: datetime, end: datetime) -> Iterator[Window]:
    for window in windows:
        if window.start < end and window.end > start:
            yield Window(start=max(window.start, start), end=min(window.end, end))


def _missed(
    windows: Sequence[Window], met: Sequence[Meeting], drift: Drift, covered: Window
) -> tuple[Window, ...]:
    """Return the whole windows in which no run asks for sure."""
    sure = [one.run + drift.least for one in met if one.certainty is Certainty.ALWAYS]
    return tuple(
        window
        for window in windows
        if covered.start < window.start
        and window.end <= covered.end
        and not any(window.start <= asked < window.end for asked in sure)
    )


def _verdict(first: Meeting | None, missed: Sequence[Window]) -> Verdict:
    if first is None:
        return Verdict.NEVER
    return Verdict.RARELY if missed else Verdict.OK
