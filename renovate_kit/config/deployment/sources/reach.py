"""What of some files comes along with a folder."""

from collections.abc import Iterable
from pathlib import Path

from renovate_kit.config.deployment.checkout import KUSTOMIZATION_NAMES
from renovate_kit.config.deployment.sources.graph import KustomizationGraph

__all__ = ["Reach"]


class Reach:
    """Which of some files folders bring to a cluster.

    Args:
        files: what is looked for; resolved.
        graph: of the kustomizations.
    """

    def __init__(self, files: Iterable[Path], graph: KustomizationGraph) -> None:
        self._graph = graph
        self._files = frozenset(files)
        own = {path.parent for path in self._files if path.name in KUSTOMIZATION_NAMES}
        self._takers = graph.takers({*self._files, *own})
        self._known: dict[Path, frozenset[Path]] = {}

    @property
    def loose(self) -> list[Path]:
        """The files that no kustomization takes, in order."""
        taken = {path for items in self._takers.values() for path in items}
        return sorted(
            path
            for path in self._files
            if path not in taken and path.name not in KUSTOMIZATION_NAMES
        )

    def files_in(self, folder: Path) -> frozenset[Path]:
        """Return those of the files that a kustomization itself takes."""
        return self._takers.get(folder, frozenset()) & self._files

    def folders_in(self, folder: Path) -> list[Path]:
        """Return the folders with kustomizations that one takes and that bring files along."""
        return sorted(self._takers.get(folder, frozenset()) & self._takers.keys())

    def of(self, folder: Path) -> frozenset[Path]:
        """Return the files that come along with a folder.

        Of a folder without kustomization, these are all that lie below it, and all that the
        kustomizations below it take.
        """
        if self._graph.has(folder):
            return self._of_kustomization(folder, ())
        below = {path for path in self._files if path.is_relative_to(folder)}
        for taker in self._takers:
            if taker.is_relative_to(folder):
                below |= self._of_kustomization(taker, ())
        return frozenset(below)

    def roots(self, covered: Iterable[Path], claimed: Iterable[Path]) -> list[Path]:
        """Return the kustomizations that stand for themselves.

        Args:
            covered: files that reach a cluster by other ways.
            claimed: folders that are taken by other ways.
        """
        covered, claimed = set(covered), set(claimed)
        taken = {path for items in self._takers.values() for path in items}
        roots = [
            folder
            for folder in self._takers
            if folder not in taken
            and folder not in claimed
            and not self._objects(folder) <= covered
        ]
        built_upon = [root for root in roots if self._is_built_upon(root)]
        others = {path for root in roots if root not in built_upon for path in self.of(root)}
        kept = [
            root for root in roots if root not in built_upon or not self._objects(root) <= others
        ]
        return kept + self._in_circles(kept, covered, claimed)

    def _in_circles(self, roots: list[Path], covered: set[Path], claimed: set[Path]) -> list[Path]:
        """Return folders of kustomizations that only take each other, one for each circle."""
        reached = covered.union(*map(self.of, (*roots, *claimed)))
        found = []
        for folder in sorted(self._takers):
            if not self._objects(folder) <= reached:
                found.append(folder)
                reached |= self.of(folder)
        return found

    def _objects(self, folder: Path) -> frozenset[Path]:
        """Return the files of a folder without kustomizations, unless there are no others."""
        files = self.of(folder)
        return frozenset(path for path in files if not _is_kustomization(path)) or files

    def _of_kustomization(self, folder: Path, chain: tuple[Path, ...]) -> frozenset[Path]:
        if folder in self._known:
            return self._known[folder]
        if folder in chain:
            return frozenset()
        found: set[Path] = set()
        for item in self._takers.get(folder, ()):
            if item in self._files:
                found.add(item)
            else:
                found |= self._of_kustomization(item, (*chain, folder))
        found |= {path for path in self._files if path.parent == folder and _is_kustomization(path)}
        self._known[folder] = frozenset(found)
        return self._known[folder]

    def _is_built_upon(self, root: Path) -> bool:
        """Return whether a kustomization only gathers what lies below it and others build upon."""
        if not self._graph.only_gathers(root):
            return False
        return all(
            item.is_relative_to(root)
            and any(item in taken for taker, taken in self._takers.items() if taker != root)
            for item in self._takers[root]
        )


def _is_kustomization(path: Path) -> bool:
    return path.name in KUSTOMIZATION_NAMES
