"""Which runs find that a schedule holds.

Renovate asks some time after its CronJob starts: a node has to be found, an image pulled, a
repository cloned. How long that takes is the drift.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from renovate_kit.config.calendar.cron_jobs import CronTimes
from renovate_kit.config.calendar.runs import starts
from renovate_kit.config.calendar.windows import Window, window_times

__all__ = ["USUAL_DRIFT", "Certainty", "Drift", "Meeting", "meetings", "next_meeting"]

_LONGEST_SEARCH: Final = timedelta(days=366)
_FIRST_CHUNK: Final = timedelta(days=1)
_LONGEST_CHUNK: Final = timedelta(days=16)


class Certainty(StrEnum):
    """Whether a run finds that a schedule holds."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How long after the start of a CronJob Renovate asks whether a schedule holds."""

    least: timedelta
    most: timedelta


USUAL_DRIFT: Final = Drift(least=timedelta(), most=timedelta(minutes=5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A run and whether a schedule holds when it asks.

    Attributes:
        run: when the CronJob starts, in UTC.
    """

    run: datetime
    certainty: Certainty


def meetings(
    runs: Iterable[datetime], windows: Sequence[Window], drift: Drift = USUAL_DRIFT
) -> tuple[Meeting, ...]:
    """Return for each run whether it falls into a window whatever its drift, for some, or never.

    Args:
        runs: starts of the CronJob.
        windows: in order, without overlap, as `window_times` gives them; they have to reach as
            far as the last run with its drift.
        drift: how late the runs ask.
    """
    begins = [window.start for window in windows]
    return tuple(
        Meeting(run=run, certainty=_certainty(run + drift.least, run + drift.most, begins, windows))
        for run in runs
    )


def _certainty(
    first: datetime, last: datetime, begins: Sequence[datetime], windows: Sequence[Window]
) -> Certainty:
    """Judge a run that asks from a first to a last moment, both included."""
    near = bisect_right(begins, last) - 1
    if near < 0 or windows[near].end <= first:
        return Certainty.NEVER
    is_inside = windows[near].start <= first and last < windows[near].end
    return Certainty.ALWAYS if is_inside else Certainty.SOMETIMES


def next_meeting(
    times: CronTimes,
    schedule: Sequence[str],
    time_zone: str | None,
    after: datetime,
    drift: Drift = USUAL_DRIFT,
) -> Meeting | None:
    """Return the first run from a moment on that meets a schedule for sure.

    If none in a year does, it is the first one that may; None if there is no such run either.

    Raises:
        ScheduleCrashError: Renovate fails with an exception on the schedule.
    """
    here, chunk = after, _FIRST_CHUNK
    possible: Meeting | None = None
    while here < after + _LONGEST_SEARCH:
        there = here + chunk
        windows = window_times(schedule, time_zone, here, there + drift.most)
        for run in starts(times, here, there) if windows else ():
            (meeting,) = meetings([run], windows, drift)
            if meeting.certainty is Certainty.ALWAYS:
                return meeting
            if meeting.certainty is Certainty.SOMETIMES:
                possible = possible or meeting
        here, chunk = there, min(2 * chunk, _LONGEST_CHUNK)
    return possible
