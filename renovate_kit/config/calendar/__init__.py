"""When Renovate runs against when its schedules let it work."""

from renovate_kit.config.calendar.calendar import Calendar, CronJob, Verdict, make_calendar
from renovate_kit.config.calendar.cron_jobs import parse_cron_job
from renovate_kit.config.calendar.meetings import Certainty, Drift, Meeting, meetings, next_meeting
from renovate_kit.config.calendar.runs import run_times
from renovate_kit.config.calendar.schedules import Schedule, schedules_in
from renovate_kit.config.calendar.windows import Window, held_always, window_times

__all__ = [
    "Calendar",
    "Certainty",
    "CronJob",
    "Drift",
    "Meeting",
    "Schedule",
    "Verdict",
    "Window",
    "held_always",
    "make_calendar",
    "meetings",
    "next_meeting",
    "parse_cron_job",
    "run_times",
    "schedules_in",
    "window_times",
]
