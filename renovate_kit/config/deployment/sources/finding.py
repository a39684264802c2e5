"""All ways by which Renovate reaches a cluster from a folder."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.kustomize import build
from renovate_kit.config.deployment.model import Note, Source, SourceKind
from renovate_kit.config.deployment.recognition import runs_renovate
from renovate_kit.config.deployment.sources.argocd import argo_cd_source
from renovate_kit.config.deployment.sources.claims import (
    Claim,
    LostClaim,
    claims_in,
    lost_claims_in,
)
from renovate_kit.config.deployment.sources.config_maps import ConfigMaps
from renovate_kit.config.deployment.sources.flux import flux_source
from renovate_kit.config.deployment.sources.graph import KustomizationGraph
from renovate_kit.config.deployment.sources.loose_files import loose_sources, source_of_file
from renovate_kit.config.deployment.sources.reach import Reach
from renovate_kit.config.deployment.sources.scanning import FolderScan, scan
from renovate_kit.config.manifest_signs import is_meant_for_renovate
from renovate_kit.config.options.suggestion import nearest

__all__ = ["find_source", "find_sources"]

_MOST_LAYERS = 4


def find_sources(folder: Path, checkout: Checkout) -> tuple[Source, ...]:
    """Return what reaches a cluster from a folder, as far as Renovate is part of it.

    Those are the folders that Flux or Argo CD take, the kustomizations that nothing takes, and
    the files that no kustomization takes. What is built upon by one of them is none of its own,
    unless that one fails: then it is told with what it fails at, and what it takes stands alone.

    Args:
        folder: absolute, or relative to the top of the checkout; or a single YAML file.
        checkout: in which all files are.
    """
    resolved = checkout.resolve(folder)
    if isinstance(resolved, Unread):
        return ()
    if resolved.is_file():
        return source_of_file(resolved, checkout)
    found = scan(resolved)
    return tuple(_Search(found, checkout).sources()) if found.mentions else ()


def find_source(overlay: Path, checkout: Checkout) -> Source:
    """Return what kustomize makes of a folder.

    Args:
        overlay: absolute, or relative to the top of the checkout.
        checkout: in which all files are.
    """
    built = build(overlay, checkout)
    return Source(
        kind=SourceKind.KUSTOMIZATION,
        path=checkout.shown(checkout.top / overlay),
        objects=built.objects,
        notes=built.notes,
        kustomizations=built.kustomizations,
    )


class _Search:
    """One search.

    Args:
        found: the files.
        checkout: reads them.
    """

    def __init__(self, found: FolderScan, checkout: Checkout) -> None:
        self._checkout = checkout
        self._found = found
        self._graph = KustomizationGraph(found.kustomizations, checkout)
        self._claims = tuple(claims_in(found.gitops, checkout))
        self._lost_claims = tuple(lost_claims_in(found.gitops, checkout))
        self._config_maps = ConfigMaps(found.files, checkout)
        self._failed: set[Path] = set()

    def sources(self) -> Iterator[Source]:
        """Yield the sources in which Renovate runs, or would if they did not fail."""
        reach = Reach(self._found.mentions, self._graph)
        covered: set[Path] = set()
        claimed: set[Path] = set()
        for claim in self._claims:
            items = reach.of(claim.folder)
            if not items:
                continue
            source = self._source_of(claim, 0)
            if _has_renovate(source):
                covered |= items
                claimed.add(claim.folder)
                yield source
        done: set[Path] = set()
        for root in reach.roots(covered, claimed):
            yield from self._sources_below(root, reach, done)
        yield from self._failures_beside(reach.loose)
        alone = {file for folder in self._failed for file in reach.files_in(folder)}
        loose = sorted(path for path in {*reach.loose, *alone} if path not in covered)
        yield from loose_sources(loose, self._found.charts, self._checkout, self._failed)

    def _sources_below(self, folder: Path, reach: Reach, done: set[Path]) -> Iterator[Source]:
        """Yield what a kustomization comes to, or where it fails and what it takes comes to."""
        if folder in done:
            return
        done.add(folder)
        source = find_source(folder, self._checkout)
        if _has_renovate(source):
            misled = (_misled(claim, source) for claim in self._claims_close_to(source))
            yield replace(source, notes=(*source.notes, *misled))
        elif source.fails and any(map(self._is_of_renovate, reach.of(folder))):
            yield source
            self._failed.add(folder)
            for inner in reach.folders_in(folder):
                yield from self._sources_below(inner, reach, done)

    def _claims_close_to(self, source: Source) -> Iterator[LostClaim]:
        """Yield the claims that seem to mean a folder, and name it in another way."""
        folder = self._checkout.unshown(source.path)
        name = folder.relative_to(self._checkout.top).as_posix()
        for claim in self._lost_claims:
            if nearest(claim.folder, (name,)) is not None:
                yield claim

    def _failures_beside(self, files: Iterable[Path]) -> Iterator[Source]:
        """Yield the kustomizations that can't be built beside files which nothing takes."""
        for folder in sorted({file.parent for file in files} - self._failed):
            if self._graph.has(folder):
                source = find_source(folder, self._checkout)
                if source.fails:
                    self._failed.add(folder)
                    yield source

    def _is_of_renovate(self, file: Path) -> bool:
        """Return whether a file runs Renovate, or looks as if it were meant to."""
        raw, text = self._checkout.read(file), self._checkout.manifests(file)
        if isinstance(raw, Unread) or isinstance(text, Unread):
            return False
        return is_meant_for_renovate(raw) or any(map(runs_renovate, text.manifests))

    def _source_of(self, claim: Claim, layer: int) -> Source:
        if claim.kind is SourceKind.ARGO_CD:
            return argo_cd_source(claim, self._checkout)
        final = self._final(claim, layer)
        return flux_source(final, self._checkout, self._config_maps.find)

    def _final(self, claim: Claim, layer: int) -> Claim:
        """Return a claim of Flux after the patches of the Kustomization that takes it itself."""
        if layer >= _MOST_LAYERS:
            return claim
        reach = Reach([claim.file], self._graph)
        for other in self._claims:
            if other.object is claim.object or other.kind is not SourceKind.FLUX:
                continue
            if reach.of(other.folder):
                source = self._source_of(other, layer + 1)
                name = claim.object.text("metadata", "name") or ""
                namespace = claim.object.text("metadata", "namespace")
                found = source.named("Kustomization", name, namespace)
                if found is not None and found.text("spec", "path") == claim.object.text(
                    "spec", "path"
                ):
                    return Claim(
                        kind=claim.kind,
                        folder=claim.folder,
                        object=found,
                        source=found,
                        file=claim.file,
                    )
        return claim


def _misled(claim: LostClaim, meant: Source) -> Note:
    who = "the Application" if claim.kind is SourceKind.ARGO_CD else "the Kustomization of Flux"
    return Note(
        message=f"{who} takes `{claim.path.content}`, which is not there; `{meant.path}` is",
        path=next((item.origin.path for item in meant.kustomizations), meant.path),
        origin=claim.path.origin,
        is_warning=True,
        hides_objects=False,
    )


def _has_renovate(source: Source) -> bool:
    return any(map(runs_renovate, source.objects))
