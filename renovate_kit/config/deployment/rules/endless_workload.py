"""The rule `endless-workload`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.recognition import is_renovate_image
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity

__all__ = ["EndlessWorkload"]

_RESTARTED = frozenset(
    {"DaemonSet", "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet"}
)
_SHELLS = ("sh", "bash", "/bin/sh", "/bin/bash", "sleep", "dumb-init")
_DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: renovate
spec:
  selector:
    matchLabels:
      app: renovate
  template:
    metadata:
      labels:
        app: renovate
    spec:
      containers:
        - name: renovate
          image: renovate/renovate:44.121.2
"""
_LOOP = '          command: ["sh", "-c", "while true; do renovate; sleep 3600; done"]\n'


class EndlessWorkload(DeploymentRule):
    """Renovate is run by something that starts it again whenever it has finished.

    Renovate works through its repositories once and exits. A Deployment or a StatefulSet takes
    that for a crash and restarts the container, up to every few minutes, for ever: each time it
    asks the platform and the registries for everything again, until they limit it. The pod
    stands in `CrashLoopBackOff` though nothing is wrong. Run it as a CronJob.

    Source: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
    """

    code = "RK707"
    name = "endless-workload"
    severity = Severity.WARNING
    valid: ClassVar = (wanted(cron_job()), wanted(_DEPLOYMENT + _LOOP))
    invalid: ClassVar = (unwanted(_DEPLOYMENT, at="Deployment"),)

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the kind of a workload that restarts Renovate without end."""
        deployment = subject.deployment
        kind = deployment.workload.at("kind")
        if kind is None or not _is_restarted(deployment) or not _ends_by_itself(deployment):
            return
        yield DeploymentFinding(
            origin=kind.origin,
            at_key=False,
            message=f"a {kind.content} starts Renovate again whenever it has finished, without end",
            help="make it a CronJob with `concurrencyPolicy: Forbid` and `restartPolicy: Never`",
        )


def _is_restarted(deployment: Deployment) -> bool:
    if deployment.kind == "Pod":
        return deployment.pod.text("restartPolicy") in {None, "Always"}
    return deployment.kind in _RESTARTED


def _ends_by_itself(deployment: Deployment) -> bool:
    container = deployment.container
    is_main = container in deployment.pod.items("containers")
    is_own_command = container.at("command") is not None or any(
        argument.content in _SHELLS for argument in deployment.arguments
    )
    return is_main and not is_own_command and is_renovate_image(container.text("image") or "")
