"""Plain data that remembers where in the document it stood.

Migration moves, renames and rebuilds; a finding about the result still has to point at what
the person wrote. So the containers are dicts and lists that carry their origin along, and
strings do the same. What a migration makes up has no origin and inherits that of its parent.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Self, TypeAlias

from renovate_kit.config.document.location import Pointer
from renovate_kit.config.document.nodes import ArrayNode, Node, ObjectNode

__all__ = [
    "Json",
    "TrackedDict",
    "TrackedList",
    "TrackedStr",
    "clone",
    "origin_of",
    "own_origin",
    "reworded",
    "track",
]

Json: TypeAlias = Any
"""A JSON value of unknown shape: what people put into a config can be anything."""


class TrackedStr(str):
    """A string with the pointer at which it stood in the document."""

    __slots__ = ("origin",)
    origin: Pointer

    def __new__(cls, text: str, origin: Pointer) -> Self:
        """Return `text`, remembering `origin`."""
        tracked = super().__new__(cls, text)
        tracked.origin = origin
        return tracked


class TrackedList(list[Json]):
    """A list with the pointer at which it stood in the document; None if it never did."""

    __slots__ = ("origin",)

    def __init__(self, items: Iterable[Json] = (), origin: Pointer | None = None) -> None:
        super().__init__(items)
        self.origin = origin


class TrackedDict(dict[str, Json]):
    """An object with its origin, and for each key the pointer of the member it came from.

    `joined` has the pointers of members that went into a key which came from another one.
    """

    __slots__ = ("joined", "origin", "origins")

    def __init__(
        self,
        members: Mapping[str, Json] = {},
        *,
        origin: Pointer | None = None,
        origins: Mapping[str, Pointer] = {},
    ) -> None:
        super().__init__(members)
        self.origin = origin
        self.origins = dict(origins)
        self.joined: dict[str, tuple[Pointer, ...]] = {}

    def put(self, key: str, value: Json, origin: Pointer | None) -> None:
        """Set `key`, which came from `origin`; an unknown origin keeps the one it had."""
        self[key] = value
        if origin is not None:
            self.origins[key] = origin

    def drop(self, key: str) -> None:
        """Remove `key` if it is there."""
        self.pop(key, None)
        self.origins.pop(key, None)

    def update_from(self, other: Mapping[str, Json]) -> None:
        """Set all keys of another object, with their origins if it has any."""
        self.update(other)
        if isinstance(other, TrackedDict):
            self.origins.update(other.origins)
            self.joined.update(other.joined)

    def copy(self) -> "TrackedDict":
        """Return a shallow copy that keeps all origins."""
        copied = TrackedDict(origin=self.origin)
        copied.update_from(self)
        return copied


def track(node: Node, pointer: Pointer = ()) -> Json:
    """Return the data of a node, every container and string of it with its pointer.

    A key that stands twice has the value of the last one, at the first one's place, as in
    JavaScript.
    """
    if isinstance(node, ObjectNode):
        tracked = TrackedDict(origin=pointer)
        for member in node.members:
            at = (*pointer, member.key)
            tracked.put(member.key, track(member.value, at), at)
        return tracked
    if isinstance(node, ArrayNode):
        items = TrackedList(origin=pointer)
        for index, item in enumerate(node.items):
            items.append(track(item, (*pointer, index)))
        return items
    return TrackedStr(node.value, pointer) if isinstance(node.value, str) else node.value


def clone(data: Json, levels: int | None = None) -> Json:
    """Return a copy of the data that shares no container with it; origins are kept.

    Args:
        data: anything.
        levels: how many containers deep to copy; what is deeper is shared. None copies all.
    """
    if levels == 0:
        return data
    below = None if levels is None else levels - 1
    if isinstance(data, dict):
        copied = data.copy() if isinstance(data, TrackedDict) else TrackedDict(data)
        for key, value in data.items():
            copied[key] = clone(value, below)
        return copied
    if isinstance(data, list):
        items = TrackedList(origin=own_origin(data))
        for item in data:
            items.append(clone(item, below))
        return items
    return data


def own_origin(data: Json) -> Pointer | None:
    """Return where a value itself stood; None for what nobody wrote, and for scalars but text."""
    return data.origin if isinstance(data, TrackedDict | TrackedList | TrackedStr) else None


def reworded(old: str, new: str) -> str:
    """Return `new`, which stands for what was `old` in the document."""
    if new == old:
        return old
    return TrackedStr(new, old.origin) if isinstance(old, TrackedStr) else new


def origin_of(data: Json, pointer: Pointer) -> Pointer:
    """Return where in the document the value at `pointer` of the migrated data came from.

    What has no origin of its own has that of the nearest container that does.
    """
    known: Pointer = ()
    value = data
    for part in pointer:
        container, value = value, _child(value, part)
        known = _origin_in(container, part, value) or known
    return known


def _child(container: Json, part: str | int) -> Json:
    if isinstance(container, dict) and isinstance(part, str):
        return container.get(part)
    if isinstance(container, list) and isinstance(part, int) and part < len(container):
        return container[part]
    return None


def _origin_in(container: Json, part: str | int, value: Json) -> Pointer | None:
    if isinstance(container, TrackedDict) and isinstance(part, str) and part in container.origins:
        return container.origins[part]
    own = own_origin(value)
    if own is not None or isinstance(value, list | dict | str):
        return own
    if isinstance(container, TrackedList) and container.origin is not None:
        return (*container.origin, part)
    return None
