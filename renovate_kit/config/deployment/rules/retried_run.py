"""The rule `retried-run`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.literal_fixes import replaced_literal
from renovate_kit.config.deployment.member_insertion import added_members
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.pods import is_whole, job_spec
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue

__all__ = ["RetriedRun"]

_DEFAULT = 6
_MOST = 2
_WANTED = "backoffLimit: 1"
_HELP = "write `backoffLimit: 0` or `1`: the next run comes by the schedule anyway"
_HELP_FOR_CHART = "set `cronjob.jobBackoffLimit` to 1 in the values of the chart"


class RetriedRun(DeploymentRule):
    """A run that fails is repeated several times.

    Renovate fails for a token that is not valid, a config that it does not understand or a
    platform that is down. None of that has changed some seconds later, but each repetition asks
    the platform again and leaves a failed pod. Without a `backoffLimit` there are up to 6 of
    them, and `restartPolicy: OnFailure` deletes the pod with its log after the last one. Finished
    Jobs stay until the history limits of the CronJob let go of them, or for
    `ttlSecondsAfterFinished`.

    Source: https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy
    """

    code = "RK704"
    name = "retried-run"
    severity = Severity.INFO
    valid: ClassVar = (
        wanted(cron_job(job=_WANTED)),
        wanted(cron_job(job="backoffLimit: 0\nttlSecondsAfterFinished: 86400")),
    )
    invalid: ClassVar = (
        unwanted(cron_job(), at="jobTemplate", fixed=cron_job(job=_WANTED)),
        unwanted(cron_job(job="backoffLimit: 5"), at="backoffLimit", fixed=cron_job(job=_WANTED)),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the Job, or its limit, if a run may be repeated more than twice."""
        deployment = subject.deployment
        spec = job_spec(deployment)
        if spec is None or not is_whole(deployment) or spec.at("podFailurePolicy") is not None:
            return
        limit = spec.at("backoffLimit")
        if limit is None:
            yield _unlimited(deployment, spec)
        elif type(limit.content) is int and limit.content > _MOST:
            yield DeploymentFinding(
                origin=limit.origin,
                message=_message(deployment, limit.content),
                help=_HELP,
                fix=replaced_literal(limit.origin, str(limit.content), "1"),
            )


def _unlimited(deployment: Deployment, spec: LocatedValue) -> DeploymentFinding:
    outer = deployment.workload.at("spec", "jobTemplate") or spec
    has_end = spec.at("ttlSecondsAfterFinished") is not None
    missing = "`backoffLimit`" if has_end else "`backoffLimit` and `ttlSecondsAfterFinished`"
    return DeploymentFinding(
        origin=outer.origin,
        message=f"without {missing}: {_message(deployment, _DEFAULT)}",
        help=_HELP_FOR_CHART if deployment.chart is not None else _HELP,
        fix=added_members(deployment, spec, [_WANTED], description=f"write `{_WANTED}`"),
    )


def _message(deployment: Deployment, times: int) -> str:
    if deployment.pod.text("restartPolicy") == "OnFailure":
        return f"a run that fails is repeated up to {times} times, then its pod and log are deleted"
    return f"a run that fails is repeated up to {times} times, each in a new pod"
