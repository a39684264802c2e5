"""The rule `suspended-job`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity

__all__ = ["SuspendedJob"]


class SuspendedJob(DeploymentRule):
    """A CronJob or Job is suspended, so Renovate does not run.

    That is right for a cluster that only stands by. Where it was meant for an hour, nobody is
    told that no update has come since: nothing fails.

    Source: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-suspension
    """

    code = "RK708"
    name = "suspended-job"
    severity = Severity.INFO
    valid: ClassVar = (wanted(cron_job()), wanted(cron_job(spec="suspend: false")))
    invalid: ClassVar = (unwanted(cron_job(spec="suspend: true"), at="suspend"),)

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the switch that suspends the workload."""
        deployment = subject.deployment
        suspend = deployment.workload.at("spec", "suspend")
        if suspend is not None and suspend.content is True:
            yield DeploymentFinding(
                origin=suspend.origin,
                message=f"`suspend: true`: this {deployment.kind} starts no run of Renovate",
                help="write `suspend: false`, or remove it, if that was for a time only",
            )
