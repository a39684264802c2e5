"""A calendar as text for a terminal.

Each day is a row, and each half hour on the clocks of the schedule a column.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from textwrap import wrap
from typing import Final

from renovate_kit.config.calendar.calendar import Calendar, Day, ScheduleCalendar, Verdict
from renovate_kit.config.calendar.meetings import Certainty, Meeting
from renovate_kit.config.calendar.windows import Window
from renovate_kit.config.formats.calendar_words import (
    change_words,
    day_words,
    facts,
    heading,
    introduction,
    texts_of,
)

__all__ = ["NARROWEST", "calendar_text"]

NARROWEST: Final = 60
"""Columns that the text needs."""

_HALF_HOUR: Final = timedelta(minutes=30)
_CELLS: Final = 48
_LABEL: Final = 11
_HOURS_BETWEEN_MARKS: Final = 3
_ANSI: Final = "\x1b[{}m{}\x1b[0m"
_COLOURS: Final = {Verdict.OK: "32", Verdict.RARELY: "33", Verdict.NEVER: "31"}


class _Cell(Enum):
    """What is in half an hour; what comes later here wins."""

    NOTHING = auto()
    WINDOW = auto()
    START_OUTSIDE = auto()
    START_PERHAPS = auto()
    START_INSIDE = auto()
    SKIPPED = auto()


_STARTS: Final = {
    Certainty.NEVER: _Cell.START_OUTSIDE,
    Certainty.SOMETIMES: _Cell.START_PERHAPS,
    Certainty.ALWAYS: _Cell.START_INSIDE,
}
_MEANINGS: Final = {
    _Cell.START_INSIDE: "start meets the schedule",
    _Cell.START_PERHAPS: "meets it if early or late enough",
    _Cell.START_OUTSIDE: "start outside the schedule",
    _Cell.WINDOW: "schedule holds, no start",
    _Cell.SKIPPED: "no such time that day",
}
_SIGNS: Final = {
    _Cell.NOTHING: " ",
    _Cell.WINDOW: "─",
    _Cell.START_OUTSIDE: "·",
    _Cell.START_PERHAPS: "◐",
    _Cell.START_INSIDE: "●",
    _Cell.SKIPPED: "\N{BOX DRAWINGS LIGHT DIAGONAL CROSS}",
}
_ASCII_SIGNS: Final = {
    _Cell.NOTHING: " ",
    _Cell.WINDOW: "-",
    _Cell.START_OUTSIDE: ".",
    _Cell.START_PERHAPS: "?",
    _Cell.START_INSIDE: "#",
    _Cell.SKIPPED: "x",
}


def calendar_text(
    calendar: Calendar, *, width: int = 80, colour: bool = False, ascii_only: bool = False
) -> str:
    """Return a calendar as a person reads it in a terminal.

    Args:
        calendar: what is drawn.
        width: in columns; what is narrower than `NARROWEST` gets that.
        colour: whether to use ANSI colours; nothing depends on them.
        ascii_only: whether to do without any other character.
    """
    signs = _ASCII_SIGNS if ascii_only else _SIGNS
    drawing = _Drawing(width=max(width, NARROWEST), colour=colour, signs=signs)
    text = "\n".join(drawing.lines(calendar)) + "\n"
    return text.encode("ascii", "backslashreplace").decode() if ascii_only else text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """How wide, in which colours and with which signs the text is drawn."""

    width: int
    colour: bool
    signs: Mapping[_Cell, str]

    def lines(self, calendar: Calendar) -> Iterator[str]:
        yield from self._wrapped(" ".join(introduction(calendar)), "")
        seen: set[_Cell] = set()
        for schedule in calendar.schedules:
            yield ""
            yield from self._schedule(schedule, seen)
        legend = [f"{self.signs[cell]} {text}" for cell, text in _MEANINGS.items() if cell in seen]
        if legend:
            yield ""
            yield from self._legend(legend)

    def _schedule(self, schedule: ScheduleCalendar, seen: set[_Cell]) -> Iterator[str]:
        for line in self._wrapped(heading(schedule), ""):
            yield _ANSI.format(f"1;{_COLOURS[schedule.verdict]}", line) if self.colour else line
        yield from self._wrapped(texts_of(schedule), "  ")
        yield f"{'':{_LABEL}}{_axis()}".rstrip()
        for day in schedule.days:
            yield from self._day(day, schedule, seen)
        for fact in facts(schedule):
            yield from self._wrapped(fact, "  ")

    def _day(self, day: Day, schedule: ScheduleCalendar, seen: set[_Cell]) -> Iterator[str]:
        cells = _cells(day, schedule)
        seen.update(cells)
        row = "".join(self.signs[cell] for cell in cells)
        label = day_words(day.start.astimezone(schedule.zone))
        notes = [change_words(change) for change in day.changes]
        if self.colour:
            label = _ANSI.format("2", label)
        line = f"{label} {row}"
        count = _count(day.meetings)
        room = self.width - _LABEL - _CELLS
        yield f"{line} {count}".rstrip() if len(count) < room else line.rstrip()
        for note in notes:
            yield f"{'':{_LABEL}}{note}"

    def _wrapped(self, text: str, indent: str) -> list[str]:
        return wrap(text, self.width, initial_indent=indent, subsequent_indent=f"{indent}  ")

    def _legend(self, parts: Iterable[str]) -> Iterator[str]:
        line = ""
        for part in parts:
            joined = f"{line}   {part}" if line else part
            if len(joined) > self.width:
                yield line
                joined = part
            line = joined
        yield line


def _axis() -> str:
    marks = range(0, 24, _HOURS_BETWEEN_MARKS)
    return "".join(f"{hour:<{2 * _HOURS_BETWEEN_MARKS}}" for hour in marks)


def _count(met: Iterable[Meeting]) -> str:
    met = tuple(met)
    sure = sum(one.certainty is Certainty.ALWAYS for one in met)
    return f"{sure} of {len(met)}" if sure else ""


def _cells(day: Day, schedule: ScheduleCalendar) -> list[_Cell]:
    """Return what is in each half hour that clocks show on a day."""
    cells = [_Cell.NOTHING] * _CELLS

    def put(moment: datetime, cell: _Cell) -> None:
        here = moment.astimezone(schedule.zone)
        index = 2 * here.hour + here.minute // 30
        cells[index] = max(cells[index], cell, key=lambda one: one.value)

    for window in day.windows:
        for moment in _half_hours(window):
            put(moment, _Cell.WINDOW)
    for meeting in day.meetings:
        put(meeting.run, _STARTS[meeting.certainty])
    for change in day.changes:
        skipped = change.shown_before
        while skipped < change.shown_after and skipped.date() == day.date:
            cells[2 * skipped.hour + skipped.minute // 30] = _Cell.SKIPPED
            skipped += _HALF_HOUR
    return cells


def _half_hours(window: Window) -> Iterator[datetime]:
    """Yield a moment in each half hour of a window; all offsets are multiples of 15 minutes."""
    moment = window.start
    while moment < window.end:
        yield moment
        quarter = moment + _HALF_HOUR / 2
        moment = quarter.replace(minute=quarter.minute // 15 * 15)
