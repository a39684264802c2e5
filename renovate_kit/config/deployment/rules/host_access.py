"""The rule `host-access`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.volumes import Mount, mounts
from renovate_kit.config.diagnostics import Severity

__all__ = ["HostAccess"]

_NAMESPACES = {
    "hostNetwork": "it reaches what listens on the node only, and no NetworkPolicy holds for it",
    "hostPID": "it sees all processes of the node",
    "hostIPC": "it shares the memory of processes of the node",
}
_HOST_PATH = """\
volumes:
  - name: work
    hostPath:
      path: {path}
"""
_MOUNT = """\
volumeMounts:
  - name: work
    mountPath: /tmp/renovate
"""
_SOCKETS = ("docker.sock", "containerd.sock", "crio.sock", "podman.sock")


class HostAccess(DeploymentRule):
    """The pod reaches into the node on which it runs.

    A `hostPath` that can be written to is there for the next pod too, lies on whichever node the
    run comes to, and is filled until the node is full. The socket of the container runtime, for
    `binarySource: docker`, is root on the node. Renovate needs none of that: `emptyDir` or a
    claim for its files, and `binarySource: install` for package managers.

    Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
    """

    code = "RK714"
    name = "host-access"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job()),
        wanted(
            cron_job(
                pod=_HOST_PATH.format(path="/etc/ssl/certs"),
                container=f"{_MOUNT}    readOnly: true",
            )
        ),
    )
    invalid: ClassVar = (
        unwanted(cron_job(pod="hostNetwork: true"), at="hostNetwork"),
        unwanted(
            cron_job(pod=_HOST_PATH.format(path="/srv/renovate"), container=_MOUNT), at="hostPath"
        ),
        unwanted(
            cron_job(
                pod=_HOST_PATH.format(path="/var/run/docker.sock"),
                container=f"{_MOUNT}    readOnly: true",
            ),
            at="hostPath",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield what the pod shares with its node."""
        deployment = subject.deployment
        for name, consequence in _NAMESPACES.items():
            switch = deployment.pod.at(name)
            if switch is not None and switch.content is True:
                yield DeploymentFinding(
                    origin=switch.origin,
                    message=f"`{name}: true`: {consequence}",
                    help="remove it: Renovate does not need it",
                )
        seen: set[str] = set()
        for mount in mounts(deployment):
            finding = _of_mount(mount) if mount.name not in seen else None
            if finding is not None:
                seen.add(mount.name)
                yield finding


def _of_mount(mount: Mount) -> DeploymentFinding | None:
    host_path = None if mount.volume is None else mount.volume.at("hostPath")
    if host_path is None:
        return None
    path = host_path.text("path") or ""
    if path.endswith(_SOCKETS):
        return DeploymentFinding(
            origin=host_path.origin,
            message=f"whoever gets into the container has the node, by `{path}`",
            help="leave it out, and `binarySource` at `install`",
        )
    if mount.is_read_only:
        return None
    return DeploymentFinding(
        origin=host_path.origin,
        message=f"Renovate writes into `{path}` of whichever node it comes to",
        help="take an `emptyDir` for one run, or a PersistentVolumeClaim for all",
    )
