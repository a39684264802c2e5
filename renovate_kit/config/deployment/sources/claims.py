"""What objects of Flux and Argo CD say about folders: take them to the cluster."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.model import SourceKind
from renovate_kit.config.document.located import LocatedValue

__all__ = ["Claim", "claims_in"]

_FLUX = "kustomize.toolkit.fluxcd.io/"
_ARGO_CD = "argoproj.io/"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Claim:
    """An object takes a folder to a cluster.

    Attributes:
        kind: Flux or Argo CD.
        folder: resolved, in the checkout.
        object: the Kustomization of Flux, or the Application.
        source: the `source` of the Application that names the folder; the object itself for Flux.
        file: in which the object is.
    """

    kind: SourceKind
    folder: Path
    object: LocatedValue
    source: LocatedValue
    file: Path


def claims_in(files: Iterable[Path], checkout: Checkout) -> Iterator[Claim]:
    """Yield what the objects in some files claim, as far as the folders are in the checkout.

    Whether an object means this repository or another one can't be told: that it has such a
    folder is taken for a yes.

    Args:
        files: that may hold such objects; resolved.
        checkout: whose top is the repository.
    """
    for file in files:
        text = checkout.manifests(file)
        if isinstance(text, Unread):
            continue
        for item in text.manifests:
            for kind, source, path in _paths(item):
                folder = _folder(path, checkout)
                if folder is not None:
                    yield Claim(kind=kind, folder=folder, object=item, source=source, file=file)


def _paths(item: LocatedValue) -> Iterator[tuple[SourceKind, LocatedValue, str]]:
    version, kind = item.text("apiVersion") or "", item.text("kind")
    if version.startswith(_FLUX) and kind == "Kustomization":
        if item.text("spec", "sourceRef", "kind") in {None, "GitRepository"}:
            yield SourceKind.FLUX, item, item.text("spec", "path") or "."
    elif version.startswith(_ARGO_CD) and kind == "Application":
        one = item.at("spec", "source")
        for source in (*item.items("spec", "sources"), *([one] if one is not None else [])):
            if (path := source.text("path")) is not None and not source.text("chart"):
                yield SourceKind.ARGO_CD, source, path


def _folder(path: str, checkout: Checkout) -> Path | None:
    """Return a folder of the repository; its paths may begin with `/`."""
    inside = os.path.normpath("/" + path).lstrip("/")
    found = checkout.resolve(Path(inside or "."))
    return None if isinstance(found, Unread) or not found.is_dir() else found
