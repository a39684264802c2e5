"""`schedule` is read by a stricter grammar than it used to be."""

import re
from typing import Final

from renovate_kit.config.grammars.javascript_text import trim
from renovate_kit.config.grammars.recurrences import ScheduleCrashError
from renovate_kit.config.grammars.schedules import first_time_window, with_full_hours
from renovate_kit.config.javascript import is_true
from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import TrackedList, own_origin, reworded

__all__ = ["Schedule"]

_TWO_BOUNDS: Final = re.compile(
    r"^(?P<before>.*?)(?P<one>after|before) (?P<one_time>.*?) and"
    r" (?P<two>after|before) (?P<two_time>.*?)(?: |\Z)(?P<rest>.*)"
)
_EVERY_DAY_OF_WEEK: Final = re.compile(r"every ((?:mon|tues|wednes|thurs|fri|satur|sun)day)\Z")


class Schedule(Migration):
    """A stretch over midnight is two stretches, and days have one way to be written.

    Source: `lib/config/migrations/custom/schedule-migration.ts`.
    """

    options = ("schedule",)
    removes_option = False
    examples = (
        Migrated(
            {"schedule": "after 10pm and before 5am"}, {"schedule": ["after 10pm", "before 5am"]}
        ),
        Migrated(
            {"schedule": ["before 5am on every weekday"]},
            {"schedule": ["before 5am every weekday"]},
        ),
        Migrated(
            {"schedule": "after 1am and before 5am every monday"},
            {"schedule": "after 1am and before 5am on monday"},
        ),
        Migrated(
            {"schedule": "before 3am on the last day of the month"},
            {"schedule": "before 3am on the first day of the month"},
        ),
        Migrated({"schedule": "before 5am every day"}, {"schedule": "before 5am"}),
        Migrated({"schedule": {}}, {"schedule": []}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Split what spans midnight, then rewrite the days."""
        value = occurrence.value
        if not is_true(value):
            return
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        for index, text in enumerate(texts):
            if not isinstance(text, str):
                raise occurrence.unmigratable("a schedule is a text", index)
        try:
            halves = [_split_at_midnight(text) for text in texts]
        except ScheduleCrashError as error:
            raise occurrence.unmigratable(str(error)) from error
        split = [first for first, _ in halves] + [
            second for _, second in halves if second is not None
        ]
        today = TrackedList([_with_days_of_today(text) for text in split], own_origin(value))
        occurrence.rewrite(today[0] if isinstance(value, str) and len(today) == 1 else today)


def _split_at_midnight(text: str) -> tuple[str, str | None]:
    if " and " not in text or "before " not in text or "after " not in text:
        return text, None
    window = first_time_window(with_full_hours(text))
    if window is None or window[0] <= window[1]:
        return text, None
    halves = (
        _TWO_BOUNDS.sub(rf"\g<before>\g<{one}> \g<{one}_time> \g<rest>", text, count=1)
        for one in ("one", "two")
    )
    first, second = (reworded(text, trim(half)) for half in halves)
    return first, second


def _with_days_of_today(text: str) -> str:
    new = text.replace("on the last day of the month", "on the first day of the month", 1)
    new = new.replace("on every weekday", "every weekday", 1)
    if new.endswith(" every day"):
        new = new.replace(" every day", "", 1)
    new = _EVERY_DAY_OF_WEEK.sub(r"on \1", new, count=1)
    if new.endswith("days"):
        new = new.replace("days", "day", 1)
    return reworded(text, new)
