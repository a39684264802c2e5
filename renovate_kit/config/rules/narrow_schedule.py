"""The rule `narrow-schedule`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["NarrowSchedule"]


class NarrowSchedule(Rule):
    """A schedule holds between two full hours only.

    Renovate asks once in each run whether the schedule holds. One that is started every hour on
    the hour, as by `@hourly` or `0 * * * *`, does not meet such a window, unless it happens to
    take that long.

    Source: `isScheduledNow` in `lib/workers/repository/update/branch/schedule.ts`.
    """

    code = "RK620"
    name = "narrow-schedule"
    severity = Severity.INFO
    valid: ClassVar = (
        Valid('{"schedule": ["after 4:30am and before 5:30am", "* 5 * * *"]}'),
        Valid('{"schedule": ["after 5:10am and before 5:50am", "before 3am"]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"schedule": ["after 5:10am and before 5:50am"]}',
            at='["after 5:10am and before 5:50am"]',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every schedule of which no entry holds at a full hour, though some do between."""
        from renovate_kit.config.grammars.schedules import (  # noqa: PLC0415 - few have one
            ScheduleCrashError,
            schedule_problem,
        )
        from renovate_kit.config.schedule_windows import (  # noqa: PLC0415 - the same
            ever_holds,
            ever_meets,
        )

        for setting in subject.at(Stage.SCHEDULE, "schedule"):
            entries = setting.value
            try:
                if not isinstance(entries, list) or not entries or schedule_problem(entries):
                    continue
                if entries[0] == "at any time":
                    continue
                meets = [ever_meets(entry, [0]) for entry in entries]
                is_narrow = not any(one is not False for one in meets) and any(
                    ever_holds(entry) for entry in entries
                )
            except ScheduleCrashError:
                continue
            if is_narrow:
                yield Finding(
                    pointer=setting.pointer,
                    at_key=False,
                    message="a job that starts every full hour never meets this schedule",
                    help="let it begin at or before a full hour and end after it",
                )
