"""The rule `overlapping-runs`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.amendments import rewritten
from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.member_insertion import added_members
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.pods import is_whole, job_spec
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.run_meetings import job_times, shortest_period
from renovate_kit.config.diagnostics import Severity

__all__ = ["OverlappingRuns"]

_FORBID = "concurrencyPolicy: Forbid"
_HELP = f"write `{_FORBID}`: a run that is due while another one works is left out"
_HELP_FOR_CHART = "set `cronjob.concurrencyPolicy` to `Forbid` in the values of the chart"


class OverlappingRuns(DeploymentRule):
    """Two runs of Renovate may work at the same time.

    A CronJob starts the next run whether or not the last one has ended, unless its
    `concurrencyPolicy` is `Forbid`. Both then work on the same branches, and each takes the
    other's commits for those of a person. `Replace` ends the older run wherever it is, and the
    repositories behind that point are never reached if each run is too long.

    Source: https://docs.renovatebot.com/examples/self-hosting/#kubernetes
    """

    code = "RK701"
    name = "overlapping-runs"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job(spec=_FORBID)),
        wanted(cron_job(job="activeDeadlineSeconds: 3000")),
    )
    invalid: ClassVar = (
        unwanted(
            cron_job(),
            at="schedule",
            fixed=cron_job(spec=_FORBID),
        ),
        unwanted(
            cron_job(spec="concurrencyPolicy: Allow"),
            at="concurrencyPolicy",
            fixed=cron_job(spec=_FORBID),
        ),
        unwanted(
            cron_job(spec="concurrencyPolicy: Replace"),
            at="concurrencyPolicy",
            fixed=cron_job(spec=_FORBID),
        ),
        unwanted(cron_job(spec=_FORBID, job="parallelism: 2"), at="parallelism"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield what lets two runs of the workload overlap."""
        deployment = subject.deployment
        if not is_whole(deployment):
            return
        if deployment.kind == "CronJob":
            yield from _of_policy(deployment)
        spec = job_spec(deployment)
        pods = None if spec is None else spec.at("parallelism")
        if pods is not None and type(pods.content) is int and pods.content > 1:
            yield DeploymentFinding(
                origin=pods.origin,
                message=f"{pods.content} pods of a run work on the same repositories at once",
                help="remove it, or give each pod repositories of its own",
            )


def _of_policy(deployment: Deployment) -> Iterator[DeploymentFinding]:
    spec, schedule = deployment.workload.at("spec"), deployment.workload.at("spec", "schedule")
    policy = deployment.workload.at("spec", "concurrencyPolicy")
    if spec is None or schedule is None or _ends_before_next(deployment):
        return
    if policy is None or not policy.content:
        yield DeploymentFinding(
            origin=schedule.origin,
            message="without `concurrencyPolicy: Forbid` the next run starts while one that takes "
            "long still works, on the same branches",
            help=_HELP_FOR_CHART if deployment.chart is not None else _HELP,
            fix=added_members(
                deployment, spec, [_FORBID], after="schedule", description=f"write `{_FORBID}`"
            ),
        )
    elif policy.content in ("Allow", "Replace"):
        what = (
            "the next run starts while one that takes long still works, on the same branches"
            if policy.content == "Allow"
            else "the next run ends one that takes long, wherever it is"
        )
        yield DeploymentFinding(
            origin=policy.origin,
            severity=None if policy.content == "Allow" else Severity.INFO,
            message=f"`concurrencyPolicy: {policy.content}`: {what}",
            help=_HELP,
            fix=rewritten(policy.origin, str(policy.content), "Forbid", is_safe=False),
        )


def _ends_before_next(deployment: Deployment) -> bool:
    """Return whether a deadline ends each run before the next one is due."""
    times, job = job_times(deployment), job_spec(deployment)
    period = None if times is None else shortest_period(times)
    if job is None or period is None:
        return False
    deadlines = (job.at("activeDeadlineSeconds"), deployment.pod.at("activeDeadlineSeconds"))
    return any(
        type(each.content) is int and each.content <= period.total_seconds()
        for each in deadlines
        if each is not None
    )
