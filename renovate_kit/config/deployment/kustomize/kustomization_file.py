"""A folder -> the kustomization in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from renovate_kit.config.deployment.checkout import KUSTOMIZATION_NAMES, Checkout, Unread
from renovate_kit.config.deployment.kustomize.fields import checked_fields
from renovate_kit.config.deployment.kustomize.problems import RefusedError, UnresolvedError
from renovate_kit.config.document.located import LocatedValue, Origin
from renovate_kit.config.document.manifest_texts import ManifestText

__all__ = ["Kustomization", "is_remote", "load_kustomization", "readable_file"]

_VERSIONS: Final = {
    "Kustomization": "kustomize.config.k8s.io/v1beta1",
    "Component": "kustomize.config.k8s.io/v1alpha1",
}
_REMOTE: Final = re.compile(
    r"git::|https?://|ssh://|file://|github\.com[:/]|[a-z][a-z0-9-]*@[^/]+[:/]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kustomization:
    """A kustomization that kustomize accepts.

    Attributes:
        folder: in which it is; resolved.
        value: its document.
        restricts_files: whether files outside of the folder are refused.
    """

    folder: Path
    value: LocatedValue
    restricts_files: bool = True

    @property
    def is_component(self) -> bool:
        """Whether it is a component, which works on what another one has gathered."""
        return self.value.text("kind") == "Component"

    def entries(self, *names: str) -> tuple[LocatedValue, ...]:
        """Return the items of some lists, one after the other."""
        return tuple(item for name in names for item in self.value.items(name))


def is_remote(path: str) -> bool:
    """Return whether an entry names something that kustomize would fetch.

    Source: kustomize 5.5, `NewRepoSpecFromURL` in `api/internal/git/repospec.go`.
    """
    return _REMOTE.match(path) is not None


def load_kustomization(folder: Path, checkout: Checkout, asked: Origin | None) -> Kustomization:
    """Return the kustomization of a folder.

    Args:
        folder: resolved, in the checkout.
        checkout: reads the files.
        asked: where the folder is named; None if a person named it.

    Raises:
        RefusedError: there is none, or kustomize would not accept it.
    """
    files = _files_in(folder, checkout)
    if len(files) != 1:
        raise _wrong_number(folder, files, checkout, asked)
    text = checkout.manifests(files[0])
    if isinstance(text, Unread):
        raise RefusedError(f"{checkout.shown(files[0])}: {text.reason}", asked)
    return Kustomization(folder=folder, value=checked_fields(_first_document(text)))


def readable_file(
    path: str, kustomization: Kustomization, checkout: Checkout, asked: Origin
) -> Path:
    """Return a file that a kustomization names.

    Args:
        path: as it is written.
        kustomization: which names it.
        checkout: in which all files are.
        asked: where it is written.

    Raises:
        RefusedError: kustomize refuses to read it: it is no file, or is not in or below the folder.
        UnresolvedError: it is fetched from elsewhere.
    """
    if is_remote(path):
        raise UnresolvedError(f"`{path}` is fetched from elsewhere, which is not done here", asked)
    found = checkout.resolve(kustomization.folder / path)
    if isinstance(found, Unread):
        raise RefusedError(f"`{path}`: {found.reason}", asked)
    if not found.is_file():
        raise RefusedError(f"`{path}` is no file", asked)
    if kustomization.restricts_files and not found.is_relative_to(kustomization.folder):
        message = f"`{path}` is not in or below the folder of the kustomization: kustomize refuses"
        raise RefusedError(message, asked)
    return found


def _files_in(folder: Path, checkout: Checkout) -> list[Path]:
    files = (folder / name for name in KUSTOMIZATION_NAMES)
    return [file for file in files if not isinstance(checkout.read(file), Unread)]


def _wrong_number(
    folder: Path, files: Sequence[Path], checkout: Checkout, asked: Origin | None
) -> RefusedError:
    where = checkout.shown(folder)
    if not files:
        return RefusedError(f"{where} has no kustomization.yaml", asked)
    names = " and ".join(file.name for file in files)
    return RefusedError(f"{where} has more than one kustomization file: {names}", asked)


def _first_document(text: ManifestText) -> LocatedValue:
    """Return the only document that kustomize reads of a file."""
    whole = Origin(document=text.document, span=text.document.root.span)
    if text.problems:
        problem = text.problems[0]
        origin = Origin(document=text.document, span=problem.span)
        raise RefusedError(f"the kustomization can't be read: {problem.message}", origin)
    if not text.manifests:
        raise RefusedError("the kustomization is empty", whole)
    value = text.manifests[0]
    kind = value.text("kind") or "Kustomization"
    if kind not in _VERSIONS:
        kind_origin = (value.at("kind") or value).origin
        raise RefusedError("`kind` must be Kustomization or Component", kind_origin)
    version = value.at("apiVersion")
    if version is not None and version.content not in ("", None, _VERSIONS[kind]):
        raise RefusedError(f"`apiVersion` must be {_VERSIONS[kind]}", version.origin)
    if isinstance(value.content, dict) and not value.content.keys() - {"apiVersion", "kind"}:
        raise RefusedError("the kustomization is empty", value.origin)
    return value
