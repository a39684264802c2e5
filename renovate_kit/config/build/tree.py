"""The settings -> every file of the deployment. Nothing is written here.

Under the folder of the tree, with the usual settings:

    infrastructure/controllers/base/kustomization.yaml               shared with other components
    infrastructure/controllers/base/renovate/*.yaml
    infrastructure/controllers/staging/kustomization.yaml            shared, one for each overlay
    infrastructure/controllers/staging/renovate/kustomization.yaml
    renovate.json                                                    if the settings have one
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from renovate_kit.config.build.cron_job import cron_job
from renovate_kit.config.build.manifests import (
    cache_claim,
    config_maps,
    namespace,
    resource_quota,
    service_account,
)
from renovate_kit.config.build.network_policy import network_policy, report_network_policies
from renovate_kit.config.build.patches import patch_between
from renovate_kit.config.build.renovate_options import json_text
from renovate_kit.config.build.secret import SECRET_FILE, secret_placeholder
from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.shared_kustomizations import kustomization, with_resource
from renovate_kit.config.build.weekly_report import (
    report_access,
    report_claims,
    report_cron_jobs,
)
from renovate_kit.config.build.yaml_text import Commented, plain, yaml_text

__all__ = [
    "ALSO_BUILT",
    "KUSTOMIZATION",
    "MARK",
    "REPOSITORY_CONFIG",
    "BuiltTree",
    "build",
    "build_tree",
]

KUSTOMIZATION: Final = "kustomization.yaml"
MARK: Final = "Written by `renovate-kit build`"
"""With this the first line of a file begins that belongs to the builder."""

REPOSITORY_CONFIG: Final = "renovate.json"
ALSO_BUILT: Final = f"The {REPOSITORY_CONFIG} at the top of the tree is made of the settings, too."
"""This in the kustomization of the base makes that file the builder's: JSON has no comments."""

Manifest = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltTree:
    """The files of a deployment.

    Attributes:
        files: the texts by path, in the order of the paths.
        shared: kustomizations that others have a part in, to the resource that has to be in them.
        secret: the path of the Secret's file; None if the tree does not hold the Secret.
        base: the path of the kustomization in the base.
        recipients: for whom the Secret is encrypted.
    """

    files: Mapping[str, str]
    shared: Mapping[str, str]
    secret: str | None
    base: str
    recipients: tuple[str, ...] = ()


def build(settings: Settings, *, settings_file: str = "renovate-kit.yaml") -> dict[str, str]:
    """Return the texts of a deployment by path, as in an empty folder.

    Args:
        settings: what to build.
        settings_file: where they stand, as the comments in the files should call it.
    """
    return dict(build_tree(settings, settings_file=settings_file).files)


def build_tree(
    settings: Settings, *, settings_file: str, recipients: Sequence[str] = ()
) -> BuiltTree:
    """Return what `build` does, with what may be changed by others.

    Args:
        settings: what to build.
        settings_file: where they stand, as the comments in the files should call it.
        recipients: for whom the Secret is encrypted, where only a `.sops.yaml` says so.
    """
    header = (
        f"{MARK} from {settings_file}: changes made here are lost.\n"
        "Change the settings instead, and run the command again."
    )
    files: dict[str, str] = {}
    shared: dict[str, str] = {}
    base = f"{settings.path}/base"
    folder = f"{base}/{settings.name}"
    secret = f"{folder}/{SECRET_FILE}" if settings.secret.managed else None
    known = tuple(recipients or settings.secret.age)
    manifests = _base_manifests(settings)
    for name, objects in manifests.items():
        files[f"{folder}/{name}"] = _documents(objects, header)
    if secret is not None:
        files[secret] = secret_placeholder(settings, known, secret)
    also = f"\n{ALSO_BUILT}" if settings.repository is not None else ""
    files[f"{folder}/{KUSTOMIZATION}"] = _base_kustomization(settings, manifests, header + also)
    shared[f"{base}/{KUSTOMIZATION}"] = settings.name
    for overlay in settings.overlays:
        place = f"{settings.path}/{overlay}"
        files[f"{place}/{settings.name}/{KUSTOMIZATION}"] = _overlay(settings, overlay, header)
        shared[f"{place}/{KUSTOMIZATION}"] = settings.name
    for path, resource in shared.items():
        files[path] = with_resource(None, resource, path)
    if settings.repository is not None:
        files[REPOSITORY_CONFIG] = json_text(settings.repository)
    return BuiltTree(
        files=dict(sorted(files.items())),
        shared=shared,
        secret=secret,
        base=f"{folder}/{KUSTOMIZATION}",
        recipients=known,
    )


def _base_manifests(settings: Settings) -> dict[str, tuple[Manifest, ...]]:
    """Return the objects of the base by file, in the order in which a cluster needs them."""
    optional = {
        "persistentvolumeclaim.yaml": cache_claim(settings),
        "networkpolicy.yaml": network_policy(settings),
        "resourcequota.yaml": resource_quota(settings),
    }
    return {
        "namespace.yaml": (namespace(settings),),
        "serviceaccount.yaml": (service_account(settings),),
        "configmap.yaml": config_maps(settings),
        "cronjob.yaml": (cron_job(settings),),
        **{name: (manifest,) for name, manifest in optional.items() if manifest is not None},
        **_report_manifests(settings),
    }


def _report_manifests(settings: Settings) -> dict[str, tuple[Manifest, ...]]:
    """Return the objects of the weekly report by file; none without one."""
    files = {
        "report-access.yaml": report_access(settings),
        "report-persistentvolumeclaim.yaml": report_claims(settings),
        "report-networkpolicy.yaml": report_network_policies(settings),
        "report-cronjobs.yaml": report_cron_jobs(settings),
    }
    return {name: manifests for name, manifests in files.items() if manifests}


def _documents(objects: Iterable[Manifest], header: str) -> str:
    return f"{yaml_text({}, header=header)}" + "---\n".join(map(yaml_text, objects))


def _base_kustomization(settings: Settings, files: Iterable[str], header: str) -> str:
    resources = [*files]
    if settings.secret.managed:
        resources.insert(resources.index("cronjob.yaml"), SECRET_FILE)
    resources.extend(settings.extra_resources)
    return yaml_text(kustomization(resources), header=header)


def _overlay(settings: Settings, overlay: str, header: str) -> str:
    up = "/".join([".."] * 2)
    data = kustomization([f"{up}/base/{settings.name}/"], namespace=settings.namespace)
    patches = [*_patches(settings, settings.in_overlay(overlay))]
    if patches:
        comment = f"How {overlay} differs, as `overlays.{overlay}` of the settings says"
        data["patches"] = Commented([{"patch": yaml_text(patch)} for patch in patches], comment)
    return yaml_text(data, header=header)


def _patches(base: Settings, overlay: Settings) -> Iterable[Manifest]:
    wanted = _by_identity(overlay)
    for identity, manifest in _by_identity(base).items():
        patch = patch_between(manifest, wanted[identity])
        if patch is not None:
            yield patch


def _by_identity(settings: Settings) -> dict[tuple[str, str], Manifest]:
    objects = (plain(one) for group in _base_manifests(settings).values() for one in group)
    return {(one["kind"], one["metadata"]["name"]): one for one in objects}
