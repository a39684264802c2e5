"""The rule `wrong-namespace`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity

__all__ = ["WrongNamespace"]


_ELSEWHERE = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: renovate-env
  namespace: {}
data:
  RENOVATE_PLATFORM: gitea
---
"""
_CONTAINER = """\
envFrom:
  - configMapRef:
      name: renovate-env
"""
_CRON_JOB = cron_job(container=_CONTAINER).replace(
    "  name: renovate\nspec", "  name: renovate\n  namespace: renovate\nspec"
)


class WrongNamespace(DeploymentRule):
    """What the pod asks for is in another namespace.

    A pod finds nothing but what is in its own namespace, so it does not start. What counts is
    the namespace in the end: `namespace` of a kustomization, or `targetNamespace` of Flux, may
    have moved one object and not the other.

    Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
    """

    code = "RK773"
    name = "wrong-namespace"
    severity = Severity.ERROR
    valid: ClassVar = (wanted(_ELSEWHERE.format("renovate") + _CRON_JOB),)
    invalid: ClassVar = (unwanted(_ELSEWHERE.format("default") + _CRON_JOB, at="renovate-env"),)

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every reference to what is in another namespace."""
        deployment = subject.deployment
        for missing in deployment.missing:
            if missing.other_namespace is None:
                continue
            own = deployment.namespace or "that of the pod"
            yield DeploymentFinding(
                origin=missing.origin,
                at_key=False,
                message=f"the {missing.kind} `{missing.name}` is in the namespace "
                f"`{missing.other_namespace}`, the {deployment.kind} in `{own}`: "
                "the pod does not start",
                help="move both to one namespace, best by `namespace` of the kustomization",
                severity=Severity.WARNING if missing.is_optional else None,
            )
