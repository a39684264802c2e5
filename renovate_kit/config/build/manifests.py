"""The settings -> the objects that stand around the CronJob."""

from typing import Any, Final

from renovate_kit.config.build.renovate_options import (
    CONFIG_FILE,
    config_file_text,
    container_variables,
)
from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.yaml_text import Commented

__all__ = [
    "INGEST_PART",
    "REPORT_PART",
    "cache_claim",
    "config_maps",
    "labels",
    "metadata",
    "namespace",
    "part_labels",
    "part_metadata",
    "part_selector",
    "resource_quota",
    "selector",
    "service_account",
]

Manifest = dict[str, Any]
REPORT_PART: Final = "report"
"""What writes and publishes the weekly report."""
INGEST_PART: Final = "ingest"
"""What reads the logs for it."""
_NO_SUBSTITUTION: Final = {"kustomize.toolkit.fluxcd.io/substitute": "disabled"}


def selector(settings: Settings) -> dict[str, str]:
    """Return the labels by which the pods are found."""
    return {"app.kubernetes.io/name": "renovate", "app.kubernetes.io/instance": settings.name}


def labels(settings: Settings) -> dict[str, str]:
    """Return the labels of every object.

    The version is not among them: Renovate, which updates the image in this tree, would not
    update it.

    Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
    """
    return {**selector(settings), "app.kubernetes.io/managed-by": "renovate-kit"}


def metadata(settings: Settings, name: str) -> Manifest:
    """Return the metadata of an object in the namespace."""
    return {"name": name, "namespace": settings.namespace, "labels": labels(settings)}


def part_selector(settings: Settings, part: str) -> dict[str, str]:
    """Return the labels of the pods of one part of the weekly report; never those of Renovate's."""
    return {
        "app.kubernetes.io/name": f"renovate-{part}",
        "app.kubernetes.io/instance": settings.name,
    }


def part_labels(settings: Settings, part: str) -> dict[str, str]:
    """Return the labels of every object of it."""
    return {**part_selector(settings, part), "app.kubernetes.io/managed-by": "renovate-kit"}


def part_metadata(settings: Settings, part: str) -> Manifest:
    """Return the metadata of one of its objects."""
    return {
        "name": f"{settings.name}-{part}",
        "namespace": settings.namespace,
        "labels": part_labels(settings, part),
    }


def namespace(settings: Settings) -> Manifest:
    """Return the namespace, which takes no pod that is not closed tightly.

    Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
    """
    level = "restricted"
    security = {
        f"pod-security.kubernetes.io/{mode}": level for mode in ("enforce", "audit", "warn")
    }
    return {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {
            "name": settings.namespace,
            "labels": {**labels(settings), **security},
        },
    }


def service_account(settings: Settings) -> Manifest:
    """Return the account of the pods, which may do nothing in the cluster."""
    return {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": metadata(settings, settings.name),
        "automountServiceAccountToken": Commented(
            False, "Renovate talks to no Kubernetes API: no token, and no Role for it"
        ),
    }


def config_maps(settings: Settings) -> tuple[Manifest, ...]:
    """Return the environment of the container, and Renovate's config file if there is one."""
    text = config_file_text(settings)
    maps = [_config_map(settings, settings.variables_name, container_variables(settings))]
    if text is not None:
        maps.append(_config_map(settings, settings.config_name, {CONFIG_FILE: text}))
    return tuple(maps)


def cache_claim(settings: Settings) -> Manifest | None:
    """Return the volume that keeps the cache from run to run; None if the settings want none."""
    if settings.cache.claim is None:
        return None
    storage_class = settings.cache.storage_class
    return {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": metadata(settings, f"{settings.name}-cache"),
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            **({"storageClassName": storage_class} if storage_class else {}),
            "resources": {"requests": {"storage": settings.cache.claim}},
        },
    }


def resource_quota(settings: Settings) -> Manifest | None:
    """Return what the namespace may take; None if the settings do not say."""
    if settings.resource_quota is None:
        return None
    return {
        "apiVersion": "v1",
        "kind": "ResourceQuota",
        "metadata": metadata(settings, settings.name),
        "spec": {"hard": dict(sorted(settings.resource_quota.hard.items()))},
    }


def _config_map(settings: Settings, name: str, data: dict[str, str]) -> Manifest:
    about = metadata(settings, name)
    if any("${" in text for text in data.values()):
        comment = "Flux would put something else in the place of ${...} in the data"
        about["annotations"] = Commented(_NO_SUBSTITUTION, comment)
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": about, "data": data}
