"""The rule `unwritable-base-dir`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.pods import is_helper, security_setting
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.volumes import mounts
from renovate_kit.config.deployment.work_folders import (
    WORK_FOLDERS,
    may_be_elsewhere,
    mount_of,
    work_folder,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import Origin

__all__ = ["UnwritableBaseDir"]

_READ_ONLY = "securityContext:\n  readOnlyRootFilesystem: true\n"
_EMPTY = "volumes:\n  - name: work\n    emptyDir: {}\n"
_FOLDER = "/tmp/renovate"  # noqa: S108 - in the container
_MOUNT = "volumeMounts:\n  - name: work\n    mountPath: "
_BASE_DIR = "env:\n  - name: RENOVATE_BASE_DIR\n    value: /work\n"


class UnwritableBaseDir(DeploymentRule):
    """Renovate can't write into the folder in which it works, `baseDir` or `cacheDir`.

    It makes the folder before anything else, and ends where that fails. `baseDir` is
    `/tmp/renovate` unless set otherwise, and `cacheDir` lies in it. Where the root file system
    is read-only, a volume must be mounted there: an `emptyDir`, or a claim that outlives the run.

    Source: `setDirectories` in `lib/workers/global/initialize.ts`
    """

    code = "RK715"
    name = "unwritable-base-dir"
    severity = Severity.ERROR
    valid: ClassVar = (
        wanted(cron_job()),
        wanted(cron_job(pod=_EMPTY, container=f"{_READ_ONLY}{_MOUNT}{_FOLDER}")),
        wanted(cron_job(pod=_EMPTY, container=f"{_READ_ONLY}{_BASE_DIR}{_MOUNT}/work")),
    )
    invalid: ClassVar = (
        unwanted(cron_job(container=_READ_ONLY), at="readOnlyRootFilesystem"),
        unwanted(
            cron_job(pod=_EMPTY, container=f"{_READ_ONLY}{_BASE_DIR}{_MOUNT}{_FOLDER}"),
            at="readOnlyRootFilesystem",
        ),
        unwanted(
            cron_job(pod=_EMPTY, container=f"{_MOUNT}{_FOLDER}\n    readOnly: true"),
            at="mountPath",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield what keeps Renovate from writing, once."""
        if is_helper(subject.deployment):
            return
        has_writable_mount = any(not each.is_read_only for each in mounts(subject.deployment))
        for option in WORK_FOLDERS:
            if has_writable_mount and may_be_elsewhere(subject, option):
                continue
            folder = work_folder(subject, option)
            origin = _obstacle(subject, folder)
            if origin is not None:
                yield DeploymentFinding(
                    origin=origin,
                    message=f"Renovate ends at once: it can't make `{folder}`, its `{option}`",
                    help=f"mount an `emptyDir` or a claim at `{folder}`",
                )
                return


def _obstacle(subject: DeploymentSubject, folder: str) -> Origin | None:
    mount = mount_of(subject, folder)
    if mount is not None:
        path = mount.reference.at("mountPath")
        return path.origin if mount.is_read_only and path is not None else None
    read_only = security_setting(subject.deployment, "readOnlyRootFilesystem")
    return None if read_only is None or read_only.content is not True else read_only.origin
