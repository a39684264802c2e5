"""A calendar for programs; docs/calendar.md is the contract."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from renovate_kit.config.calendar.calendar import Calendar, Day, ScheduleCalendar
from renovate_kit.config.calendar.meetings import Meeting
from renovate_kit.config.calendar.windows import Window
from renovate_kit.config.document.location import format_pointer

__all__ = ["VERSION", "calendar_json"]

VERSION: Final = 1
"""Of the contract: keys are added freely, a renamed or removed one makes this 2."""


def calendar_json(calendar: Calendar) -> str:
    """Return one ASCII object and a newline; moments are in UTC."""
    job, times, drift = calendar.cron_job, calendar.times, calendar.drift
    whole = {
        "version": VERSION,
        "start": _moment(calendar.start),
        "end": _moment(calendar.end),
        "cronJob": {
            "schedule": job.schedule,
            "timeZone": job.time_zone,
            "timeZoneAssumed": "UTC" if times.is_zone_assumed else None,
            "place": job.place or None,
        },
        "driftMinutes": [_minutes(drift.least), _minutes(drift.most)],
        "schedules": [_schedule(schedule) for schedule in calendar.schedules],
    }
    return f"{json.dumps(whole, indent=2)}\n"


def _schedule(calendar: ScheduleCalendar) -> dict[str, Any]:
    one, proposal = calendar.schedules[0], calendar.proposal
    return {
        "places": [
            {
                "option": schedule.option,
                "pointer": format_pointer(schedule.pointer),
                "isDefault": schedule.is_default,
            }
            for schedule in calendar.schedules
        ],
        "entries": list(one.entries),
        "timezone": one.time_zone,
        "verdict": calendar.verdict.value,
        "failure": calendar.failure,
        "heldAlways": calendar.held_always,
        "nextMeeting": _meeting(calendar.next_meeting),
        "minimumReleaseAge": None
        if proposal is None
        else {
            "age": proposal.age,
            "due": _moment(proposal.due),
            "nextMeeting": _meeting(proposal.meeting),
        },
        "missedWindows": [_window(window) for window in calendar.missed],
        "days": [_day(day) for day in calendar.days],
    }


def _day(day: Day) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "windows": [_window(window) for window in day.windows],
        "starts": [_meeting(meeting) for meeting in day.meetings],
        "clockChanges": [
            {
                "at": _moment(change.at),
                "offsetMinutes": [_minutes(change.before), _minutes(change.after)],
            }
            for change in day.changes
        ],
    }


def _meeting(meeting: Meeting | None) -> dict[str, str] | None:
    if meeting is None:
        return None
    return {"at": _moment(meeting.run), "meets": meeting.certainty.value}


def _window(window: Window) -> dict[str, str]:
    return {"start": _moment(window.start), "end": _moment(window.end)}


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _minutes(length: timedelta) -> float:
    return length / timedelta(minutes=1)
