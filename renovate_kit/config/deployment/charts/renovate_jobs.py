"""What the Renovate operator of mogenius makes of a RenovateJob: a pod for each repository.

Its own settings can add variables; which repositories it finds is known to the cluster alone.

Source: `src/internal/renovate/jobDefinitions.go` of https://github.com/mogenius/renovate-operator.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from renovate_kit.config.deployment.charts.assembling import Part, assembled
from renovate_kit.config.document.located import LocatedValue

__all__ = ["config_map_of_job", "cron_job_of_job"]

_USER: Final = 12021
_OF_POD: Final = (
    "nodeSelector",
    "affinity",
    "tolerations",
    "topologySpreadConstraints",
    "priorityClassName",
    "imagePullSecrets",
    "dnsPolicy",
    "runtimeClassName",
)
_CONFIG_FOLDER: Final = "/etc/renovate"
_CONFIG_FILE: Final = "config.js"
_CONFIG_VOLUME: Final = "renovate-config-file"
_SCRATCH: Final = "/tmp"  # noqa: S108 - theirs
_ENDPOINTS: Final = {"github": "https://api.github.com", "gitlab": "https://gitlab.com/api/v4"}
_POD_DEFAULTS: Final[Mapping[str, Part]] = {
    "runAsUser": _USER,
    "runAsGroup": _USER,
    "fsGroup": _USER,
    "runAsNonRoot": True,
    "seccompProfile": {"type": "RuntimeDefault"},
}
_CONTAINER_DEFAULTS: Final[Mapping[str, Part]] = {
    "runAsUser": _USER,
    "runAsGroup": _USER,
    "runAsNonRoot": True,
    "seccompProfile": {"type": "RuntimeDefault"},
    "readOnlyRootFilesystem": False,
    "privileged": False,
    "allowPrivilegeEscalation": False,
    "capabilities": {"drop": ["ALL"]},
}


def cron_job_of_job(job: LocatedValue) -> LocatedValue:
    """Return a CronJob that does what the operator does with a RenovateJob at its schedule.

    What the operator decides has the place of the RenovateJob's `kind`.

    Args:
        job: an object of that kind.
    """
    spec: Part = {
        "schedule": job.at("spec", "schedule"),
        "jobTemplate": {
            "spec": {
                "template": {
                    "metadata": {
                        "labels": job.at("spec", "metadata", "labels"),
                        "annotations": job.at("spec", "metadata", "annotations"),
                    },
                    "spec": _pod(job),
                }
            }
        },
    }
    return _object(job, "batch/v1", "CronJob", job.at("metadata") or {}, {"spec": spec})


def config_map_of_job(job: LocatedValue) -> LocatedValue | None:
    """Return the ConfigMap that the operator makes of an inline config; None if there is none."""
    inline = job.at("spec", "renovateConfig", "inline")
    if inline is None:
        return None
    metadata: Part = {
        "name": _config_map_name(job),
        "namespace": job.at("metadata", "namespace"),
    }
    return _object(job, "v1", "ConfigMap", metadata, {"data": {_config_file(job): inline}})


def _object(
    job: LocatedValue, version: str, kind: str, metadata: Part, fields: dict[str, Part]
) -> LocatedValue:
    parts: dict[str, Part] = {"apiVersion": version, "kind": kind, "metadata": metadata, **fields}
    return assembled(parts, (job.at("kind") or job).origin)


def _pod(job: LocatedValue) -> dict[str, Part]:
    account = job.at("spec", "serviceAccount", "automountServiceAccountToken")
    return {
        **{key: job.at("spec", key) for key in _OF_POD},
        "serviceAccountName": job.at("spec", "serviceAccount", "name"),
        "automountServiceAccountToken": False if account is None else account,
        "restartPolicy": "Never",
        "securityContext": {
            **_POD_DEFAULTS,
            **job.fields("spec", "securityContext", "pod"),
        },
        "containers": [_container(job)],
        "volumes": [
            *_scratch_volume(job),
            *_config_volume(job),
            *job.items("spec", "extraVolumes"),
        ],
    }


def _container(job: LocatedValue) -> dict[str, Part]:
    return {
        "name": "renovate",
        "command": ["renovate"],
        "args": ["--autodiscover=false"],
        "image": job.at("spec", "image"),
        "env": [*job.items("spec", "extraEnv"), *_own_env(job)],
        "envFrom": list(_env_from(job)),
        "resources": job.at("spec", "resources"),
        "volumeMounts": list(_mounts(job)),
        "securityContext": {
            **_CONTAINER_DEFAULTS,
            **job.fields("spec", "securityContext", "container"),
        },
    }


def _own_env(job: LocatedValue) -> Iterator[Part]:
    """Yield what the operator sets unless `extraEnv` does."""
    provider = job.at("spec", "provider")
    own: dict[str, Part] = {
        "RENOVATE_LOG_FORMAT": "json",
        "RENOVATE_REPORT_TYPE": "logging",
        "NODE_NO_WARNINGS": "1",
    }
    if _has_scratch(job):
        own["RENOVATE_BASE_DIR"] = _scratch_path(job)
    if job.at("spec", "renovateConfig") is not None:
        own["RENOVATE_CONFIG_FILE"] = f"{_CONFIG_FOLDER}/{_config_file(job)}"
    if provider is not None:
        name = provider.text("name") or ""
        own["RENOVATE_ENDPOINT"] = provider.at("endpoint") or _ENDPOINTS.get(name)
        own["RENOVATE_PLATFORM"] = provider.at("name")
    set_already = {each.text("name") for each in job.items("spec", "extraEnv")}
    for name, value in own.items():
        if name not in set_already and value is not None:
            yield {"name": name, "value": value}


def _env_from(job: LocatedValue) -> Iterator[Part]:
    secret = job.at("spec", "secretRef")
    if secret is not None and secret.content:
        yield {"secretRef": {"name": secret}}
    yield from job.items("spec", "extraEnvFrom")


def _mounts(job: LocatedValue) -> Iterator[Part]:
    if _has_scratch(job):
        yield {"name": "tmp", "mountPath": _scratch_path(job)}
    if job.at("spec", "renovateConfig") is not None:
        yield {"name": _CONFIG_VOLUME, "mountPath": _CONFIG_FOLDER, "readOnly": True}
    yield from job.items("spec", "extraVolumeMounts")


def _scratch_volume(job: LocatedValue) -> Iterator[Part]:
    if not _has_scratch(job):
        return
    scratch = job.at("spec", "scratchVolume")
    ephemeral = None if scratch is None else scratch.at("ephemeral")
    if ephemeral is not None:
        yield {"name": "tmp", "ephemeral": ephemeral}
        return
    fields = {} if scratch is None else scratch.fields()
    empty = {key: fields[key] for key in ("medium", "sizeLimit") if key in fields}
    yield {"name": "tmp", "emptyDir": empty}


def _config_volume(job: LocatedValue) -> Iterator[Part]:
    config = job.at("spec", "renovateConfig")
    if config is None:
        return
    name = config.at("configMapRef", "name") or _config_map_name(job)
    key = config.at("configMapRef", "key") or _config_file(job)
    items: Part = [{"key": key, "path": key}]
    yield {"name": _CONFIG_VOLUME, "configMap": {"name": name, "items": items}}


def _has_scratch(job: LocatedValue) -> bool:
    enabled = job.at("spec", "scratchVolume", "enabled")
    return enabled is None or enabled.content is not False


def _scratch_path(job: LocatedValue) -> Part:
    return job.at("spec", "scratchVolume", "path") or _SCRATCH


def _config_file(job: LocatedValue) -> str:
    config = job.at("spec", "renovateConfig")
    if config is None:
        return _CONFIG_FILE
    return config.text("configMapRef", "key") or config.text("fileName") or _CONFIG_FILE


def _config_map_name(job: LocatedValue) -> str:
    # The operator adds a hash, which nobody else refers to.
    return f"{job.text('metadata', 'name') or ''}-renovate-config"
