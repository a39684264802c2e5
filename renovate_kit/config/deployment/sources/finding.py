"""All ways by which Renovate reaches a cluster from a folder."""

from collections.abc import Iterator
from pathlib import Path

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.kustomize import build
from renovate_kit.config.deployment.model import Source, SourceKind
from renovate_kit.config.deployment.recognition import runs_renovate
from renovate_kit.config.deployment.sources.argocd import argo_cd_source
from renovate_kit.config.deployment.sources.claims import Claim, claims_in
from renovate_kit.config.deployment.sources.config_maps import ConfigMaps
from renovate_kit.config.deployment.sources.flux import flux_source
from renovate_kit.config.deployment.sources.graph import KustomizationGraph
from renovate_kit.config.deployment.sources.loose_files import loose_sources, source_of_file
from renovate_kit.config.deployment.sources.reach import Reach
from renovate_kit.config.deployment.sources.scanning import FolderScan, scan

__all__ = ["find_source", "find_sources"]

_MOST_LAYERS = 4


def find_sources(folder: Path, checkout: Checkout) -> tuple[Source, ...]:
    """Return what reaches a cluster from a folder, as far as Renovate is part of it.

    Those are the folders that Flux or Argo CD take, the kustomizations that nothing takes, and
    the files that no kustomization takes. What is built upon by one of them is none of its own.

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
        self._config_maps = ConfigMaps(found.files, checkout)

    def sources(self) -> Iterator[Source]:
        """Yield the sources in which Renovate runs."""
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
        for root in reach.roots(covered, claimed):
            source = find_source(root, self._checkout)
            if _has_renovate(source):
                yield source
        loose = [path for path in reach.loose if path not in covered]
        yield from loose_sources(loose, self._found.charts, self._checkout)

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


def _has_renovate(source: Source) -> bool:
    return any(map(runs_renovate, source.objects))
