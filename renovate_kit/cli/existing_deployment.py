"""Reads the deployment of a checkout for `renovate-kit init --from`."""

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from renovate_kit.errors import InputError, UsageError

if TYPE_CHECKING:
    from renovate_kit.config.build.existing import ExistingDeployment
    from renovate_kit.config.deployment.checkout import Checkout
    from renovate_kit.config.deployment.model import Deployment
    from renovate_kit.config.document.located import LocatedValue
    from renovate_kit.config.document.nodes import Data
    from renovate_kit.config.effective import EffectiveConfig
    from renovate_kit.config.options import Catalogue

__all__ = ["existing_in"]

_REPOSITORY_CONFIG: Final = "renovate.json"
_BASE: Final = "base"
_USUAL_PATH: Final = "infrastructure/controllers"
_USUAL_SECRET: Final = "renovate-container-env"  # noqa: S105 - the name of an object
_USUAL_KEYS: Final = ("RENOVATE_TOKEN",)


def existing_in(folder: Path) -> "ExistingDeployment":
    """Return what the deployment of a checkout says.

    Raises:
        InputError: there is none, or it can't be read.
        UsageError: there is more than one.
    """
    from renovate_kit.cli.checkouts import checkout_around
    from renovate_kit.config.build.existing import ExistingDeployment
    from renovate_kit.config.cluster_pipeline import find_deployments, subjects_of
    from renovate_kit.config.options import load_catalogue

    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder", hint="name the checkout of the cluster")
    checkout = checkout_around(folder)
    deployments = find_deployments(folder.resolve(), checkout)
    if not deployments:
        hint = "name the checkout of the cluster, or leave --from out"
        raise InputError(f"{folder}: nothing in it runs Renovate", hint=hint)
    deployment = deployments[0]
    _refuse_several(folder, deployments)
    catalogue = load_catalogue()
    (subject,) = subjects_of((deployment,), catalogue)
    job = deployment.workload.at("spec", "jobTemplate", "spec") or deployment.workload
    variables = deployment.environment
    secret_name, secret_keys = _secret(deployment)
    extra, left = _resources(deployment)
    return ExistingDeployment(
        name=deployment.name,
        namespace=deployment.namespace or "renovate",
        image=deployment.release.image if deployment.release else "renovate/renovate",
        schedule=deployment.workload.text("spec", "schedule") or "@hourly",
        time_zone=deployment.workload.text("spec", "timeZone"),
        repositories=_repositories(subject.effective),
        has_repository_arguments=_is_from_arguments(subject.effective),
        options=_options(subject.effective),
        log_level=variables["LOG_LEVEL"].value if "LOG_LEVEL" in variables else None,
        log_format=variables["LOG_FORMAT"].value if "LOG_FORMAT" in variables else None,
        secret_name=secret_name,
        secret_keys=secret_keys,
        sops_recipients=_recipients(deployment),
        overlays=tuple(sorted({name for each in deployments for name in _overlay(each)})),
        path=_controllers(deployment, checkout),
        run_deadline=_whole_number(job.at("activeDeadlineSeconds")),
        memory_limit=deployment.container.text("resources", "limits", "memory"),
        repository=_repository(checkout.top / _REPOSITORY_CONFIG, catalogue),
        extra_resources=extra,
        left_resources=left,
        secret_file=_secret_file(deployment, checkout),
    )


def _refuse_several(folder: Path, deployments: "tuple[Deployment, ...]") -> None:
    places = sorted(
        {(each.workload.origin.path, each.workload.origin.line) for each in deployments}
    )
    if len(places) > 1:
        listed = ", ".join(f"{path}:{line}" for path, line in places)
        hint = "name the folder of the one that is meant"
        raise UsageError(f"{folder}: several workloads run Renovate: {listed}", hint=hint)


def _options(effective: "EffectiveConfig") -> "dict[str, Data]":
    """Return what somebody set and what is known of it, without what Renovate concludes."""
    from renovate_kit.config.effective import SourceKind

    written = {
        SourceKind.FILE,
        SourceKind.ADDITIONAL_FILE,
        SourceKind.RENOVATE_CONFIG,
        SourceKind.ENVIRONMENT,
        SourceKind.ARGUMENTS,
    }
    return {
        name: json.loads(json.dumps(option.value))
        for name, option in effective.options.items()
        if option.source.kind in written and option.is_known and not option.is_secret
        # Renovate itself puts what arguments say into `force`, too.
        if (name, option.source.kind) != ("force", SourceKind.ARGUMENTS)
    }


def _repositories(effective: "EffectiveConfig") -> tuple[str, ...]:
    value = effective.value("repositories")
    items = value if isinstance(value, list) else []
    return tuple(str(item) for item in items if isinstance(item, str))


def _is_from_arguments(effective: "EffectiveConfig") -> bool:
    from renovate_kit.config.effective import SourceKind

    option = effective.options.get("repositories")
    return option is not None and option.source.kind is SourceKind.ARGUMENTS


def _secret(deployment: "Deployment") -> tuple[str, tuple[str, ...]]:
    """Return the Secret that sets variables, that with the token before others, and its keys."""
    keys: dict[str, list[str]] = {}
    for entry in deployment.environment.values():
        if entry.is_secret and entry.holder_name:
            keys.setdefault(entry.holder_name, []).append(entry.name)
    name = max(keys, key=lambda each: "RENOVATE_TOKEN" in keys[each], default=_USUAL_SECRET)
    return name, tuple(keys.get(name, _USUAL_KEYS))


def _recipients(deployment: "Deployment") -> tuple[str, ...]:
    from renovate_kit.config.deployment.sops import sops_block

    for item in deployment.related:
        block = sops_block(item) if item.text("kind") == "Secret" else None
        if block is not None and block.recipients.get("age"):
            return tuple(str(each.content) for each in block.recipients["age"])
    return ()


def _secret_file(deployment: "Deployment", checkout: "Checkout") -> str | None:
    from renovate_kit.config.deployment.sops import sops_block

    for item in deployment.related:
        if item.text("kind") == "Secret" and sops_block(item) is not None:
            file = checkout.unshown(item.origin.path)
            return file.relative_to(checkout.top).as_posix()
    return None


def _resources(deployment: "Deployment") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the base names and a build does not make: what can stay, and what can't."""
    from renovate_kit.config.build.settings import BUILT_FILES

    folder = PurePosixPath(deployment.workload.origin.path).parent
    objects = {item.origin.path: item for item in deployment.source.objects}
    made = {item.origin.path for item in deployment.related}
    extra: list[str] = []
    left: list[str] = []
    for kustomization in deployment.source.kustomizations:
        if PurePosixPath(kustomization.origin.path).parent != folder:
            continue
        resources = kustomization.at("resources")
        for name in (str(each.content) for each in resources.items()) if resources else ():
            path = (folder / name).as_posix()
            if path in made or name in BUILT_FILES:
                continue
            is_file = "/" not in name and path in objects
            is_other = is_file and objects[path].text("kind") != "NetworkPolicy"
            (extra if is_other else left).append(name)
    return tuple(extra), tuple(left)


def _overlay(deployment: "Deployment") -> Iterator[str]:
    """Yield the name of the overlay by which a workload is reached: that beside its base."""
    workload = PurePosixPath(deployment.workload.origin.path).parent
    for kustomization in deployment.source.kustomizations:
        folder = PurePosixPath(kustomization.origin.path).parent
        if folder.name == workload.name and folder != workload and folder.parent.name != _BASE:
            yield folder.parent.name


def _controllers(deployment: "Deployment", checkout: "Checkout") -> str:
    """Return the folder in which `base` is, from the top of the checkout."""
    file = checkout.unshown(deployment.workload.origin.path)
    folder = PurePosixPath(file.parent.relative_to(checkout.top).as_posix())
    parts = folder.parts
    return "/".join(parts[: parts.index(_BASE)]) if _BASE in parts else _USUAL_PATH


def _whole_number(value: "LocatedValue | None") -> int | None:
    content = None if value is None else value.content
    return content if isinstance(content, int) and not isinstance(content, bool) else None


def _repository(file: Path, catalogue: "Catalogue") -> "dict[str, Data] | None":
    """Return the config of the repository, with its outdated settings as they are written today."""
    from renovate_kit.config.migrated_text import migrated_text
    from renovate_kit.config.reading import ReadConfig, read_config, read_file

    if not file.is_file():
        return None
    _, text = migrated_text(read_file(file), str(file), catalogue)
    read = read_config(text.encode(), str(file))
    data = read.document.to_data() if isinstance(read, ReadConfig) else None
    return data if isinstance(data, dict) else None
