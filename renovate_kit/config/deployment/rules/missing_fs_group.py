"""The rule `missing-fs-group`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.member_insertion import added_members
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.pods import is_whole, user_of
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.work_folders import work_mounts
from renovate_kit.config.diagnostics import Fix, Severity

__all__ = ["MissingFsGroup"]

_CLAIMS = frozenset({"persistentVolumeClaim", "ephemeral"})
_CONTEXT = "securityContext:\n  fsGroup: 12021\n"
_CLAIM = "volumes:\n  - name: work\n    persistentVolumeClaim:\n      claimName: renovate\n"
_MOUNT = "volumeMounts:\n  - name: work\n    mountPath: /tmp/renovate\n"


class MissingFsGroup(DeploymentRule):
    """A claimed volume holds the folder of Renovate, and no `fsGroup` gives it to Renovate's user.

    A new volume of most storage classes belongs to root, and Renovate is not root: it can't make
    its folders, and ends. With `fsGroup` the kubelet gives the volume to that group first. Some
    storage classes do without: those of local paths let everybody write, and NFS ignores it.

    Source: https://github.com/renovatebot/helm-charts/issues/280
    """

    code = "RK718"
    name = "missing-fs-group"
    severity = Severity.INFO
    valid: ClassVar = (
        wanted(cron_job(pod=f"{_CONTEXT}{_CLAIM}", container=_MOUNT)),
        wanted(cron_job(pod="volumes:\n  - name: work\n    emptyDir: {}\n", container=_MOUNT)),
    )
    invalid: ClassVar = (
        unwanted(
            cron_job(pod=_CLAIM, container=_MOUNT),
            at="mountPath",
            fixed=cron_job(pod=f"{_CONTEXT}{_CLAIM}", container=_MOUNT),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the first mount of a claim that Renovate may be unable to write to."""
        deployment = subject.deployment
        user = user_of(deployment)
        has_group = deployment.pod.at("securityContext", "fsGroup") is not None
        is_prepared = bool(deployment.pod.items("initContainers"))
        if has_group or is_prepared or user in {0, None} or deployment.chart is not None:
            return
        if not is_whole(deployment):
            return
        for mount in work_mounts(subject):
            path = mount.reference.at("mountPath")
            if mount.kind in _CLAIMS and not mount.is_read_only and path is not None:
                yield DeploymentFinding(
                    origin=path.origin,
                    message=f"the volume at `{mount.path}` may belong to root, and user {user} "
                    "can't write to it then",
                    help=f"write `fsGroup: {user}` into the `securityContext` of the pod",
                    fix=_fix(deployment, f"fsGroup: {user}"),
                )
                return


def _fix(deployment: Deployment, line: str) -> Fix | None:
    context = deployment.pod.at("securityContext")
    if context is not None:
        return added_members(deployment, context, [line], description=f"write `{line}`")
    lines = ["securityContext:", f"  {line}"]
    return added_members(deployment, deployment.pod, lines, description=f"write `{line}`")
