"""The objects of a source by what they are asked for, made once for all workloads in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from renovate_kit.config.deployment.held_data import HeldData, by_holder
from renovate_kit.config.deployment.model import Holder, Source
from renovate_kit.config.deployment.sops import is_encrypted_file
from renovate_kit.config.document.located import LocatedValue

__all__ = ["SourceIndex"]


@dataclass(frozen=True, kw_only=True)  # no slots: what is found is kept in the instance's dict
class SourceIndex:
    """What a source has, by kind and name.

    Attributes:
        source: what reaches the cluster together.
    """

    source: Source

    @cached_property
    def held(self) -> Mapping[tuple[Holder, str], list[HeldData]]:
        """What is or makes a ConfigMap or Secret, by its name."""
        return by_holder(self.source.objects)

    @cached_property
    def of_kind(self) -> Mapping[str, list[LocatedValue]]:
        """The objects by kind."""
        found: dict[str, list[LocatedValue]] = {}
        for item in self.source.objects:
            found.setdefault(item.text("kind") or "", []).append(item)
        return found

    @cached_property
    def has_nameless_secrets(self) -> bool:
        """Whether there are Secrets whose names are encrypted, too."""
        return any(map(is_encrypted_file, self.source.objects))

    def named(self, kind: str, name: str) -> list[LocatedValue]:
        """Return the objects of a kind and name."""
        return self._named.get((kind, name), [])

    def position(self, item: LocatedValue) -> int:
        """Return at which place an object of the source stands in it."""
        return self._positions[id(item)]

    def has(self, item: LocatedValue) -> bool:
        """Return whether an object is one of the source."""
        return id(item) in self._positions

    def is_written_at(self, item: LocatedValue) -> bool:
        """Return whether an object is written where one of the source is, under any name."""
        return _place(item) in self._places

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], list[LocatedValue]]:
        found: dict[tuple[str, str], list[LocatedValue]] = {}
        for item in self.source.objects:
            key = (item.text("kind") or "", item.text("metadata", "name") or "")
            found.setdefault(key, []).append(item)
        return found

    @cached_property
    def _positions(self) -> Mapping[int, int]:
        return {id(item): index for index, item in enumerate(self.source.objects)}

    @cached_property
    def _places(self) -> frozenset[tuple[str, int]]:
        return frozenset(map(_place, self.source.objects))


def _place(item: LocatedValue) -> tuple[str, int]:
    return item.origin.path, item.origin.span.start
