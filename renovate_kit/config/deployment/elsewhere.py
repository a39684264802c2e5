"""Objects of a checkout that do not reach the cluster together with a pod, but may in another way.

A repository is often applied in parts: the Secrets by one Kustomization, what uses them by another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.held_data import HeldData, by_holder
from renovate_kit.config.deployment.model import Holder
from renovate_kit.config.deployment.sops import is_encrypted_file
from renovate_kit.config.deployment.sources.graph import KustomizationGraph
from renovate_kit.config.deployment.sources.scanning import FolderScan, scan
from renovate_kit.config.document.located import LocatedValue

__all__ = ["Elsewhere", "Found"]

_KIND_OF_SECRET = b"ENC["


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An object that is applied in another way, as far as that can be told.

    Attributes:
        item: as it is written.
        is_final: whether nothing changes it on the way to the cluster.
    """

    item: LocatedValue
    is_final: bool


@dataclass(frozen=True, kw_only=True)  # no slots: what was found is kept in the instance's dict
class Elsewhere:
    """The manifests of a checkout. Nothing is read before somebody asks.

    Attributes:
        checkout: the files.
    """

    checkout: Checkout

    def objects(self, kind: str, name: str) -> Iterator[Found]:
        """Yield the objects of a kind and name."""
        for file in self._files_with(name.encode()):
            for item in self._named_in(file).get((kind, name), ()):
                yield Found(item=item, is_final=not self._is_taken(file))

    def held(self, holder: Holder, name: str) -> tuple[tuple[Found, HeldData], ...]:
        """Return what is or makes a ConfigMap or Secret of a name."""
        key = (holder, name)
        if key not in self._asked:
            self._asked[key] = tuple(self._find_held(holder, name))
        return self._asked[key]

    def _find_held(self, holder: Holder, name: str) -> Iterator[tuple[Found, HeldData]]:
        for file in self._files_with(name.encode()):
            for held in self._held_in(file).get((holder, name), ()):
                yield Found(item=held.item, is_final=not self._is_taken(file)), held

    @cached_property
    def has_nameless_secrets(self) -> bool:
        """Whether there are Secrets whose names are encrypted, too."""
        return any(
            is_encrypted_file(item)
            for file in self._files_with(_KIND_OF_SECRET)
            for item in self._manifests(file)
        )

    @cached_property
    def _asked(self) -> dict[tuple[Holder, str], tuple[tuple[Found, HeldData], ...]]:
        return {}

    @cached_property
    def _taken(self) -> dict[Path, bool]:
        return {}

    @cached_property
    def _by_name(self) -> dict[Path, Mapping[tuple[str, str], list[LocatedValue]]]:
        return {}

    @cached_property
    def _by_holder(self) -> dict[Path, Mapping[tuple[Holder, str], list[HeldData]]]:
        return {}

    @cached_property
    def _scan(self) -> FolderScan:
        return scan(self.checkout.top)

    @cached_property
    def _graph(self) -> KustomizationGraph:
        return KustomizationGraph(self._scan.kustomizations, self.checkout)

    def _files_with(self, text: bytes) -> Iterator[Path]:
        """Yield the files that hold a text and that something, or somebody, may apply."""
        for file in self._scan.files:
            raw = self.checkout.read(file)
            if isinstance(raw, Unread) or text not in raw:
                continue
            if self._is_taken(file) or not self._graph.has(file.parent):
                yield file

    def _is_taken(self, file: Path) -> bool:
        if file not in self._taken:
            self._taken[file] = self._graph.is_taken(file)
        return self._taken[file]

    def _named_in(self, file: Path) -> Mapping[tuple[str, str], list[LocatedValue]]:
        """Return the objects of a file by kind and name."""
        if file not in self._by_name:
            found: dict[tuple[str, str], list[LocatedValue]] = {}
            for item in self._manifests(file):
                key = (item.text("kind") or "", item.text("metadata", "name") or "")
                found.setdefault(key, []).append(item)
            self._by_name[file] = found
        return self._by_name[file]

    def _held_in(self, file: Path) -> Mapping[tuple[Holder, str], list[HeldData]]:
        """Return what the objects of a file hold by kind and name."""
        if file not in self._by_holder:
            self._by_holder[file] = by_holder(self._manifests(file))
        return self._by_holder[file]

    def _manifests(self, file: Path) -> tuple[LocatedValue, ...]:
        read = self.checkout.manifests(file)
        return () if isinstance(read, Unread) else read.manifests
