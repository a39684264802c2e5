"""The rule `contended-volume`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.pods import is_whole, job_spec
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.work_folders import work_mounts
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue

__all__ = ["ContendedVolume"]

_CLAIM = "volumes:\n  - name: work\n    persistentVolumeClaim:\n      claimName: renovate\n"
_MOUNT = "volumeMounts:\n  - name: work\n    mountPath: /tmp/renovate\n"


class ContendedVolume(DeploymentRule):
    """Two runs that overlap write into the same claimed volume.

    Both clone into the same folder and each deletes what the other works on: runs fail with errors
    of git that nobody can explain, or commit what belongs to another branch. With
    `ReadWriteOnce` it may be the second pod that never starts, if it comes to another node.
    Let no two runs overlap.

    Source: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
    """

    code = "RK732"
    name = "contended-volume"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job(spec="concurrencyPolicy: Forbid", pod=_CLAIM, container=_MOUNT)),
        wanted(cron_job(pod="volumes:\n  - name: work\n    emptyDir: {}", container=_MOUNT)),
    )
    invalid: ClassVar = (unwanted(cron_job(pod=_CLAIM, container=_MOUNT), at="mountPath"),)

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the first mount that two runs may share."""
        deployment = subject.deployment
        if not is_whole(deployment) or not _may_overlap(deployment):
            return
        for mount in work_mounts(subject):
            path = mount.reference.at("mountPath")
            if mount.claim is not None and not mount.is_read_only and path is not None:
                yield DeploymentFinding(
                    origin=path.origin,
                    message=f"two runs that overlap work in the same `{mount.path}`, and delete "
                    "each other's files",
                    help="write `concurrencyPolicy: Forbid`, and let one pod do each run",
                )
                return


def _may_overlap(deployment: Deployment) -> bool:
    spec = job_spec(deployment)
    if spec is None:
        return _is_above_one(deployment.workload.at("spec", "replicas"))
    is_cron_job = deployment.kind == "CronJob"
    policy = deployment.workload.text("spec", "concurrencyPolicy")
    return _is_above_one(spec.at("parallelism")) or (is_cron_job and policy in {None, "", "Allow"})


def _is_above_one(value: LocatedValue | None) -> bool:
    return value is not None and type(value.content) is int and value.content > 1
