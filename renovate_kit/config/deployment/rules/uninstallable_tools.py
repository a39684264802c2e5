"""The rule `uninstallable-tools`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.pods import image_user, is_helper, security_setting
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.volumes import mounts
from renovate_kit.config.deployment.work_folders import may_be_elsewhere
from renovate_kit.config.diagnostics import Severity

__all__ = ["UninstallableTools"]

_READ_ONLY = "securityContext:\n  readOnlyRootFilesystem: true\n"
_GLOBAL = "env:\n  - name: RENOVATE_BINARY_SOURCE\n    value: global\n"
_TOOLS = "/opt/containerbase"


class UninstallableTools(DeploymentRule):
    """Package managers can't be installed, because the root file system is read-only.

    Renovate writes a lock file by the package manager of the repository, which the image installs
    into `/opt/containerbase` when it is needed. Where that fails, the pull request comes without
    its lock file. Nothing is lost if no repository has one, as with manifests of Kubernetes only:
    `binarySource: global` says so. The image with `-full` in its tag has the package managers in
    it and needs no installing. A volume on `/opt/containerbase` is no way out: it hides Node.js.

    Source: https://docs.renovatebot.com/self-hosted-configuration/#binarysource,
    https://github.com/renovatebot/renovate/issues/20419
    """

    code = "RK716"
    name = "uninstallable-tools"
    severity = Severity.INFO
    valid: ClassVar = (
        wanted(cron_job()),
        wanted(cron_job(container=f"{_READ_ONLY}{_GLOBAL}")),
        wanted(cron_job(container=_READ_ONLY).replace("44.121.2", "44.121.2-full")),
    )
    invalid: ClassVar = (unwanted(cron_job(container=_READ_ONLY), at="readOnlyRootFilesystem"),)

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the read-only root file system, if Renovate installs package managers."""
        deployment = subject.deployment
        read_only = security_setting(deployment, "readOnlyRootFilesystem")
        if read_only is None or read_only.content is not True or is_helper(deployment):
            return
        if _has_tools(deployment):
            return
        source = subject.effective.value("binarySource")
        if may_be_elsewhere(subject, "binarySource") or source not in {None, "install"}:
            return
        yield DeploymentFinding(
            origin=read_only.origin,
            message=f"no package manager can be installed into `{_TOOLS}`, so no lock file that "
            "needs one is updated",
            help="set `RENOVATE_BINARY_SOURCE` to `global`, if no repository has a lock file or "
            "the image is a `-full` one",
        )


def _has_tools(deployment: Deployment) -> bool:
    """Return whether there are package managers, or may be, without installing any."""
    release = deployment.release
    if release is None or image_user(deployment) is None or "full" in (release.tag or ""):
        return True
    return any(
        mount.path.startswith(_TOOLS) and not mount.is_read_only for mount in mounts(deployment)
    )
