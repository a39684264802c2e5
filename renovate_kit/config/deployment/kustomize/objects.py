"""The objects of a build while it goes on: each with the names that it had before."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from renovate_kit.config.deployment.kustomize.changes import made, with_value_at
from renovate_kit.config.deployment.kustomize.identity import (
    Identity,
    Kind,
    effective_namespace,
    identity_of,
    scalar_text,
)
from renovate_kit.config.deployment.kustomize.problems import RefusedError
from renovate_kit.config.document.located import LocatedValue, Origin

__all__ = ["BuiltObject", "ObjectList"]


@dataclass(slots=True, eq=False)
class BuiltObject:
    """An object, and what kustomize remembers of it.

    Attributes:
        value: the object as it is now.
        previous: the kinds, names and namespaces that it had, the oldest first.
        prefixes: what was put before its name, layer by layer.
        suffixes: what was put behind it.
        needs_hash: whether the hash of its content becomes part of its name.
        behavior: of a generated object: create, merge or replace.
    """

    value: LocatedValue
    previous: list[tuple[str, str, str]] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)
    suffixes: list[str] = field(default_factory=list)
    needs_hash: bool = False
    behavior: str = ""
    _now: tuple[LocatedValue, Identity] | None = field(default=None, repr=False)
    _before: tuple[LocatedValue, list[Identity]] | None = field(default=None, repr=False)

    @property
    def kind(self) -> Kind:
        """Group, version and kind, as they are now."""
        return self.identity.kind

    @property
    def name(self) -> str:
        """The name, as it is now."""
        return self.identity.name

    @property
    def namespace(self) -> str:
        """The namespace, as it is now; empty if there is none."""
        return scalar_text(self.value.at("metadata", "namespace"))

    @property
    def identity(self) -> Identity:
        """What identifies it now."""
        if self._now is None or self._now[0] is not self.value:
            self._now = self.value, identity_of(self.value)
        return self._now[1]

    @property
    def previous_identities(self) -> list[Identity]:
        """What identified it before, the oldest first."""
        known = self._before
        if known is None or known[0] is not self.value or len(known[1]) != len(self.previous):
            now = self.kind
            identities = [
                Identity(Kind(now.group, now.version, kind), name, namespace)
                for kind, name, namespace in self.previous
            ]
            self._before = known = self.value, identities
        return known[1]

    @property
    def original(self) -> Identity:
        """What identified it at first."""
        return self.previous_identities[0] if self.previous else self.identity

    @property
    def identities(self) -> list[Identity]:
        """All that ever identified it."""
        return [*self.previous_identities, self.identity]

    def remember(self) -> None:
        """Keep what identifies it now, because a change follows."""
        now = self.identity
        self.previous.append((now.kind.kind, now.name, now.namespace))

    def rename(self, name: str, origin: Origin | None = None) -> None:
        """Give it another name.

        Args:
            name: the new one.
            origin: where it is asked for; None keeps the place of the old one.
        """
        self._set("name", name, origin)

    def move(self, namespace: str, origin: Origin | None = None) -> None:
        """Put it into another namespace."""
        self._set("namespace", namespace, origin)

    def is_same_namespace(self, other: "BuiltObject") -> bool:
        """Return whether kustomize takes two objects to be in one namespace."""
        return effective_namespace(self.kind, self.namespace) == effective_namespace(
            other.kind, other.namespace
        )

    def _set(self, key: str, text: str, origin: Origin | None) -> None:
        old = self.value.at("metadata", key)
        place = origin or (old.origin if old is not None else self.value.origin)
        self.value = with_value_at(self.value, ("metadata", key), made(text, place))


class ObjectList:
    """Objects in the order in which they were taken; no two have the same identity.

    Attributes:
        hidden: whether there may be more objects: something could not be resolved.
    """

    def __init__(self) -> None:
        self._objects: list[BuiltObject] = []
        self._known: dict[Identity, BuiltObject] | None = {}
        self.hidden = False

    def __iter__(self) -> Iterator[BuiltObject]:
        self._known = None  # whoever goes through the objects may change them
        return iter(list(self._objects))

    def __len__(self) -> int:
        return len(self._objects)

    def add(self, item: BuiltObject, origin: Origin) -> None:
        """Append an object.

        Raises:
            RefusedError: there is one with its identity.
        """
        if self._known is None:
            self._known = {other.identity: other for other in self._objects}
        identity = item.identity
        if identity in self._known:
            place = self._known[identity].value.origin
            message = f"{identity} is there twice, also from {place.path}:{place.line}"
            raise RefusedError(message, origin)
        self._known[identity] = item
        self._objects.append(item)

    def twins(self) -> list[BuiltObject]:
        """Return the objects that have the identity of one before them."""
        seen: set[Identity] = set()
        found = []
        for item in self._objects:
            identity = item.identity
            if identity in seen:
                found.append(item)
            seen.add(identity)
        return found

    def keep(self, items: Iterable[BuiltObject]) -> None:
        """Have these objects instead of those before."""
        self._objects = list(items)
        self._known = None

    def matching(self, test: Callable[[Identity], bool]) -> list[BuiltObject]:
        """Return the objects of which any identity, now or before, passes a test."""
        self._known = None
        return [item for item in self._objects if any(map(test, item.identities))]
