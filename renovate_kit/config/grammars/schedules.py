"""Which schedules Renovate accepts, and what they mean.

A schedule is a list of texts: cron expressions or sentences. Renovate runs when it is started, so
it can only ask whether "now" lies in the window of a schedule; it refuses what is no window.
"""

import re
from dataclasses import dataclass
from enum import Enum

from renovate_kit.config.grammars.cron_patterns import CronPattern, parse_cron
from renovate_kit.config.grammars.javascript_text import INHERITED_NAMES
from renovate_kit.config.grammars.recurrences import Bound, Constraint, Period, ScheduleCrashError
from renovate_kit.config.grammars.text_schedules import TextSchedule, parse_text_schedule

__all__ = [
    "Bound",
    "Constraint",
    "CronPattern",
    "Period",
    "ScheduleCrashError",
    "ScheduleFault",
    "ScheduleProblem",
    "TextSchedule",
    "first_time_window",
    "parse_schedule",
    "schedule_problem",
    "with_full_hours",
]

_ANY_TIME = "at any time"
_FIRST_OF_MONTH = "before 5am on the first day of the month"
_SHORTHANDS = {"every month": _FIRST_OF_MONTH, "monthly": _FIRST_OF_MONTH}
_SHORT_HOUR = re.compile(r"( [0-9]?[0-9])([ap]m)")
_ALL_MINUTES = frozenset(range(60))
_LONGEST_QUOTE = 80
"""Renovate looks texts up in an object, where it finds these functions instead of a text."""


class ScheduleFault(Enum):
    """Why Renovate refuses a schedule; the value says it of the text before it."""

    CRON_MINUTES = "is a cron expression that does not start with * or leaves out minutes"
    NOT_UNDERSTOOD = "is neither a cron expression nor a sentence that Renovate understands"
    MINUTES = "asks for certain minutes, which Renovate cannot keep"
    NO_WINDOW = "names neither months nor days nor a time to be before or after"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleProblem:
    """The first entry of a schedule that Renovate refuses.

    Attributes:
        fault: what is wrong with it.
        index: its place in the list, from 0.
        text: the entry itself.
    """

    fault: ScheduleFault
    index: int
    text: str

    @property
    def message(self) -> str:
        """One line for people, without a full stop."""
        cut = len(self.text) > _LONGEST_QUOTE
        quoted = f"{self.text[:_LONGEST_QUOTE]}…" if cut else self.text
        return f'"{quoted}" {self.fault.value}'


def schedule_problem(value: object) -> ScheduleProblem | None:
    """Judge a value of the option `schedule`, migrated and massaged.

    Copies `hasValidSchedule` of `workers/repository/update/branch/schedule.ts`. Nothing, and a
    list that begins with "at any time", is fine whatever else it holds.

    Args:
        value: any JSON value; Renovate expects a list of strings.

    Returns:
        None if Renovate accepts it, else its first fault.

    Raises:
        ScheduleCrashError: Renovate fails with an exception: the value is no list, an entry
            before the first bad one is no string, or a sentence makes its parser throw.
    """
    match value:
        case None | 0 | "" | "at any time" | []:  # 0 stands for False too
            return None
        case list():
            return _first_problem(value)
        case _:
            message = "a schedule has to be a list"
            raise ScheduleCrashError(message)


def _first_problem(entries: list[object]) -> ScheduleProblem | None:
    if entries[0] == _ANY_TIME:
        return None
    for index, entry in enumerate(entries):
        if not isinstance(entry, str):
            message = f"entry {index} of a schedule is no text"
            raise ScheduleCrashError(message)
        fault = _fault(entry)
        if fault is not None:
            return ScheduleProblem(fault=fault, index=index, text=entry)
    return None


def parse_schedule(text: str) -> CronPattern | TextSchedule:
    """Parse one entry of a schedule as Renovate does when it asks whether it may run.

    Raises:
        ScheduleCrashError: Renovate fails with an exception here.
    """
    cron = parse_cron(text)
    if cron is not None:
        return cron
    if text in INHERITED_NAMES:
        message = f"Renovate takes {text} for a function of JavaScript"
        raise ScheduleCrashError(message)
    return parse_text_schedule(with_full_hours(_SHORTHANDS.get(text, text)))


def with_full_hours(text: str) -> str:
    """Write `5am` after a blank as `5:00am`, which is all that later understands."""
    return _SHORT_HOUR.sub(r"\1:00\2", text)


def first_time_window(text: str) -> tuple[int, int] | None:
    """Return the times after and before which a sentence allows to run, in seconds of the day.

    Renovate's migration of `schedule` splits a sentence whose first time is the later one. It
    asks for what was understood, even if not all was.

    Args:
        text: the sentence with full hours.

    Returns:
        The first `after` and the first `before` of its first alternative, None unless it has
        both.

    Raises:
        ScheduleCrashError: Renovate fails with an exception here.
    """
    alternatives = parse_text_schedule(text).alternatives
    if not alternatives:
        return None
    limits = {
        limit.bound: limit.values[0]
        for limit in alternatives[0]
        if limit.period is Period.TIME and limit.bound is not Bound.EXACT
    }
    if len(limits) < 2:  # noqa: PLR2004 - both
        return None
    return limits[Bound.AFTER], limits[Bound.BEFORE]


def _fault(text: str) -> ScheduleFault | None:
    match parse_schedule(text):
        case CronPattern() as cron:
            every_minute = cron.minutes == _ALL_MINUTES and text.startswith("*")
            return None if every_minute else ScheduleFault.CRON_MINUTES
        case TextSchedule() as sentence if not sentence.is_complete:
            return ScheduleFault.NOT_UNDERSTOOD
        case TextSchedule() as sentence:
            return _sentence_fault(sentence)


def _sentence_fault(sentence: TextSchedule) -> ScheduleFault | None:
    constraints = [constraint for row in sentence.alternatives for constraint in row]
    if any(
        constraint.period is Period.MINUTE and constraint.bound is Bound.EXACT
        for constraint in constraints
    ):
        return ScheduleFault.MINUTES
    if not any(_limits_window(constraint) for constraint in constraints):
        return ScheduleFault.NO_WINDOW
    return None


def _limits_window(constraint: Constraint) -> bool:
    """Tell whether a constraint is of those of which Renovate wants one at least."""
    if constraint.period is Period.TIME:
        return constraint.bound is not Bound.EXACT
    days_or_months = {Period.MONTH, Period.DAY_OF_WEEK, Period.DAY_OF_MONTH}
    return constraint.period in days_or_months and constraint.bound is Bound.EXACT
