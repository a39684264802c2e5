"""The rule `invalid-quantity`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.environment import is_substituted_later
from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.quantities import quantity_of
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue

__all__ = ["InvalidQuantity"]

_RESOURCES = """\
resources:
  requests:
    cpu: 100m
    memory: 512Mi
  limits:
    memory: {}
"""
_CAPPED = re.compile(r"\+?[0-9.]+[eE][+-]?[0-9]+")
"""Numbers beyond what counts: the API server takes the largest one that it knows."""


class InvalidQuantity(DeploymentRule):
    """An amount of CPU, memory or storage is none that Kubernetes can read, or is negative.

    The API server refuses the object. An amount is a number with one of the suffixes `m`, `k`,
    `M`, `G`, `T`, `Ki`, `Mi`, `Gi`, `Ti`, and no unit: `250Mi`, not `250MB`.

    Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
    """

    code = "RK735"
    name = "invalid-quantity"
    severity = Severity.ERROR
    valid: ClassVar = (wanted(cron_job(container=_RESOURCES.format("1.5Gi"))),)
    invalid: ClassVar = (
        unwanted(cron_job(container=_RESOURCES.format("250MB")), at="250MB"),
        unwanted(cron_job(container=_RESOURCES.format("-5")), at="-5"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every amount that is none."""
        for value in _amounts(subject.deployment):
            text = str(value.content)
            is_read = quantity_of(value) is not None or _CAPPED.fullmatch(text) is not None
            if is_read or not isinstance(value.content, str | int | float):
                continue
            if is_substituted_later(text):
                continue
            yield DeploymentFinding(
                origin=value.origin,
                at_key=False,
                message=f"`{text}` is no amount: the API server refuses the {_kind(subject)}",
                help="write a number with a suffix such as `m`, `Mi` or `Gi`",
            )


def _kind(subject: DeploymentSubject) -> str:
    return subject.deployment.kind or "object"


def _amounts(deployment: Deployment) -> Iterator[LocatedValue]:
    for field in ("requests", "limits"):
        yield from deployment.container.fields("resources", field).values()
    for volume in deployment.pod.items("volumes"):
        if (limit := volume.at("emptyDir", "sizeLimit")) is not None:
            yield limit
