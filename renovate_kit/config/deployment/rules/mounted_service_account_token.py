"""The rule `mounted-service-account-token`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.literal_fixes import replaced_literal
from renovate_kit.config.deployment.member_insertion import added_members
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.pods import is_whole
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.service_accounts import account_name, mounts_token
from renovate_kit.config.diagnostics import Severity

__all__ = ["MountedServiceAccountToken"]

_OFF = "automountServiceAccountToken: false"
_ACCOUNT = """\
apiVersion: v1
kind: ServiceAccount
metadata:
  name: renovate
automountServiceAccountToken: false
---
"""


class MountedServiceAccountToken(DeploymentRule):
    """The container gets a token for the API server of the cluster.

    Renovate speaks to its platform and to registries, never to the cluster. The token lies in a
    file that each program may read which Renovate starts for a repository, and is worth whatever
    the ServiceAccount may do, today or once somebody gives it a role. Switch it off in the spec of
    the pod or in the ServiceAccount. Roles that clouds give to ServiceAccounts work without it.

    Source: https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
    """

    code = "RK719"
    name = "mounted-service-account-token"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job(pod=_OFF)),
        wanted(_ACCOUNT + cron_job(pod="serviceAccountName: renovate")),
    )
    invalid: ClassVar = (
        unwanted(cron_job(), at="spec", fixed=cron_job(pod=_OFF)),
        unwanted(
            cron_job(pod="automountServiceAccountToken: true"),
            at="automountServiceAccountToken",
            fixed=cron_job(pod=_OFF),
        ),
        unwanted(
            _ACCOUNT.replace("false", "true") + cron_job(pod="serviceAccountName: renovate"),
            at="spec",
            fixed=_ACCOUNT.replace("false", "true")
            + cron_job(pod=f"serviceAccountName: renovate\n{_OFF}"),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the spec of the pod, or the switch in it, if the token is mounted."""
        deployment = subject.deployment
        # The chart has no switch for it.
        if deployment.chart is not None or not is_whole(deployment):
            return
        if not mounts_token(deployment):
            return
        switch = deployment.pod.at("automountServiceAccountToken")
        yield DeploymentFinding(
            origin=deployment.pod.origin if switch is None else switch.origin,
            severity=Severity.INFO if _has_other_containers(deployment) else None,
            message=f"the token of the ServiceAccount `{account_name(deployment)}` is mounted, "
            "and Renovate needs none",
            help="switch `automountServiceAccountToken` off, in the spec of the pod",
            fix=added_members(
                deployment,
                deployment.pod,
                [_OFF],
                after="serviceAccountName",
                description="switch `automountServiceAccountToken` off",
            )
            if switch is None
            else replaced_literal(switch.origin, "true", "false"),
        )


def _has_other_containers(deployment: Deployment) -> bool:
    """Return whether something else runs in the pod, which may need the token."""
    pod = deployment.pod
    return len(pod.items("containers")) + len(pod.items("initContainers")) > 1
