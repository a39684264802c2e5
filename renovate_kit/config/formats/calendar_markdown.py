"""A calendar as GitHub flavoured Markdown."""

from collections.abc import Iterable, Iterator
from typing import Final

from renovate_kit.config.calendar.calendar import Calendar, Day, ScheduleCalendar
from renovate_kit.config.calendar.meetings import Certainty
from renovate_kit.config.formats.calendar_words import (
    change_words,
    clock,
    day_words,
    facts,
    heading,
    introduction,
    texts_of,
)

__all__ = ["calendar_markdown"]

_FEW: Final = 6


def calendar_markdown(calendar: Calendar) -> str:
    """Return a calendar with a table for each schedule."""
    lines = ["# Renovate calendar", "", *_escaped(introduction(calendar))]
    for schedule in calendar.schedules:
        lines += ["", f"## {_escape(heading(schedule))}", "", _escape(texts_of(schedule)), ""]
        lines += ["| day | schedule holds | starts that meet it | perhaps |", "|---|---|---|---|"]
        lines += [_markdown_row(day, schedule) for day in schedule.days]
        lines += ["", *(f"- {fact}" for fact in _escaped(facts(schedule)))]
    return "\n".join(lines) + "\n"


def _markdown_row(day: Day, schedule: ScheduleCalendar) -> str:
    zone = schedule.zone
    windows = ", ".join(
        f"{clock(window.start, zone)} to "
        f"{'24:00' if window.end == day.end else clock(window.end, zone)}"
        for window in day.windows
    )
    label = " ".join(day_words(day.start.astimezone(zone)).split())
    changes = "".join(f"; {change_words(change)}" for change in day.changes)
    sure, perhaps = (
        _clocks(day, schedule, certainty) for certainty in (Certainty.ALWAYS, Certainty.SOMETIMES)
    )
    return f"| {label}{changes} | {windows} | {sure} | {perhaps} |"


def _clocks(day: Day, schedule: ScheduleCalendar, certainty: Certainty) -> str:
    """Return the starts of a day, the first and the last of more than a few."""
    starts = [clock(one.run, schedule.zone) for one in day.meetings if one.certainty is certainty]
    if len(starts) <= _FEW:
        return ", ".join(starts)
    return f"{starts[0]}, {starts[1]}, … {starts[-1]} ({len(starts)})"


def _escaped(texts: Iterable[str]) -> Iterator[str]:
    return map(_escape, texts)


def _escape(text: str) -> str:
    for sign in "\\*_|<[":
        text = text.replace(sign, f"\\{sign}")
    return text
