"""The rule `request-above-limit`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.quantities import quantity_of
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity

__all__ = ["RequestAboveLimit"]

_RESOURCES = "resources:\n  requests:\n    memory: {}\n  limits:\n    memory: {}\n"


class RequestAboveLimit(DeploymentRule):
    """The container asks for more of a resource than it may have.

    The API server refuses such a pod. For a CronJob that shows only when a run is due: the
    CronJob itself is taken, but each of its Jobs fails to make a pod. Mind the units: `1G` is
    less than `1Gi`.

    Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
    """

    code = "RK728"
    name = "request-above-limit"
    severity = Severity.ERROR
    valid: ClassVar = (
        wanted(cron_job(container=_RESOURCES.format("512Mi", "2Gi"))),
        wanted(cron_job(container=_RESOURCES.format("1024Mi", "1Gi"))),
    )
    invalid: ClassVar = (unwanted(cron_job(container=_RESOURCES.format("1Gi", "1G")), at="1Gi"),)

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every request that is higher than its limit."""
        resources = subject.deployment.container.at("resources")
        if resources is None:
            return
        for name, request in resources.fields("requests").items():
            limit = resources.at("limits", name)
            asked, most = quantity_of(request), quantity_of(limit)
            if limit is not None and asked is not None and most is not None and asked > most:
                yield DeploymentFinding(
                    origin=request.origin,
                    at_key=False,
                    message=f"the container asks for {request.content} of {name}, and may have "
                    f"{limit.content}: the API server refuses the pod",
                    help="lower the request, or raise the limit",
                )
