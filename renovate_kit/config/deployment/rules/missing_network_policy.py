"""The rule `missing-network-policy`."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.network_policies import (
    is_meant_for_renovate,
    policies_for,
    selects,
)
from renovate_kit.config.deployment.pods import is_whole
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue, Origin

__all__ = ["MissingNetworkPolicy"]

_POLICY = """\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: renovate
spec:
  podSelector: {}
  policyTypes: [Ingress]
"""
_KUSTOMIZATION = "resources:\n  - cronjob.yaml\n"
_FILES = (("cronjob.yaml", cron_job()), ("policy.yaml", _POLICY))


class MissingNetworkPolicy(DeploymentRule):
    """No NetworkPolicy holds for the pod of Renovate.

    It may then reach every service of the cluster and of the network around it, and be reached by
    all pods. Renovate listens to nothing. It needs DNS (port 53), and HTTPS (443) to its platform
    and to the registries of its packages; a proxy, a cache such as Redis and a platform in the
    cluster have ports of their own. A policy has an effect only if the network plugin of the
    cluster enforces it.

    Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/
    """

    code = "RK721"
    name = "missing-network-policy"
    severity = Severity.INFO
    valid: ClassVar = (
        wanted(f"{_KUSTOMIZATION}  - policy.yaml\n", files=_FILES, path="kustomization.yaml"),
    )
    invalid: ClassVar = (
        unwanted(_KUSTOMIZATION, at="resources", files=_FILES, path="kustomization.yaml"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the list of resources that has no policy for the pod."""
        deployment = subject.deployment
        if not deployment.source.is_complete or not is_whole(deployment):
            return
        if deployment.chart is not None or deployment.pod.at("hostNetwork") is not None:
            return
        if any(_is_settled(policy, deployment) for policy in policies_for(deployment)):
            return
        yield DeploymentFinding(
            origin=_place(deployment),
            message="no NetworkPolicy holds for Renovate: it reaches everything in the cluster "
            "and around it",
            help="add one without ingress, and with egress to DNS (port 53) and HTTPS (443)",
        )


def _is_settled(policy: LocatedValue, deployment: Deployment) -> bool:
    """Return whether a policy may hold for the pod, or is meant to, which another rule mends."""
    return selects(policy, deployment) is not False or is_meant_for_renovate(policy)


def _place(deployment: Deployment) -> Origin:
    """Return where a policy would be named: beside the workload, as near to it as can be."""
    folder = PurePosixPath(deployment.workload.origin.path).parent
    lists = [
        (PurePosixPath(each.origin.path).parent == folder, resources.origin)
        for each in deployment.source.kustomizations
        if (resources := each.at("resources")) is not None
    ]
    if not lists:
        name = deployment.workload.at("metadata", "name")
        return deployment.workload.origin if name is None else name.origin
    beside = [origin for is_beside, origin in lists if is_beside]
    return (beside or [lists[-1][1]])[-1]
