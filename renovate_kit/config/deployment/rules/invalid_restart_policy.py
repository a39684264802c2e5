"""The rule `invalid-restart-policy`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.amendments import rewritten
from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.member_insertion import added_members
from renovate_kit.config.deployment.pods import is_whole, runs_as_job
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity

__all__ = ["InvalidRestartPolicy"]

_NEVER = "restartPolicy: Never"
_LAST_LINE = f"          {_NEVER}\n"
_HELP = "write `restartPolicy: Never`"


class InvalidRestartPolicy(DeploymentRule):
    """The pod of a Job is to be restarted always, which the API server refuses.

    `Always` is also what holds where nothing is written. A Job is done when its pod has ended,
    so it takes `Never` or `OnFailure`. With `Never` the pod of a run that failed stays, with its
    log.

    Source: https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template
    """

    code = "RK706"
    name = "invalid-restart-policy"
    severity = Severity.ERROR
    valid: ClassVar = (
        wanted(cron_job()),
        wanted(cron_job().replace("Never", "OnFailure")),
    )
    invalid: ClassVar = (
        unwanted(cron_job().replace("Never", "Always"), at="restartPolicy", fixed=cron_job()),
        unwanted(
            cron_job(pod="automountServiceAccountToken: false").replace(_LAST_LINE, ""),
            at="spec",
            fixed=cron_job(pod=f"{_NEVER}\nautomountServiceAccountToken: false").replace(
                f"44.121.2\n{_LAST_LINE}", "44.121.2\n"
            ),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the policy of a Job's pod, or the spec that has none."""
        deployment = subject.deployment
        if not runs_as_job(deployment) or not is_whole(deployment):
            return
        policy = deployment.pod.at("restartPolicy")
        if policy is None:
            yield DeploymentFinding(
                origin=deployment.pod.origin,
                message="without `restartPolicy` the API server refuses the Job: it would be "
                "`Always`",
                help=_HELP,
                fix=added_members(
                    deployment,
                    deployment.pod,
                    [_NEVER],
                    after="serviceAccountName",
                    description=f"write `{_NEVER}`",
                ),
            )
        elif policy.content == "Always":
            yield DeploymentFinding(
                origin=policy.origin,
                message="`restartPolicy: Always`: the API server refuses the Job",
                help=_HELP,
                fix=rewritten(policy.origin, "Always", "Never", is_safe=False),
            )
