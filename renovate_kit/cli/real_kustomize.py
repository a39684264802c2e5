"""What `kubectl kustomize` makes otherwise than the built-in reader, as notes of a deployment."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from renovate_kit.config.deployment.kustomize import build
from renovate_kit.config.deployment.kustomize.real_kustomize import (
    differences,
    is_safe_to_run,
    kubectl_build,
)
from renovate_kit.config.deployment.model import Note

if TYPE_CHECKING:
    from renovate_kit.config.deployment.checkout import Checkout
    from renovate_kit.config.deployment.model import Deployment, Source

__all__ = ["with_real_kustomize"]


def with_real_kustomize(
    deployments: "tuple[Deployment, ...]", checkout: "Checkout"
) -> "tuple[Deployment, ...]":
    """Return deployments whose sources say where kubectl disagrees with the built-in reader.

    Nothing is done where there is no kubectl, or where it would fetch or run something.

    Args:
        deployments: of one checkout.
        checkout: as it is on the disk.
    """
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        return deployments
    compared: dict[int, Source] = {}
    for deployment in deployments:
        source = deployment.source
        if id(source) not in compared:
            notes = tuple(_notes(source, checkout, kubectl))
            compared[id(source)] = replace(source, notes=(*source.notes, *notes))
    return tuple(replace(each, source=compared[id(each.source)]) for each in deployments)


def _notes(source: "Source", checkout: "Checkout", kubectl: str) -> Iterator[Note]:
    folder = checkout.unshown(source.path)
    if not source.kustomizations or checkout.kustomization_in(folder) is None:
        return
    built = build(folder, checkout)
    if not is_safe_to_run(built) or any(note.is_error for note in built.notes):
        return
    origin = built.kustomizations[0].origin if built.kustomizations else None
    real = kubectl_build(folder, kubectl)
    if real is None:
        yield Note(
            message="kubectl kustomize fails for this folder: run it to see why",
            path=source.path,
            origin=origin,
            is_error=True,
        )
        return
    for difference in differences(built.objects, real):
        yield Note(message=difference, path=source.path, origin=origin)
