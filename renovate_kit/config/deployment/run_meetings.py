"""Whether the runs of a CronJob ever fall into a schedule of Renovate's.

Renovate asks once in a run whether a schedule holds, some minutes after the job's time: the pod
has to be placed and its image pulled first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from itertools import islice, pairwise
from typing import Final

from renovate_kit.config.calendar.cron_jobs import CronTimes, parse_cron_job
from renovate_kit.config.calendar.meetings import USUAL_DRIFT
from renovate_kit.config.calendar.runs import starts
from renovate_kit.config.calendar.windows import Window, held_always, window_times
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.errors import UsageError

__all__ = [
    "Meeting",
    "Verdict",
    "is_every_full_hour",
    "job_times",
    "meeting_of",
    "never_starts",
    "shortest_period",
]

_START: Final = datetime(2024, 1, 1, tzinfo=UTC)
_END: Final = datetime(2025, 1, 1, tzinfo=UTC)
"""A leap year: it has every date, and both changes of the clocks."""

_LATER_END: Final = datetime(2029, 1, 1, tzinfo=UTC)
_MOST_RUNS: Final = 1000
_RUNS_COMPARED: Final = 200
_HOURS: Final = 24
_LONGEST_MONTH: Final = 31
_WEEKDAYS: Final = 7
_MONTHS: Final = 12


class Verdict(Enum):
    """How the runs of a job and a schedule go together."""

    OFTEN = auto()
    RARELY = auto()
    """Most runs are outside of it, and most of its windows pass without a run."""
    IF_PROMPT = auto()
    """A run gets into it only if Renovate asks within the first minutes."""
    IF_LATE = auto()
    """Only runs that start late, or take long, get into it."""
    NEVER = auto()
    IDLE = auto()
    """It holds at no time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What comes of a schedule within a year.

    Attributes:
        windows: how often the schedule begins to hold.
        met: how many of these windows have a run that is surely in it.
    """

    verdict: Verdict
    windows: int = 0
    met: int = 0


def job_times(deployment: Deployment) -> CronTimes | None:
    """Return when a CronJob starts; None for what is none, is suspended, or is refused."""
    workload = deployment.workload
    schedule = workload.text("spec", "schedule")
    suspend = workload.at("spec", "suspend")
    is_suspended = suspend is not None and suspend.content is True
    if deployment.kind != "CronJob" or schedule is None or is_suspended:
        return None
    try:
        times = parse_cron_job(schedule, workload.text("spec", "timeZone"))
    except UsageError:
        return None
    return None if never_starts(times) else times


def never_starts(times: CronTimes) -> bool:
    """Return whether there is no day on which a job starts."""
    return next(starts(times, _START, _LATER_END), None) is None


def shortest_period(times: CronTimes) -> timedelta | None:
    """Return the shortest time between two starts of a job; None if it starts less than twice."""
    runs = islice(starts(times, _START, _LATER_END), _RUNS_COMPARED)
    return min((later - earlier for earlier, later in pairwise(runs)), default=None)


def is_every_full_hour(times: CronTimes) -> bool:
    """Return whether a job starts every hour on the hour, on every day."""
    sizes = (len(times.hours), len(times.days), len(times.months), len(times.weekdays))
    return times.minutes == {0} and sizes == (_HOURS, _LONGEST_MONTH, _MONTHS, _WEEKDAYS)


def meeting_of(
    times: CronTimes,
    schedule: Sequence[str],
    time_zone: str | None,
    *,
    longest_delay: timedelta,
) -> Meeting:
    """Return how the runs of a job fall into a schedule.

    Args:
        times: of the job.
        schedule: as Renovate has it.
        time_zone: in which it holds.
        longest_delay: how late Renovate may ask in a long run.

    Raises:
        ScheduleCrashError: Renovate fails with an exception on the schedule.
    """
    if held_always(schedule, time_zone) is not None:
        return Meeting(verdict=Verdict.OFTEN)
    windows = window_times(schedule, time_zone, _START, _END)
    met = _met(times, windows, certain=True, delay=USUAL_DRIFT.most)
    if not met:
        return Meeting(verdict=_unmet(times, schedule, time_zone, longest_delay))
    is_rare = 2 * met < len(windows) and 2 * _share(times, windows) < 1
    verdict = Verdict.RARELY if is_rare else Verdict.OFTEN
    return Meeting(verdict=verdict, windows=len(windows), met=met)


def _unmet(
    times: CronTimes, schedule: Sequence[str], time_zone: str | None, longest_delay: timedelta
) -> Verdict:
    """Return the verdict on a schedule which no run surely meets in the first year."""
    windows = window_times(schedule, time_zone, _START, _LATER_END)
    if not windows:
        return Verdict.IDLE
    if _met(times, windows, certain=True, delay=USUAL_DRIFT.most):
        return Verdict.RARELY
    if _met(times, windows, certain=False, delay=timedelta()):
        return Verdict.IF_PROMPT
    may_meet = _met(times, windows, certain=False, delay=longest_delay)
    return Verdict.IF_LATE if may_meet else Verdict.NEVER


def _met(times: CronTimes, windows: Sequence[Window], *, certain: bool, delay: timedelta) -> int:
    """Count the windows in which a run asks: surely, or possibly.

    Args:
        times: of the job.
        windows: in order.
        certain: a run counts if it is in the window however late it asks, else if it may be.
        delay: how late it may ask.
    """
    count = 0
    upcoming: datetime | None = None
    for window in windows:
        first = window.start if certain else window.start - delay
        last = window.end - delay if certain else window.end
        if upcoming is None or upcoming < first:
            upcoming = next(starts(times, first, _LATER_END), None)
            if upcoming is None:
                break
        count += upcoming < last
    return count


def _share(times: CronTimes, windows: Sequence[Window]) -> float:
    """Return which part of the runs is in the windows."""
    inside = total = index = 0
    for run in islice(starts(times, _START, _END), _MOST_RUNS):
        while index < len(windows) and windows[index].end <= run:
            index += 1
        total += 1
        inside += index < len(windows) and windows[index].start <= run
    return inside / total if total else 0
