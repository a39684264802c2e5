"""The settings -> the CronJob, closed as tightly as the real image allows.

The image runs as uid 12021 in group 0. It installs tools while it runs, below
`/opt/containerbase`, and has to write to `/tmp`; both are full in the image, and an empty volume
would hide what is there. With a read-only root file system, an init container copies them first.

Source: `tools/docker/Dockerfile` in renovatebot/renovate; `src/cli/services/path.service.ts` and
pull request 2090 in containerbase/base. docs/build.md has more.
"""

from typing import Any, Final

from renovate_kit.config.build.manifests import labels, metadata
from renovate_kit.config.build.renovate_options import (
    CACHE_FOLDER,
    CONFIG_FOLDER,
    container_arguments,
)
from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.settings_parts import Resources
from renovate_kit.config.build.yaml_text import Commented

__all__ = ["closed", "cron_job", "resources_of"]

Manifest = dict[str, Any]
_USER: Final = 12021
_TOOLS_LIMIT: Final = "4Gi"
_COPY: Final = {
    # No `-a`: it would set times of the volumes themselves, which belong to root.
    "/tmp/containerbase": "cp -dR /tmp/containerbase /writable/tmp/",  # noqa: S108 - in the image
    "/opt/containerbase": "cp -dR /opt/containerbase/. /writable/tools/",
}


def cron_job(settings: Settings) -> Manifest:
    """Return the CronJob."""
    deadline = "Less than the time between two runs: one that hangs does not hold up the next."
    return {
        "apiVersion": "batch/v1",
        "kind": "CronJob",
        "metadata": metadata(settings, settings.name),
        "spec": {
            "schedule": settings.schedule,
            "timeZone": settings.time_zone,
            **({"suspend": True} if settings.suspend else {}),
            "concurrencyPolicy": Commented("Forbid", "Two runs at once would undo each other."),
            "startingDeadlineSeconds": settings.deadlines.start,
            "successfulJobsHistoryLimit": settings.history.successful,
            "failedJobsHistoryLimit": settings.history.failed,
            "jobTemplate": {
                "spec": {
                    "activeDeadlineSeconds": Commented(settings.run_deadline, deadline),
                    "backoffLimit": settings.backoff_limit,
                    "ttlSecondsAfterFinished": settings.history.ttl_seconds,
                    "template": {
                        "metadata": {"labels": labels(settings)},
                        "spec": _pod(settings),
                    },
                },
            },
        },
    }


def _pod(settings: Settings) -> Manifest:
    is_copied = settings.security.read_only_root_filesystem
    group = _USER if is_copied else 0
    security: Manifest = {
        "runAsNonRoot": True,
        "runAsUser": Commented(_USER, "The image's own user"),
        "runAsGroup": group,
        "fsGroup": _USER,
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    if not is_copied:
        security["runAsGroup"] = Commented(group, "The image's folders are writable for group 0")
    return {
        "restartPolicy": "Never",
        "serviceAccountName": settings.name,
        "automountServiceAccountToken": False,
        "enableServiceLinks": Commented(
            False, "A Service called renovate would add RENOVATE_ variables to the environment."
        ),
        "securityContext": security,
        **({"initContainers": [_copying(settings)]} if is_copied else {}),
        "containers": [_renovate(settings)],
        "volumes": _volumes(settings),
    }


def _renovate(settings: Settings) -> Manifest:
    arguments = container_arguments(settings)
    return {
        "name": "renovate",
        "image": settings.image.reference,
        **({"args": arguments} if arguments else {}),
        "envFrom": [
            {"configMapRef": {"name": settings.variables_name}},
            {"secretRef": {"name": settings.secret.name}},
        ],
        "resources": resources_of(settings.resources),
        "securityContext": closed(read_only=settings.security.read_only_root_filesystem),
        "volumeMounts": _mounts(settings),
    }


def _copying(settings: Settings) -> Commented:
    """Return the init container that fills the volumes with what they will hide."""
    copies = [_COPY["/tmp/containerbase"]]  # noqa: S108 - in the image
    mounts = [{"name": "tmp", "mountPath": "/writable/tmp"}]
    if settings.security.tools == "install":
        copies.append(_COPY["/opt/containerbase"])
        mounts.append({"name": "tools", "mountPath": "/writable/tools"})
    container = {
        "name": "copy-writable-folders",
        "image": settings.image.reference,
        "command": ["/bin/sh", "-ec", "\n".join(copies) + "\n"],
        "resources": resources_of(settings.resources),
        "securityContext": closed(read_only=settings.security.read_only_root_filesystem),
        "volumeMounts": mounts,
    }
    comment = "The volumes hide what the image has in these folders, and Renovate needs it."
    return Commented(container, comment)


def resources_of(resources: Resources) -> Manifest:
    """Return what a container is promised, and what it may take."""
    return {
        name: {"cpu": amounts.cpu, "memory": amounts.memory}
        for name, amounts in (("requests", resources.requests), ("limits", resources.limits))
    }


def closed(*, read_only: bool) -> Manifest:
    """Return the rights of a container: none, and if wanted a root file system that stays."""
    return {
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
        "readOnlyRootFilesystem": read_only,
    }


def _mounts(settings: Settings) -> list[Manifest]:
    mounts: list[Manifest] = []
    if settings.config_in == "json":
        mounts.append({"name": "config", "mountPath": CONFIG_FOLDER, "readOnly": True})
    if settings.security.read_only_root_filesystem:
        mounts.append({"name": "tmp", "mountPath": "/tmp"})  # noqa: S108 - in the container
        if settings.security.tools == "install":
            mounts.append({"name": "tools", "mountPath": "/opt/containerbase"})
    else:
        # Not /tmp: the image has /tmp/containerbase, and this would hide it.
        mounts.append({"name": "tmp", "mountPath": "/tmp/renovate"})  # noqa: S108 - likewise
    if settings.cache.claim is not None:
        mounts.append({"name": "cache", "mountPath": CACHE_FOLDER})
    mounts.extend(
        {"name": "writable", "mountPath": path, "subPath": path.strip("/").replace("/", "-")}
        for path in settings.security.writable_paths
    )
    return mounts


def _volumes(settings: Settings) -> list[Manifest]:
    volumes: list[Manifest] = []
    if settings.config_in == "json":
        volumes.append({"name": "config", "configMap": {"name": settings.config_name}})
    volumes.append({"name": "tmp", "emptyDir": {"sizeLimit": settings.cache.size_limit}})
    is_copied = settings.security.read_only_root_filesystem
    if is_copied and settings.security.tools == "install":
        volumes.append({"name": "tools", "emptyDir": {"sizeLimit": _TOOLS_LIMIT}})
    if settings.cache.claim is not None:
        claim = {"claimName": f"{settings.name}-cache"}
        volumes.append({"name": "cache", "persistentVolumeClaim": claim})
    if settings.security.writable_paths:
        volumes.append({"name": "writable", "emptyDir": {"sizeLimit": settings.cache.size_limit}})
    return volumes
