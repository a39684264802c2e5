"""The rule `impossible-schedule`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Setting, Stage, Subject

__all__ = ["ImpossibleSchedule"]


class ImpossibleSchedule(Rule):
    """A schedule holds at no time: it asks for a day or an hour that there is not.

    If it is the only one, Renovate never does what it is for. The official validator looks at
    the words only. A stretch over midnight in one sentence is such a schedule too: Renovate
    splits it in two in `schedule`, but not in `automergeSchedule`.

    Source: `isScheduledNow` in `lib/workers/repository/update/branch/schedule.ts`.
    """

    code = "RK619"
    name = "impossible-schedule"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"schedule": ["* 0-4 29 2 *", "after 10pm and before 5am"]}'),
        Valid('{"schedule": ["at any time", "* * 31 2 *"]}'),
    )
    invalid: ClassVar = (
        Invalid('{"schedule": ["* * 31 2 *"]}', at='"* * 31 2 *"'),
        Invalid(
            '{"automergeSchedule": ["before 5am", "after 5pm and before 5pm"]}',
            at='"after 5pm and before 5pm"',
        ),
        Invalid(
            '{"automergeSchedule": ["after 10pm and before 5am"]}',
            at='"after 10pm and before 5am"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every entry that never holds."""
        for setting in subject.at(Stage.SCHEDULE, "schedule"):
            yield from _findings(setting)
        for setting in subject.at(Stage.TYPED, "automergeSchedule"):
            yield from _findings(setting)


def _findings(setting: Setting) -> Iterator[Finding]:
    from renovate_kit.config.grammars.schedules import (  # noqa: PLC0415 - few configs have one
        ScheduleCrashError,
        schedule_problem,
    )
    from renovate_kit.config.schedule_windows import ever_holds  # noqa: PLC0415 - the same

    entries = setting.value
    try:
        if not isinstance(entries, list) or not entries or schedule_problem(entries):
            return
        if entries[0] == "at any time":
            return
        idle = [index for index, entry in enumerate(entries) if ever_holds(entry) is False]
    except ScheduleCrashError:
        return
    for index in idle:
        yield Finding(
            pointer=(*setting.pointer, index),
            at_key=False,
            message=f"`{entries[index]}` holds at no time",
            help="mend it, a stretch over midnight as two entries; `enabled` switches updates off",
        )
