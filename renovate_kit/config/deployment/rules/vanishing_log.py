"""The rule `vanishing-log`."""

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

__all__ = ["VanishingLog"]

_SHORTEST_STAY = 600
_HELP = "keep at least one run, unless something else collects the logs"


class VanishingLog(DeploymentRule):
    """The log of a run is deleted before anybody can read it.

    The log goes with the pod, and the pod with its Job: at once for a history limit of 0, and
    `ttlSecondsAfterFinished` after the end. That holds for runs that succeed too, and those are
    worth reading: Renovate exits with 0 even if it could not update one of the repositories.

    Source: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits
    """

    code = "RK705"
    name = "vanishing-log"
    severity = Severity.INFO
    valid: ClassVar = (
        wanted(cron_job()),
        wanted(cron_job(spec="failedJobsHistoryLimit: 1", job="ttlSecondsAfterFinished: 86400")),
    )
    invalid: ClassVar = (
        unwanted(cron_job(spec="failedJobsHistoryLimit: 0"), at="failedJobsHistoryLimit"),
        unwanted(cron_job(spec="successfulJobsHistoryLimit: 0"), at="successfulJobsHistoryLimit"),
        unwanted(
            cron_job(spec="successfulJobsHistoryLimit: 0", job="ttlSecondsAfterFinished: 5"),
            at="ttlSecondsAfterFinished",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the shortest of the times for which logs are kept, if it is too short."""
        deployment = subject.deployment
        job = job_spec(deployment)
        stay = None if job is None else job.at("ttlSecondsAfterFinished")
        failed = deployment.workload.at("spec", "failedJobsHistoryLimit")
        successful = deployment.workload.at("spec", "successfulJobsHistoryLimit")
        if stay is not None and _is_below(stay, _SHORTEST_STAY):
            yield DeploymentFinding(
                origin=stay.origin,
                message=f"the log of each run, of a failed one too, is deleted {stay.content} "
                "seconds after its end",
                help="write a day, `86400`, or leave it to the history limits",
            )
        elif failed is not None and _is_below(failed, 1):
            yield DeploymentFinding(
                origin=failed.origin,
                message="the log of a run that fails is deleted at once",
                help=_HELP,
            )
        elif successful is not None and _is_below(successful, 1):
            yield DeploymentFinding(
                origin=successful.origin,
                message="the log of a run that exits with 0 is deleted at once, though it may "
                "have failed for a repository",
                help=_HELP,
            )


def _is_below(value: LocatedValue, limit: int) -> bool:
    return type(value.content) is int and 0 <= value.content < limit
