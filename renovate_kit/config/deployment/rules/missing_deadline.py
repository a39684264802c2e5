"""The rule `missing-deadline`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.pods import is_whole, job_spec
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity

__all__ = ["MissingDeadline"]

_ANY_HOUR = re.compile(r"@hourly|@every .*|\S+ +\* +\* +\* +\*")
_ALL_THREE = """\
timeZone: Europe/Berlin
startingDeadlineSeconds: 600
"""


class MissingDeadline(DeploymentRule):
    """A CronJob does not say how long a run may take, how late it may start, or in which time zone.

    A run that hangs on a host that does not answer has no end of its own. With
    `concurrencyPolicy: Forbid` all later ones are left out meanwhile, without an error; without
    it they pile up. Write `activeDeadlineSeconds` into the spec of the Job, less than the time
    between two runs. `startingDeadlineSeconds` leaves out a run that could not start in time,
    rather than make up for it at any later hour. Without `timeZone` the schedule is in the time
    zone of the controller, which is UTC in most clusters, and knows no summer time.

    Source: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
    """

    code = "RK702"
    name = "missing-deadline"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job(spec=_ALL_THREE, job="activeDeadlineSeconds: 3000")),
        wanted(cron_job(job="activeDeadlineSeconds: 3000")),
        wanted(cron_job(pod="activeDeadlineSeconds: 3000")),
    )
    invalid: ClassVar = (
        unwanted(cron_job(), at="schedule"),
        unwanted(cron_job(spec="concurrencyPolicy: Forbid"), at="schedule"),
        unwanted(
            cron_job(job="activeDeadlineSeconds: 3000").replace("0 * * * *", "0 4 * * *"),
            at="schedule",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the schedule, if it lacks a limit that matters."""
        deployment = subject.deployment
        schedule = deployment.workload.at("spec", "schedule")
        if deployment.kind != "CronJob" or not is_whole(deployment) or schedule is None:
            return
        text = str(schedule.content)
        missing = _missing(deployment, text)
        if "activeDeadlineSeconds" in missing:
            consequence, severity = _of_hanging(deployment)
        elif "timeZone" in missing and not _ANY_HOUR.fullmatch(text.strip()):
            consequence, severity = "its hours are those of the cluster, mostly UTC", Severity.INFO
        else:
            return
        yield DeploymentFinding(
            origin=schedule.origin,
            severity=severity,
            message=f"`{text}` without {_joined(missing)}: {consequence}",
            help=_help(deployment, missing),
        )


def _missing(deployment: Deployment, schedule: str) -> list[str]:
    spec, job = deployment.workload.fields("spec"), job_spec(deployment)
    missing = [name for name in ("timeZone", "startingDeadlineSeconds") if name not in spec]
    if "TZ=" in schedule and "timeZone" in missing:
        missing.remove("timeZone")
    in_job = job is not None and job.at("activeDeadlineSeconds") is not None
    if not in_job and deployment.pod.at("activeDeadlineSeconds") is None:
        missing.append("activeDeadlineSeconds")
    return missing


def _of_hanging(deployment: Deployment) -> tuple[str, Severity | None]:
    match deployment.workload.text("spec", "concurrencyPolicy"):
        case "Forbid":
            return "a run that hangs blocks all later ones, because of `Forbid`", None
        case "Replace":
            return "a run that hangs ends only when the next one starts", Severity.INFO
        case _:
            return "a run that hangs never ends, and later ones pile up beside it", None


def _help(deployment: Deployment, missing: list[str]) -> str:
    if deployment.chart is not None:
        return "the chart takes them as `cronjob.timeZone`, `cronjob.activeDeadlineSeconds`, ..."
    if "activeDeadlineSeconds" not in missing:
        return "write it beside `schedule`, as in `timeZone: Europe/Berlin`"
    return (
        "write `activeDeadlineSeconds` into the spec of the Job, less than the time between two "
        "runs; the others beside `schedule`"
    )


def _joined(names: list[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
