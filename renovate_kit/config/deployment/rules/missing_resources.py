"""The rule `missing-resources`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.pods import container_place, is_whole
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity

__all__ = ["MissingResources"]

_REQUESTS = "resources:\n  requests:\n    cpu: 100m\n    memory: 512Mi\n"
_LIMITS = "  limits:\n    memory: 2Gi\n"
_LIMIT_RANGE = """\
apiVersion: v1
kind: LimitRange
metadata:
  name: defaults
spec:
  limits:
    - type: Container
      default: {memory: 2Gi}
      defaultRequest: {memory: 512Mi}
---
"""


class MissingResources(DeploymentRule):
    """The container asks for no resources, or has no limit for its memory.

    Renovate alone takes some 400 MiB, and the package managers that it starts take much more. A
    pod that asks for nothing is put on a node that has nothing to spare, and is the first to be
    evicted there; one without a limit may bring down others first. A limit for the CPU is not
    needed: it only makes each run longer.

    Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
    """

    code = "RK725"
    name = "missing-resources"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job(container=f"{_REQUESTS}{_LIMITS}")),
        wanted(_LIMIT_RANGE + cron_job()),
    )
    invalid: ClassVar = (
        unwanted(cron_job(), at="name"),
        unwanted(cron_job(container=_REQUESTS), at="resources"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the container, or its resources, where something is missing."""
        deployment = subject.deployment
        if not is_whole(deployment) or _has_defaults(deployment):
            return
        resources = deployment.container.at("resources")
        if resources is None or not (resources.fields("requests") or resources.fields("limits")):
            yield DeploymentFinding(
                origin=container_place(deployment),
                message="no `resources`: the pod comes to any node, is the first to be evicted, "
                "and may take all of its memory",
                help="write requests such as `cpu: 100m` and `memory: 512Mi`, and a limit such as "
                "`memory: 2Gi`",
            )
        elif resources.at("limits", "memory") is None:
            yield DeploymentFinding(
                origin=resources.origin,
                severity=Severity.INFO,
                message="no limit for the memory: Renovate and its package managers may take all "
                "that the node has",
                help="write a limit such as `memory: 2Gi`",
            )


def _has_defaults(deployment: Deployment) -> bool:
    """Return whether the pod or its namespace gives the container what it does not ask for."""
    if deployment.pod.fields("resources"):
        return True
    return any(
        item.text("metadata", "namespace") in {None, deployment.namespace}
        for item in deployment.source.of_kind("LimitRange")
    )
