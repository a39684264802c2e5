"""What objects of Flux and Argo CD say about folders: take them to the cluster."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.model import SourceKind
from renovate_kit.config.document.located import LocatedValue

__all__ = ["Claim", "LostClaim", "claims_in", "lost_claims_in"]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class LostClaim:
    """An object names a folder that is not in the checkout.

    Attributes:
        kind: Flux or Argo CD.
        folder: as it would be called, relative to the top of the checkout.
        path: where the object names it.
    """

    kind: SourceKind
    folder: str
    path: LocatedValue


def claims_in(files: Iterable[Path], checkout: Checkout) -> Iterator[Claim]:
    """Yield what the objects in some files claim, as far as the folders are in the checkout.

    Whether an object means this repository or another one can't be told: that it has such a
    folder is taken for a yes.

    Args:
        files: that may hold such objects; resolved.
        checkout: whose top is the repository.
    """
    for file, item, kind, source in _sources_in(files, checkout):
        folder = _folder(source.text("path") or ".", checkout)
        if folder is not None:
            owner = source if kind is SourceKind.ARGO_CD else item
            yield Claim(kind=kind, folder=folder, object=item, source=owner, file=file)


def lost_claims_in(files: Iterable[Path], checkout: Checkout) -> Iterator[LostClaim]:
    """Yield what the objects in some files name that is not there.

    That may be right, for an object that means another repository.

    Args:
        files: that may hold such objects; resolved.
        checkout: whose top is the repository.
    """
    for _, _, kind, source in _sources_in(files, checkout):
        path = source.at("path")
        named = None if path is None else path.content
        if path is not None and isinstance(named, str) and _folder(named, checkout) is None:
            yield LostClaim(kind=kind, folder=_inside(named), path=path)


def _sources_in(
    files: Iterable[Path], checkout: Checkout
) -> Iterator[tuple[Path, LocatedValue, SourceKind, LocatedValue]]:
    """Yield each object that names a folder, and what of it does: `spec`, or a source of it."""
    for file in files:
        text = checkout.manifests(file)
        if not isinstance(text, Unread):
            for item in text.manifests:
                for kind, source in _sources_of(item):
                    yield file, item, kind, source


def _sources_of(item: LocatedValue) -> Iterator[tuple[SourceKind, LocatedValue]]:
    version, kind = item.text("apiVersion") or "", item.text("kind")
    if version.startswith(_FLUX) and kind == "Kustomization":
        spec = item.at("spec")
        if spec is not None and spec.text("sourceRef", "kind") in {None, "GitRepository"}:
            yield SourceKind.FLUX, spec
    elif version.startswith(_ARGO_CD) and kind == "Application":
        one = item.at("spec", "source")
        for source in (*item.items("spec", "sources"), *([one] if one is not None else [])):
            if source.text("path") is not None and not source.text("chart"):
                yield SourceKind.ARGO_CD, source


def _folder(path: str, checkout: Checkout) -> Path | None:
    """Return a folder of the repository; its paths may begin with `/`."""
    found = checkout.resolve(Path(_inside(path) or "."))
    return None if isinstance(found, Unread) or not found.is_dir() else found


def _inside(path: str) -> str:
    return os.path.normpath("/" + path).lstrip("/")
