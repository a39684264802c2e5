"""The rule `unmatched-network-policy`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.network_policies import (
    is_meant_for_renovate,
    pod_labels,
    policies_for,
    selects,
    selects_another,
)
from renovate_kit.config.deployment.pods import is_whole
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue

__all__ = ["UnmatchedNetworkPolicy"]

_POLICY = """\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: renovate
spec:
  podSelector:
    matchLabels:
      app: {label}
  policyTypes: [Ingress]
---
"""
_LABELLED = cron_job().replace(
    "template:\n        spec:",
    "template:\n        metadata:\n          labels:\n            app: renovate\n        spec:",
)

_OF_REPORT = """\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: renovate-report
spec:
  schedule: 0 6 * * 1
  jobTemplate:
    spec:
      template:
        metadata:
          labels:
            app: renovate-report
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: ghcr.io/org/renovate-kit:1.0.0
---
"""


class UnmatchedNetworkPolicy(DeploymentRule):
    """A NetworkPolicy that is meant for Renovate does not select its pod.

    It selects by labels of pods, those in the template of the Job; the labels of the CronJob are
    others. A policy that selects no pod forbids nothing, and says nothing of it either.

    Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/
    """

    code = "RK722"
    name = "unmatched-network-policy"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(_POLICY.format(label="renovate") + _LABELLED),
        wanted(
            _POLICY.format(label="renovate-report")
            + _OF_REPORT
            + _POLICY.format(label="renovate")
            + _LABELLED
        ),
        wanted(_POLICY.replace("name: renovate", "name: blog").format(label="blog") + cron_job()),
    )
    invalid: ClassVar = (
        unwanted(_POLICY.format(label="renovate") + cron_job(), at="podSelector"),
        unwanted(_POLICY.format(label="renovate-bot") + _LABELLED, at="podSelector"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the selector of every policy that is meant for Renovate and misses it."""
        deployment = subject.deployment
        # The labels that a chart writes depend on the name of its release.
        if deployment.chart is not None or not is_whole(deployment):
            return
        labels = pod_labels(deployment)
        for policy in policies_for(deployment):
            selector = policy.at("spec", "podSelector")
            if selector is None or selects(policy, deployment) is not False:
                continue
            if not is_meant_for_renovate(policy) or selects_another(policy, deployment):
                continue
            asked = ", ".join(f"`{key}: {value}`" for key, value in _labels(selector).items())
            own = ", ".join(f"`{key}: {value}`" for key, value in labels.items())
            yield DeploymentFinding(
                origin=selector.origin,
                message=f"this policy does not hold for Renovate: it asks for {asked}, and the "
                f"pod has {own or 'no labels'}",
                help="write the labels into `template.metadata.labels` of the Job, not of the "
                "CronJob",
            )


def _labels(selector: LocatedValue) -> dict[str, str]:
    return {key: str(value.content) for key, value in selector.fields("matchLabels").items()}
