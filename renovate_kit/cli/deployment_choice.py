"""Which deployment a command is about that shows one: found at a path, or in an overlay."""

from pathlib import Path
from typing import TYPE_CHECKING

from renovate_kit.errors import InputError, UsageError

if TYPE_CHECKING:
    from renovate_kit.config.deployment.model import Deployment
    from renovate_kit.config.deployment.rule import DeploymentSubject
    from renovate_kit.config.options import Catalogue

__all__ = ["deployment_at", "deployments_at", "one_of"]


def deployments_at(path: Path, overlay: Path | None) -> "tuple[Deployment, ...]":
    """Return what runs Renovate at a path, or in the overlay if one is named.

    Args:
        path: a file or a folder; None of it counts where there is an overlay.
        overlay: a folder with a kustomization.

    Raises:
        InputError: nothing is there, or it can't be read.
    """
    from renovate_kit.cli.checkouts import checkout_around
    from renovate_kit.config.cluster_pipeline import find_deployments, find_overlay

    place = overlay or path
    if not place.exists():
        raise InputError(f"{place}: no such file or folder", hint="check the path")
    checkout = checkout_around(place)
    if overlay is not None:
        return find_overlay(overlay.resolve(), checkout)
    return find_deployments(path.resolve(), checkout)


def one_of(deployments: "tuple[Deployment, ...]", place: Path) -> "Deployment":
    """Return the only one; one base in several overlays counts as many.

    Raises:
        InputError: there is none.
        UsageError: there are several.
    """
    if not deployments:
        hint = "name a folder with manifests of Renovate, or the config file itself"
        raise InputError(f"{place}: nothing in it runs Renovate", hint=hint)
    if len(deployments) > 1:
        found = ", ".join(sorted({_described(each) for each in deployments}))
        hint = "name one with `--kustomize DIR`, or its folder"
        raise UsageError(f"{place}: several run Renovate: {found}", hint=hint)
    return deployments[0]


def deployment_at(path: Path, overlay: Path | None, catalogue: "Catalogue") -> "DeploymentSubject":
    """Return the only deployment at a path with its effective config.

    Raises:
        InputError: there is none, or it can't be read.
        UsageError: there are several.
    """
    from renovate_kit.config.cluster_pipeline import subjects_of

    deployment = one_of(deployments_at(path, overlay), overlay or path)
    return subjects_of((deployment,), catalogue)[0]


def _described(deployment: "Deployment") -> str:
    where = deployment.workload.origin
    return f"{deployment.kind} {deployment.name} ({where.path}:{where.line}, by {_way(deployment)})"


def _way(deployment: "Deployment") -> str:
    return deployment.source.path or "."
