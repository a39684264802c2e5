"""The rule `invalid-cron-schedule`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.calendar.cron_jobs import CronTimes, parse_cron_job
from renovate_kit.config.deployment.amendments import rewritten
from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.run_meetings import never_starts
from renovate_kit.config.diagnostics import Fix, Severity
from renovate_kit.config.document.edits import Edit
from renovate_kit.config.document.located import LocatedValue
from renovate_kit.config.grammars.time_zones import accepted_names
from renovate_kit.config.rule import did_you_mean
from renovate_kit.errors import UsageError

__all__ = ["InvalidCronSchedule"]

_FULL_HOUR = "0 * * * *"
_OPEN = re.compile(r"\$\{|\{\{|@every ")
"""What another tool puts in later, and what is no cron expression but understood."""

_WITH_ZONE = re.compile(r"(?:CRON_)?TZ=(?P<zone>\S*)\s+(?P<rest>.*)", re.DOTALL)


def _scheduled(text: str, **more: str) -> str:
    return cron_job(**more).replace(f'"{_FULL_HOUR}"', text)


class InvalidCronSchedule(DeploymentRule):
    """Kubernetes refuses the schedule or the time zone of the CronJob, or never starts it.

    A schedule is five fields of cron, or a name such as `@hourly`. Kubernetes has no seconds, no
    `L`, `W` or `#`, and takes names of days and months in English. The time zone belongs into
    `timeZone`: since 1.29 a schedule that begins with `TZ=` or `CRON_TZ=` is refused. A date that
    there is not, as the 30th of February, is accepted, and then nothing ever starts.

    Source: `validateCronJobSpec` in `pkg/apis/batch/validation/validation.go` of Kubernetes, and
    `ParseStandard` in `parser.go` of robfig/cron.
    """

    code = "RK782"
    name = "invalid-cron-schedule"
    severity = Severity.ERROR
    valid: ClassVar = (
        wanted(_scheduled('"@hourly"')),
        wanted(_scheduled('"5 1-23/2 ? JAN-NOV mon,TUE"', spec="timeZone: Europe/Berlin")),
        wanted(_scheduled('"${RENOVATE_SCHEDULE}"')),
    )
    invalid: ClassVar = (
        unwanted(_scheduled('"0 0 * * * *"'), at='"0 0 * * * *"'),
        unwanted(_scheduled("0 25 * * *"), at="0 25 * * *"),
        unwanted(_scheduled('"0 4 30 2 *"'), at='"0 4 30 2 *"'),
        unwanted(cron_job(spec="timeZone: europe/Berlin"), at="europe/Berlin"),
        unwanted(
            _scheduled('"TZ=Europe/Berlin 0 4 * * *"'),
            at='"TZ=Europe/Berlin 0 4 * * *"',
            fixed=_scheduled('"0 4 * * *"', spec="timeZone: Europe/Berlin"),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the schedule and the time zone, if they are refused."""
        deployment = subject.deployment
        if deployment.kind != "CronJob":
            return
        schedule = deployment.workload.at("spec", "schedule")
        if schedule is not None and isinstance(schedule.content, str):
            yield from _of_schedule(deployment, schedule, schedule.content)
        zone = deployment.workload.at("spec", "timeZone")
        if zone is not None and isinstance(zone.content, str):
            yield from _of_zone(zone, zone.content)


def _of_schedule(
    deployment: Deployment, schedule: LocatedValue, text: str
) -> Iterator[DeploymentFinding]:
    if _OPEN.search(text):
        return
    message, help_, fix = "", "", None
    try:
        times: CronTimes = parse_cron_job(text)
    except UsageError as error:
        message, help_ = error.message, error.hint
    else:
        if never_starts(times):
            message = f"`{text}` names no date that there is: the job never starts"
            help_ = f"name one that there is, or write `{_FULL_HOUR}`"
        elif times.is_zone_in_schedule:
            message = "Kubernetes refuses a time zone in the schedule since 1.29"
            help_ = "write it as `timeZone` beside `schedule`"
            fix = _moved_zone(deployment, schedule, text)
    if message:
        yield DeploymentFinding(
            origin=schedule.origin, at_key=False, message=message, help=help_, fix=fix
        )


def _of_zone(zone: LocatedValue, name: str) -> Iterator[DeploymentFinding]:
    if _OPEN.search(name):
        return
    try:
        parse_cron_job(_FULL_HOUR, name)
    except UsageError as error:
        yield DeploymentFinding(
            origin=zone.origin,
            at_key=False,
            message=error.message,
            help=did_you_mean(name, accepted_names(), error.hint),
        )


def _moved_zone(deployment: Deployment, schedule: LocatedValue, text: str) -> Fix | None:
    """Return the fix that makes a line of its own of a zone; None where there is no room."""
    match, origin = _WITH_ZONE.fullmatch(text), schedule.origin
    has_zone = deployment.workload.at("spec", "timeZone") is not None
    if match is None or has_zone or deployment.chart is not None or origin.key_span is None:
        return None
    shorter = rewritten(origin, text, match["rest"].strip(), is_safe=True)
    if shorter is None:
        return None
    (edit,) = shorter.edits
    whole = origin.document.text
    indent = whole[whole.rfind("\n", 0, origin.key_span.start) + 1 : origin.key_span.start]
    behind = whole[origin.span.end :].partition("\n")[0]
    if indent.strip() or behind.strip():
        return None
    rest = whole[edit.span.end : origin.span.end]
    moved = Edit(
        span=type(edit.span)(edit.span.start, origin.span.end),
        text=f"{edit.text}{rest}\n{indent}timeZone: {match['zone']}",
    )
    return Fix(description="write the zone as `timeZone`", edits=(moved,), is_safe=True)
