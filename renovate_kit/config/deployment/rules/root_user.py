"""The rule `root-user`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.literal_fixes import replaced_literal
from renovate_kit.config.deployment.pods import image_user, security_setting
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity

__all__ = ["RootUser"]

_CONTEXT = "securityContext:\n  runAsUser: {user}\n  runAsNonRoot: {non_root}"


class RootUser(DeploymentRule):
    """Renovate runs as root.

    Everything that a package manager runs is then root in the container too, and one step away
    from the node. The image is made for a user of its own: 12021, and 1000 before release 39.
    With `runAsNonRoot: true` beside it the kubelet does not even start the container.

    Source: `tools/docker/Dockerfile` of Renovate
    """

    code = "RK711"
    name = "root-user"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job()),
        wanted(cron_job(pod=_CONTEXT.format(user=12021, non_root="true"))),
        wanted(
            cron_job(
                pod=_CONTEXT.format(user=0, non_root="false"),
                container=_CONTEXT.format(user=12021, non_root="true"),
            )
        ),
    )
    invalid: ClassVar = (
        unwanted(
            cron_job(pod=_CONTEXT.format(user=0, non_root="false")),
            at="runAsUser",
            fixed=cron_job(pod=_CONTEXT.format(user=12021, non_root="false")),
        ),
        unwanted(
            cron_job(container=_CONTEXT.format(user=0, non_root="true")),
            at="runAsUser",
            fixed=cron_job(container=_CONTEXT.format(user=12021, non_root="true")),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the user of the container, if it is root."""
        deployment = subject.deployment
        user = security_setting(deployment, "runAsUser")
        if user is None or type(user.content) is not int or user.content != 0:
            return
        own = image_user(deployment)
        non_root = security_setting(deployment, "runAsNonRoot")
        is_refused = non_root is not None and non_root.content is True
        yield DeploymentFinding(
            origin=user.origin,
            severity=Severity.ERROR if is_refused else None,
            message="the kubelet does not start the container: `runAsUser: 0` is root, and "
            "`runAsNonRoot` is true"
            if is_refused
            else "Renovate and all package managers that it starts run as root",
            help="remove it" if own is None else f"write `{own}`, the user of the image",
            fix=None if own is None else replaced_literal(user.origin, "0", str(own)),
        )
