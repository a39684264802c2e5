"""The rule `memory-beyond-limit`."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.quantities import (
    MEBIBYTE,
    parse_quantity,
    quantity_of,
    shown_mebibytes,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.work_folders import work_mounts
from renovate_kit.config.diagnostics import Severity

__all__ = ["MemoryBeyondLimit"]

_HEAP = re.compile(r"--max[-_]old[-_]space[-_]size[= ](?P<size>[0-9]{1,9})")
_TOOLS = {
    "nodeMaxMemory": "Node.js, as npm needs it,",
    "jvmMaxMemory": "the Java VM, as Gradle needs it,",
}
_SETTINGS = "toolSettings"
_HELP = "write three quarters of the limit or less, or raise the limit"
_LIMIT = "resources:\n  limits:\n    memory: 2Gi\n"
_NODE_OPTIONS = "env:\n  - name: NODE_OPTIONS\n    value: --max-old-space-size={}\n"
_IN_MEMORY = "volumes:\n  - name: work\n    emptyDir:\n      medium: Memory\n"
_MOUNT = "volumeMounts:\n  - name: work\n    mountPath: /tmp/renovate\n"


class MemoryBeyondLimit(DeploymentRule):
    """Something in the container may take all the memory that the container has.

    Node.js tidies up when its heap comes near `--max-old-space-size`, and the Java VM when it
    comes near `jvmMaxMemory`. Where the limit of the container is reached before, the kernel
    kills the container instead: `OOMKilled`, exit code 137. The heap is not all that a process
    takes, so it should be three quarters of the limit at most. An `emptyDir` with
    `medium: Memory` counts against the same limit, with everything that is cloned into it.

    Source: https://docs.renovatebot.com/configuration-options/#toolsettings,
    https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
    """

    code = "RK727"
    name = "memory-beyond-limit"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job(container=f"{_LIMIT}{_NODE_OPTIONS.format(1536)}")),
        wanted(cron_job(container=_NODE_OPTIONS.format(4096))),
        wanted(cron_job(pod=f"{_IN_MEMORY}      sizeLimit: 1Gi", container=f"{_LIMIT}{_MOUNT}")),
    )
    invalid: ClassVar = (
        unwanted(cron_job(container=f"{_LIMIT}{_NODE_OPTIONS.format(4096)}"), at="value"),
        unwanted(cron_job(pod=_IN_MEMORY, container=f"{_LIMIT}{_MOUNT}"), at="medium"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield everything that may take as much memory as the container may have."""
        deployment = subject.deployment
        limit = quantity_of(deployment.container.at("resources", "limits", "memory"))
        if limit is None or limit < MEBIBYTE:
            return
        yield from _of_heap(deployment, limit)
        yield from _of_tools(subject, limit)
        yield from _of_volumes(subject, limit)


def _of_heap(deployment: Deployment, limit: Fraction) -> Iterator[DeploymentFinding]:
    entry = deployment.environment.get("NODE_OPTIONS")
    found = None if entry is None or entry.value is None else _HEAP.search(entry.value)
    if entry is not None and found is not None and int(found["size"]) * MEBIBYTE >= limit:
        yield DeploymentFinding(
            origin=entry.origin,
            message=f"the heap may grow to {found['size']} MiB, and the container is killed at "
            f"{shown_mebibytes(limit)}",
            help=_HELP,
        )


def _of_tools(subject: DeploymentSubject, limit: Fraction) -> Iterator[DeploymentFinding]:
    option = subject.effective.options.get(_SETTINGS)
    settings = None if option is None else option.value
    if option is None or option.source.origin is None or not isinstance(settings, dict):
        return
    for name, what in _TOOLS.items():
        size = settings.get(name)
        if isinstance(size, int | float) and size * MEBIBYTE >= limit:
            yield DeploymentFinding(
                origin=option.source.origin,
                message=f"`{name}`: {what} may take {size} MiB, and the container is killed at "
                f"{shown_mebibytes(limit)}",
                help=_HELP,
            )


def _of_volumes(subject: DeploymentSubject, limit: Fraction) -> Iterator[DeploymentFinding]:
    for mount in work_mounts(subject):
        medium = None if mount.volume is None else mount.volume.at("emptyDir", "medium")
        if not mount.is_in_memory or medium is None:
            continue
        size = None if mount.size_limit is None else parse_quantity(mount.size_limit)
        if size is None or size >= limit:
            yield DeploymentFinding(
                origin=medium.origin,
                message=f"what Renovate writes to `{mount.path}` is memory, and the container "
                f"is killed at {shown_mebibytes(limit)}",
                help="write a `sizeLimit` well below the limit, or leave out `medium: Memory`",
            )
