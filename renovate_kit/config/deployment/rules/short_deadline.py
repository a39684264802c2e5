"""The rule `short-deadline`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.pods import job_spec
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue

__all__ = ["ShortDeadline"]

_SECONDS_BETWEEN_LOOKS = 10
_SHORTEST_RUN = 300


class ShortDeadline(DeploymentRule):
    """A deadline leaves Renovate too little time to start, or to do its work.

    The controller looks at a CronJob every 10 seconds; with a shorter `startingDeadlineSeconds`
    it may find each start too late. `activeDeadlineSeconds` counts from the start of the Job: to
    schedule the pod, to pull an image of some hundred MB and to clone the repositories are part
    of it. What is not done in time is broken off, in the middle of a branch if need be.

    Source: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#cron-job-limitations
    """

    code = "RK703"
    name = "short-deadline"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job(spec="startingDeadlineSeconds: 600", job="activeDeadlineSeconds: 3000")),
    )
    invalid: ClassVar = (
        unwanted(cron_job(spec="startingDeadlineSeconds: 5"), at="startingDeadlineSeconds"),
        unwanted(cron_job(job="activeDeadlineSeconds: 60"), at="activeDeadlineSeconds"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every deadline that is too short."""
        deployment = subject.deployment
        spec = job_spec(deployment)
        if spec is None:
            return
        start = deployment.workload.at("spec", "startingDeadlineSeconds")
        if start is not None and _is_below(start, _SECONDS_BETWEEN_LOOKS):
            yield DeploymentFinding(
                origin=start.origin,
                message=f"within {start.content} seconds a run may never start: the controller "
                f"looks every {_SECONDS_BETWEEN_LOOKS} seconds",
                help="write 100 or more",
            )
        for end in (spec.at("activeDeadlineSeconds"), deployment.pod.at("activeDeadlineSeconds")):
            if end is not None and _is_below(end, _SHORTEST_RUN):
                yield DeploymentFinding(
                    origin=end.origin,
                    message=f"a run is broken off after {end.content} seconds, in which the "
                    "image is pulled and the repositories are cloned",
                    help="write somewhat less than the time between two runs, as in "
                    "`activeDeadlineSeconds: 3000` for an hourly one",
                )


def _is_below(value: LocatedValue, limit: int) -> bool:
    return type(value.content) is int and 0 <= value.content < limit
