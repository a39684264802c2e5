"""The rule `left-over-creation-timestamp`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.amendments import removed
from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.problem_places import written_objects
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue

__all__ = ["LeftOverCreationTimestamp"]


_LEFT = """\
apiVersion: v1
kind: ConfigMap
metadata:
  creationTimestamp: null
  name: renovate-env
data:
  RENOVATE_PLATFORM: gitea
---
"""
_CONTAINER = """\
envFrom:
  - configMapRef:
      name: renovate-env
"""
_CRON_JOB = cron_job(container=_CONTAINER)


class LeftOverCreationTimestamp(DeploymentRule):
    """`creationTimestamp: null` is left of what `kubectl create --dry-run` printed.

    The field is the API server's to set; null in it means nothing. SOPS leaves null out of its
    checksum, so that the line can go even from an encrypted file.

    Source: `walkValue` in `sops.go` of SOPS; `ObjectMeta` of Kubernetes.
    """

    code = "RK775"
    name = "left-over-creation-timestamp"
    severity = Severity.INFO
    valid: ClassVar = (wanted(_LEFT.replace("  creationTimestamp: null\n", "") + _CRON_JOB),)
    invalid: ClassVar = (
        unwanted(
            _LEFT + _CRON_JOB,
            at="creationTimestamp",
            fixed=_LEFT.replace("  creationTimestamp: null\n", "") + _CRON_JOB,
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every such field of the objects that belong to Renovate."""
        for item in written_objects(subject.deployment):
            for value in item.walk():
                for key, metadata in value.fields().items():
                    if key == "metadata":
                        yield from _findings(metadata)


def _findings(metadata: LocatedValue) -> Iterator[DeploymentFinding]:
    left = metadata.at("creationTimestamp")
    if left is None or left.content is not None or left.origin.key_span is None:
        return
    is_alone = len(metadata.fields()) == 1
    yield DeploymentFinding(
        origin=left.origin,
        message="`creationTimestamp: null` is left of `kubectl create --dry-run`",
        help="remove the line",
        fix=removed(
            metadata.origin if is_alone else left.origin,
            "remove the empty `metadata`" if is_alone else "remove `creationTimestamp`",
        ),
    )
