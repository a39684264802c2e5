"""Objects of a checkout that do not reach the cluster together with a pod, but may in another way.

A repository is often applied in parts: the Secrets by one Kustomization, what uses them by another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.held_data import HeldData, held_data
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
            for item in self._manifests(file):
                if item.text("kind") == kind and item.text("metadata", "name") == name:
                    yield Found(item=item, is_final=not self._is_taken(file))

    def held(self, holder: Holder, name: str) -> tuple[tuple[Found, HeldData], ...]:
        """Return what is or makes a ConfigMap or Secret of a name."""
        key = (holder, name)
        if key not in self._asked:
            self._asked[key] = tuple(self._find_held(holder, name))
        return self._asked[key]

    def _find_held(self, holder: Holder, name: str) -> Iterator[tuple[Found, HeldData]]:
        for file in self._files_with(name.encode()):
            for item in self._manifests(file):
                for held in held_data(item):
                    if held.holder is holder and held.name == name:
                        yield Found(item=item, is_final=not self._is_taken(file)), held

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
        return bool(self._graph.takers([file]))

    def _manifests(self, file: Path) -> tuple[LocatedValue, ...]:
        read = self.checkout.manifests(file)
        return () if isinstance(read, Unread) else read.manifests
