"""What the calendar formats for people have in common: its facts as short sentences."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

from renovate_kit.config.calendar.calendar import Calendar, ScheduleCalendar, Verdict
from renovate_kit.config.calendar.meetings import Certainty, Meeting
from renovate_kit.config.calendar.schedules import Schedule
from renovate_kit.config.calendar.windows import NO_SCHEDULE
from renovate_kit.config.calendar.zones import ClockChange
from renovate_kit.config.document.location import format_pointer
from renovate_kit.config.formats.printable import printable

__all__ = [
    "change_words",
    "clock",
    "day_words",
    "facts",
    "heading",
    "introduction",
    "place_of",
    "texts_of",
]

_VERDICTS = {
    Verdict.OK: "every window is met",
    Verdict.RARELY: "some windows are missed",
    Verdict.NEVER: "never met",
}
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST_MISSED = 3


def day_words(moment: datetime) -> str:
    """Return a day as in `Mon 30 Nov`, whatever the locale."""
    return f"{_WEEKDAYS[moment.weekday()]} {moment.day:>2} {_MONTHS[moment.month - 1]}"


def clock(moment: datetime, zone: tzinfo) -> str:
    """Return what clocks in a zone show."""
    return f"{moment.astimezone(zone):%H:%M}"


def place_of(schedule: Schedule) -> str:
    """Return which option of which object it is, as in `packageRules[0].schedule`."""
    place = format_pointer((*schedule.pointer, schedule.option))
    about = f" ({printable(schedule.about)})" if schedule.about and schedule.pointer else ""
    return f"{place}{about}"


def texts_of(calendar: ScheduleCalendar) -> str:
    """Return the texts of a schedule and its zone."""
    one = calendar.schedules[0]
    texts = " or ".join(f'"{printable(entry)}"' for entry in one.entries) or "at any time"
    zone = printable(one.time_zone) if one.time_zone else "UTC, as no `timezone` is set"
    return f"{texts}, {zone}{', the default' if one.is_default else ''}"


def heading(calendar: ScheduleCalendar) -> str:
    """Return where a schedule stands and how it gets on."""
    places = ", ".join(place_of(one) for one in calendar.schedules)
    if calendar.verdict is Verdict.OK and not any(day.windows for day in calendar.days):
        return f"{places}: holds on none of these days"
    return f"{places}: {_VERDICTS[calendar.verdict]}"


def introduction(calendar: Calendar) -> Iterator[str]:
    """Yield what is the same for all schedules."""
    job, times = calendar.cron_job, calendar.times
    where = f" ({printable(job.place)})" if job.place else ""
    yield f"Renovate starts at {printable(job.schedule)}{where}, {_zone_of_job(calendar)}."
    least, most = (_minutes(one) for one in (calendar.drift.least, calendar.drift.most))
    yield f"It asks its schedules {least} to {most} minutes after that."
    if times.is_zone_in_schedule:
        yield (
            "Kubernetes since 1.29 refuses a zone in the schedule of a new CronJob: "
            "write it as `timeZone`."
        )


def _zone_of_job(calendar: Calendar) -> str:
    job, times = calendar.cron_job, calendar.times
    if times.is_zone_assumed:
        return "taken for UTC: without `timeZone`, the kube-controller-manager's own zone counts"
    return f"{times.zone}" if times.is_zone_in_schedule else printable(job.time_zone or "UTC")


def _minutes(length: timedelta) -> str:
    return f"{length / timedelta(minutes=1):g}"


def facts(calendar: ScheduleCalendar) -> Iterator[str]:
    """Yield what the days of a schedule add up to."""
    if calendar.failure is not None:
        yield f"Renovate fails here: {printable(calendar.failure)}."
        return
    if calendar.held_always not in {None, NO_SCHEDULE}:
        yield f"It holds at any time: {printable(str(calendar.held_always))}."
    yield _counts(calendar)
    yield from _missed(calendar)
    if calendar.proposal is not None:
        proposal = calendar.proposal
        old = f"is {printable(proposal.age)} old on {_moment(proposal.due, calendar.zone)}"
        met = proposal.meeting
        is_proposed = "no start within a year would propose it"
        if met is not None:
            is_proposed = f"it is proposed {_when(met, calendar.zone)}"
        yield f"An update that is released now {old}; {is_proposed}."


def _counts(calendar: ScheduleCalendar) -> str:
    met = calendar.meetings
    sure = sum(one.certainty is Certainty.ALWAYS for one in met)
    maybe = sum(one.certainty is Certainty.SOMETIMES for one in met)
    also = f", {maybe} more if they are early or late enough" if maybe else ""
    count = f"{sure} of {len(met)} starts meet it{also}"
    if calendar.next_meeting is None:
        return f"{count}; none within a year does."
    return f"{count}; the next {_when(calendar.next_meeting, calendar.zone)}."


def _missed(calendar: ScheduleCalendar) -> Iterator[str]:
    count = len(calendar.missed)
    if not count:
        return
    zone = calendar.zone
    shown = ", ".join(
        f"{_moment(window.start, zone)} to {clock(window.end, zone)}"
        for window in calendar.missed[:_MOST_MISSED]
    )
    more = f" and {count - _MOST_MISSED} more" if count > _MOST_MISSED else ""
    yield f"No start is sure to meet {shown}{more}."


def _when(meeting: Meeting, zone: tzinfo) -> str:
    perhaps = "" if meeting.certainty is Certainty.ALWAYS else "perhaps "
    return f"{perhaps}on {_moment(meeting.run, zone)}"


def _moment(moment: datetime, zone: tzinfo) -> str:
    here = moment.astimezone(zone)
    return f"{' '.join(day_words(here).split())} {clock(moment, zone)}"


def change_words(change: ClockChange) -> str:
    """Return what happens to the clocks, as in `clocks go back from 03:00 to 02:00`."""
    way = "forward" if change.shift > timedelta() else "back"
    before = change.shown_before.replace(tzinfo=UTC)
    after = change.shown_after.replace(tzinfo=UTC)
    return f"clocks go {way} from {clock(before, UTC)} to {clock(after, UTC)}"
