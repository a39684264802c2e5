"""The rule `unfilled-mount`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.amendments import rewritten
from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.held_data import held_data
from renovate_kit.config.deployment.model import Deployment, Holder
from renovate_kit.config.deployment.pods import is_whole
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.volumes import Mount, mounts
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue
from renovate_kit.config.options import nearest

__all__ = ["UnfilledMount"]


_MOUNTED = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: renovate-config
data:
  config.json: "{{}}"
---
{}"""
_CONTAINER = """\
volumeMounts:
  - name: {name}
    mountPath: /etc/renovate/config.json
    subPath: {sub_path}
"""
_POD = """\
volumes:
  - name: config
    configMap:
      name: renovate-config
"""
_NAMED_BY = {
    "configMap": (Holder.CONFIG_MAP, "name"),
    "secret": (Holder.SECRET, "secretName"),
}


def _example(name: str, sub_path: str) -> str:
    container = _CONTAINER.format(name=name, sub_path=sub_path)
    return _MOUNTED.format(cron_job(pod=_POD, container=container))


class UnfilledMount(DeploymentRule):
    """A mount has nothing to mount: no such volume, or nothing in it at its `subPath`.

    Without the volume the API server refuses the pod. For a `subPath` that a ConfigMap or Secret
    does not have, the kubelet makes an empty folder, where Renovate then looks for its file.

    Source: https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath
    """

    code = "RK733"
    name = "unfilled-mount"
    severity = Severity.ERROR
    valid: ClassVar = (wanted(_example("config", "config.json")),)
    invalid: ClassVar = (
        unwanted(
            _example("confg", "config.json"),
            at="confg",
            fixed=_example("config", "config.json"),
        ),
        unwanted(
            _example("config", "config.jsn"),
            at="config.jsn",
            fixed=_example("config", "config.json"),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every mount that brings nothing."""
        deployment = subject.deployment
        is_known = is_whole(deployment) and deployment.source.is_complete
        if deployment.chart is not None or not is_known:
            return
        volumes = [str(each.text("name")) for each in deployment.pod.items("volumes")]
        claims = deployment.workload.items("spec", "volumeClaimTemplates")
        claimed = {each.text("metadata", "name") for each in claims}
        for mount in mounts(deployment):
            name, sub_path = mount.reference.at("name"), mount.reference.at("subPath")
            if mount.volume is None and name is not None and mount.name not in claimed:
                message = f"the pod has no volume `{mount.name}`: the API server refuses it"
                yield _finding(name, message, nearest(mount.name, volumes))
            elif sub_path is not None and (paths := _paths(mount, deployment)) is not None:
                wanted_path = str(sub_path.content).strip("/")
                if not any(f"{path}/".startswith(f"{wanted_path}/") for path in paths):
                    message = (
                        f"the volume `{mount.name}` has no `{wanted_path}`: the kubelet makes an "
                        "empty folder of that name"
                    )
                    yield _finding(sub_path, message, nearest(wanted_path, paths))


def _finding(value: LocatedValue, message: str, likely: str | None) -> DeploymentFinding:
    fix = None
    if likely is not None:
        fix = rewritten(value.origin, str(value.content), likely, is_safe=False)
    return DeploymentFinding(
        origin=value.origin,
        at_key=False,
        message=message,
        help="" if likely is None else f"did you mean `{likely}`?",
        fix=fix,
    )


def _paths(mount: Mount, deployment: Deployment) -> list[str] | None:
    """Return the files of a volume of one ConfigMap or Secret; None if not all are known."""
    if mount.volume is None or mount.kind not in _NAMED_BY:
        return None
    holder, name = _NAMED_BY[mount.kind]
    source = mount.volume.at(mount.kind)
    if source is None:
        return None
    if items := source.items("items"):
        return [str(item.text("path")) for item in items]
    wanted_name = source.text(name) or source.text("name")
    for item in deployment.related:
        for held in held_data(item):
            if held.holder is holder and held.name == wanted_name:
                return None if held.has_unknown_keys else list(held.texts)
    return None
