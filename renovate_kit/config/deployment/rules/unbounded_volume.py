"""The rule `unbounded-volume`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.pods import is_made_up
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.work_folders import work_mounts
from renovate_kit.config.diagnostics import Severity

__all__ = ["UnboundedVolume"]

_EMPTY = "volumes:\n  - name: work\n    emptyDir: {}\n"
_MOUNT = "volumeMounts:\n  - name: work\n    mountPath: /tmp/renovate\n"
_LIMIT = "resources:\n  limits:\n    ephemeral-storage: 5Gi\n"


class UnboundedVolume(DeploymentRule):
    """The `emptyDir` into which Renovate clones has no size limit.

    It lies on the disk of the node. Clones and the caches of package managers may fill it, and
    then the kubelet evicts pods, not only this one. With a `sizeLimit`, or a limit for
    `ephemeral-storage`, only the run itself ends.

    Source: https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
    """

    code = "RK730"
    name = "unbounded-volume"
    severity = Severity.INFO
    valid: ClassVar = (
        wanted(cron_job(pod=_EMPTY.replace("{}", "{sizeLimit: 5Gi}"), container=_MOUNT)),
        wanted(cron_job(pod=_EMPTY, container=f"{_LIMIT}{_MOUNT}")),
    )
    invalid: ClassVar = (unwanted(cron_job(pod=_EMPTY, container=_MOUNT), at="emptyDir"),)

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every volume on the disk of the node that Renovate may fill."""
        deployment = subject.deployment
        if deployment.container.at("resources", "limits", "ephemeral-storage") is not None:
            return
        for mount in work_mounts(subject):
            volume = None if mount.volume is None else mount.volume.at("emptyDir")
            if volume is None or is_made_up(deployment, volume):
                continue
            if mount.size_limit is not None or mount.is_in_memory:
                continue
            yield DeploymentFinding(
                origin=volume.origin,
                message=f"what Renovate clones to `{mount.path}` may fill the disk of the node",
                help="write `sizeLimit: 5Gi`, or what your repositories need",
            )
