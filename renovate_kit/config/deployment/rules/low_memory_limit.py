"""The rule `low-memory-limit`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.pods import has_renovate_image
from renovate_kit.config.deployment.quantities import MEBIBYTE, quantity_of, shown_mebibytes
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity

__all__ = ["LowMemoryLimit"]

_LEAST = 512 * MEBIBYTE
_LEAST_TO_START = 64 * MEBIBYTE
_LIMIT = "resources:\n  limits:\n    memory: {}\n"


class LowMemoryLimit(DeploymentRule):
    """The limit for the memory is lower than what Renovate takes for the smallest repository.

    Measured with release 44, Renovate takes some 400 MiB to look up the updates of one package.
    Git, package managers and larger repositories come on top. Beyond the limit the kernel kills
    it: exit code 137, `OOMKilled`, and no line in the log. Mind the unit: `512m` is half a byte,
    as `m` stands for a thousandth; `512Mi` is meant.

    Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
    """

    code = "RK726"
    name = "low-memory-limit"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job(container=_LIMIT.format("1Gi"))),
        wanted(cron_job(container=_LIMIT.format("2000000000"))),
    )
    invalid: ClassVar = (
        unwanted(cron_job(container=_LIMIT.format("256Mi")), at="256Mi"),
        unwanted(cron_job(container=_LIMIT.format("512m")), at="512m"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the limit for the memory, if it is too low."""
        deployment = subject.deployment
        limit = deployment.container.at("resources", "limits", "memory")
        size = quantity_of(limit)
        if limit is None or size is None or not has_renovate_image(deployment) or size >= _LEAST:
            return
        if size < _LEAST_TO_START:
            yield DeploymentFinding(
                origin=limit.origin,
                at_key=False,
                severity=Severity.ERROR,
                message=f"`{limit.content}` is {_shown_bytes(float(size))}, with which nothing "
                "starts",
                help="write a unit such as `Mi` or `Gi`, as in `memory: 2Gi`",
            )
        else:
            yield DeploymentFinding(
                origin=limit.origin,
                at_key=False,
                message=f"Renovate alone takes some 400 MiB: with {shown_mebibytes(size)} it is "
                "killed sooner or later (`OOMKilled`)",
                help="write `memory: 1Gi` or more",
            )


def _shown_bytes(size: float) -> str:
    return f"{size:.10g} bytes"
