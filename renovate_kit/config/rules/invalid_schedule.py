"""The rule `invalid-schedule`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, OfficialVerdict, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Setting, Stage, Subject

__all__ = ["InvalidSchedule"]


class InvalidSchedule(Rule):
    """A schedule is no window of time that Renovate understands.

    Renovate runs when it is started and then asks whether it may; a schedule has to say when
    it may, by cron fields with `*` for the minutes or by a sentence. Renovate refuses a config
    whose `schedule` says something else. The official validator does not look at
    `automergeSchedule`; with a faulty one Renovate automerges at any time.

    Source: `hasValidSchedule` in `lib/workers/repository/update/branch/schedule.ts`.
    """

    code = "RK201"
    name = "invalid-schedule"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"schedule": ["before 5am on monday", "* 0-4 * * 1"]}'),
        Valid('{"schedule": "at any time", "automergeSchedule": ["after 22:00"]}'),
    )
    invalid: ClassVar = (
        Invalid('{"schedule": ["before 5am", "every night"]}', at='"every night"'),
        Invalid('{"schedule": ["0 5 * * *"]}', at='"0 5 * * *"'),
        Invalid('{"kubernetes": {"schedule": "at 5am"}}', at='"at 5am"'),
        Invalid('{"automergeSchedule": ["weekends"]}', at='"weekends"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield the first bad entry of each schedule."""
        for setting in subject.at(Stage.SCHEDULE, "schedule"):
            yield from _findings(setting, setting.scope.verdict("error"))
        for setting in subject.at(Stage.TYPED, "automergeSchedule"):
            yield from _findings(setting, None)


def _findings(setting: Setting, official: OfficialVerdict) -> Iterator[Finding]:
    from renovate_kit.config.grammars.schedules import (  # noqa: PLC0415 - few configs have one
        ScheduleCrashError,
        schedule_problem,
    )

    try:
        problem = schedule_problem(setting.value)
    except ScheduleCrashError:
        return  # `validator-crash` says so
    if problem is not None:
        yield Finding(
            pointer=(*setting.pointer, problem.index),
            at_key=False,
            message=problem.message,
            help="write a window of time, as in `before 5am on monday` or `* 0-4 * * 1`",
            official=official,
        )
