"""Finds what a pod refers to among the objects that reach the cluster together with it."""

from dataclasses import dataclass

from renovate_kit.config.deployment.elsewhere import Elsewhere, Found
from renovate_kit.config.deployment.held_data import HeldData
from renovate_kit.config.deployment.model import Holder, MissingReference, Source
from renovate_kit.config.deployment.source_index import SourceIndex
from renovate_kit.config.document.located import LocatedValue, Origin
from renovate_kit.config.options.suggestion import nearest

__all__ = ["Surroundings", "missing_key"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a pod can refer to.

    Attributes:
        index: of what reaches the cluster together with it.
        namespace: of the pod; None if no file says it, which may be any.
        elsewhere: what may reach the cluster in another way.
    """

    index: SourceIndex
    namespace: str | None
    elsewhere: Elsewhere

    @property
    def source(self) -> Source:
        """What reaches the cluster together with the pod."""
        return self.index.source

    def find(self, holder: Holder, name: str) -> HeldData | None:
        """Return the ConfigMap or Secret of a name in the pod's namespace; None if it has none.

        Several objects may make the same Secret; then their keys count together.
        """
        found = [held for held in self._named(holder, name) if self.is_reachable(held.item)]
        if not found:
            found = self._elsewhere(holder, name)
        return None if not found else found[0] if len(found) == 1 else _joined(found)

    def items_elsewhere(self, holder: Holder, name: str) -> tuple[LocatedValue, ...]:
        """Return what holds a ConfigMap or Secret that the source itself does not have."""
        if any(self.is_reachable(held.item) for held in self._named(holder, name)):
            return ()
        return tuple(held.item for held in self._elsewhere(holder, name))

    def missing(self, reference: LocatedValue, holder: Holder) -> MissingReference | None:
        """Return that a ConfigMap or Secret is missing; None if that can't be known.

        Args:
            reference: the name by which the pod asks for it.
            holder: which of the two.
        """
        if holder is Holder.SECRET and self._may_be_nameless:
            return None
        name = str(reference.content)
        alike = (
            held.name
            for key, items in self.index.held.items()
            for held in items
            if key[0] is holder and self.is_reachable(held.item)
        )
        others = [found for found, _ in self._others(holder, name)]
        same = [held.item for held in self._named(holder, name)]
        return self._missing(holder.value, reference, tuple(alike), _final(others, same))

    def missing_object(self, reference: LocatedValue, kind: str) -> MissingReference | None:
        """Return that a claim or a ServiceAccount is missing; None if it is there, or may be.

        Args:
            reference: the name by which the pod asks for it.
            kind: of the object.
        """
        name = str(reference.content)
        of_kind = tuple(self.index.of_kind.get(kind, ()))
        alike = tuple(
            item.text("metadata", "name") or "" for item in of_kind if self.is_reachable(item)
        )
        others = list(self.elsewhere.objects(kind, name))
        if name in alike or any(self.is_reachable(found.item) for found in others):
            return None
        same = [item for item in of_kind if item.text("metadata", "name") == name]
        return self._missing(kind, reference, alike, _final(others, same))

    def _missing(
        self,
        kind: str,
        reference: LocatedValue,
        alike: tuple[str, ...],
        same: tuple[LocatedValue, ...] | None,
    ) -> MissingReference | None:
        if same is None or not self.source.is_complete:
            return None
        name = str(reference.content)
        namespaces = (item.text("metadata", "namespace") for item in same)
        return MissingReference(
            kind=kind,
            name=name,
            key=None,
            origin=reference.origin,
            likely=nearest(name, alike),
            other_namespace=next(namespaces, None),
        )

    def _named(self, holder: Holder, name: str) -> list[HeldData]:
        return self.index.held.get((holder, name), [])

    def _elsewhere(self, holder: Holder, name: str) -> list[HeldData]:
        others = self._others(holder, name)
        return [held for _, held in others if self.is_reachable(held.item)]

    def _others(self, holder: Holder, name: str) -> list[tuple[Found, HeldData]]:
        """Return what holds data under a name, but is no object of the source."""
        return [
            (found, held)
            for found, held in self.elsewhere.held(holder, name)
            if not self.index.is_written_at(held.item)
        ]

    def is_reachable(self, item: LocatedValue) -> bool:
        """Return whether an object is, or may be, in the namespace of the pod."""
        own = item.text("metadata", "namespace")
        return own is None or self.namespace is None or own == self.namespace

    @property
    def _may_be_nameless(self) -> bool:
        return self.index.has_nameless_secrets or self.elsewhere.has_nameless_secrets


def missing_key(
    held: HeldData, key: str, origin: Origin, *, is_optional: bool
) -> MissingReference | None:
    """Return that a key is missing in a ConfigMap or Secret; None if it may be there."""
    if key in held.texts or held.has_unknown_keys:
        return None
    return MissingReference(
        kind=held.holder.value,
        name=held.name,
        key=key,
        origin=origin,
        likely=nearest(key, held.texts),
        is_optional=is_optional,
    )


def _final(others: list[Found], same: list[LocatedValue]) -> tuple[LocatedValue, ...] | None:
    """Return all objects of a name; None if something may still change one of them."""
    if any(not found.is_final for found in others):
        return None
    return (*same, *(found.item for found in others))


def _joined(found: list[HeldData]) -> HeldData:
    last = found[-1]
    return HeldData(
        holder=last.holder,
        name=last.name,
        item=last.item,
        texts={key: text for held in found for key, text in held.texts.items()},
        has_unknown_keys=any(held.has_unknown_keys for held in found),
        is_encrypted=all(held.is_encrypted for held in found),
    )
