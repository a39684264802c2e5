"""The rule `deadline-beyond-period`."""

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.pods import job_spec
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.run_meetings import job_times, shortest_period
from renovate_kit.config.diagnostics import Severity

__all__ = ["DeadlineBeyondPeriod"]

_DEADLINE = "activeDeadlineSeconds"


class DeadlineBeyondPeriod(DeploymentRule):
    """A run may take longer than the time until the next one is due.

    With `concurrencyPolicy: Forbid` a run that hangs makes the controller leave out the next ones
    until the deadline ends it; with `Replace` the next one ends it first, and with `Allow` both
    work at once. Write somewhat less than the time between two runs, so that each has a start.

    Source: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy
    """

    code = "RK783"
    name = "deadline-beyond-period"
    severity = Severity.INFO
    valid: ClassVar = (
        wanted(cron_job(job="activeDeadlineSeconds: 3600")),
        wanted(
            cron_job(job="activeDeadlineSeconds: 7200").replace("0 * * * *", "0 4 * * *"),
        ),
    )
    invalid: ClassVar = (
        unwanted(cron_job(job="activeDeadlineSeconds: 7200"), at=_DEADLINE),
        unwanted(
            cron_job(pod="activeDeadlineSeconds: 3000").replace("0 * * * *", "0,30 * * * *"),
            at=_DEADLINE,
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the deadline that ends a run, if it is later than the next start."""
        deployment = subject.deployment
        times, spec = job_times(deployment), job_spec(deployment)
        if times is None or spec is None:
            return
        ends = (spec.at(_DEADLINE), deployment.pod.at(_DEADLINE))
        known = [(end.content, end) for end in ends if end and type(end.content) is int]
        period = shortest_period(times)
        if not known or period is None:
            return
        length, end = min(known, key=lambda pair: pair[0])
        if timedelta(seconds=length) > period:
            seconds = int(period.total_seconds())
            yield DeploymentFinding(
                origin=end.origin,
                message=f"a run may take {length} seconds, and the next one is due after {seconds}",
                help=f"write less than {seconds}, or let the job start less often",
            )
