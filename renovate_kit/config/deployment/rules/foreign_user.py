"""The rule `foreign-user`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.pods import image_user, security_setting
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity

__all__ = ["ForeignUser"]


class ForeignUser(DeploymentRule):
    """The container runs as a user and a group to whom nothing in the image belongs.

    What may be written in the image belongs to the user 12021 (1000 before release 39) and the
    group 0: the home folder, and `/opt/containerbase`, into which package managers are installed.
    Any other user can do the same as long as its group is 0, which it is where nothing else is
    written. With another group no package manager can be installed, and lock files are left
    as they are.

    Source: https://github.com/containerbase/base/issues/757,
    https://github.com/mend/renovate-ce-ee/issues/619
    """

    code = "RK712"
    name = "foreign-user"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job(pod="securityContext:\n  runAsUser: 12021\n  runAsGroup: 12021")),
        wanted(cron_job(pod="securityContext:\n  runAsUser: 1000\n  fsGroup: 1000")),
        wanted(
            cron_job(
                pod="securityContext:\n  runAsUser: 1000\n  runAsGroup: 1000\n"
                "  supplementalGroups: [0]"
            )
        ),
        wanted(
            cron_job(pod="securityContext:\n  runAsUser: 1000\n  runAsGroup: 1000").replace(
                "44.121.2", "38.142.7"
            )
        ),
    )
    invalid: ClassVar = (
        unwanted(
            cron_job(pod="securityContext:\n  runAsUser: 1000\n  runAsGroup: 1000"),
            at="runAsUser",
        ),
        unwanted(
            cron_job(pod="securityContext:\n  runAsUser: 12021\n  runAsGroup: 12021").replace(
                "44.121.2", "38.142.7"
            ),
            at="runAsUser",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the user of the container, if it can't write where the image wants it to."""
        deployment = subject.deployment
        own = image_user(deployment)
        user = security_setting(deployment, "runAsUser")
        if own is None or user is None or type(user.content) is not int:
            return
        if user.content in (0, own) or _is_in_group_of_image(deployment):
            return
        yield DeploymentFinding(
            origin=user.origin,
            message=f"user {user.content} can't write to `/opt/containerbase` and its home in "
            f"the image, which belong to user {own} and group 0: no package manager can be "
            "installed",
            help=f"write `runAsUser: {own}`, or `runAsGroup: 0`",
        )


def _is_in_group_of_image(deployment: Deployment) -> bool:
    """Return whether the user has the group 0, as its own or beside it."""
    group = security_setting(deployment, "runAsGroup")
    if group is None or group.content in (0, None):
        return True
    context = deployment.pod.at("securityContext")
    if context is None:
        return False
    more = [item.content for item in context.items("supplementalGroups")]
    volume_group = context.at("fsGroup")
    return 0 in more or (volume_group is not None and volume_group.content == 0)
