"""Which parts of a document are still there after a migration, by where they came from."""

from collections.abc import Iterator
from functools import cached_property

from renovate_kit.config.document.location import Pointer
from renovate_kit.config.document.nodes import ArrayNode, ObjectNode, ScalarNode
from renovate_kit.config.javascript import is_same
from renovate_kit.config.provenance import Json, TrackedDict, own_origin
from renovate_kit.config.rearrangement import AT_START

__all__ = ["ObjectPlan", "outermost_origins", "staying_items"]


class ObjectPlan:
    """Which member of an object each key of the new one comes to stand at, or behind."""

    def __init__(self, node: ObjectNode, value: dict[str, Json], pointer: Pointer) -> None:
        self.index = {member.key: index for index, member in enumerate(node.members)}
        self.slot_of: dict[str, int] = {}
        self.taker_of: dict[int, str] = {}
        self._node, self._value, self._pointer = node, value, pointer
        self._origins = value.origins if isinstance(value, TrackedDict) else {}
        previous = AT_START
        for key in value:
            previous = self.slot_of[key] = self._slot(key, previous)

    def _slot(self, key: str, previous: int) -> int:
        if key in self.index:
            return self.index[key]
        origin = self._origins.get(key, ())
        depth = len(self._pointer)
        if origin[:depth] != self._pointer or len(origin) == depth:
            return previous
        source = origin[depth]
        slot = self.index.get(source) if isinstance(source, str) else None
        if slot is None:
            return previous
        if source not in self._value:
            self.taker_of.setdefault(slot, key)
        return slot

    def origin_of(self, key: str) -> Pointer | None:
        """Return where in the document a key came from."""
        return self._origins.get(key)

    def joined_into(self, key: str) -> tuple[Pointer, ...]:
        """Return from where else in the document something went into a key."""
        return self._value.joined.get(key, ()) if isinstance(self._value, TrackedDict) else ()

    def place_at(self, slot: int) -> Pointer:
        """Return the place of a member; that of the object if there is none."""
        if slot == AT_START:
            return self._pointer
        return (*self._pointer, self._node.members[slot].key)

    @cached_property
    def gone(self) -> list[int]:
        """The members to remove, with earlier ones of the same key, which would count again."""
        return [
            index
            for index, member in enumerate(self._node.members)
            if member.key not in self._value and index not in self.taker_of
        ]

    @cached_property
    def taken_places(self) -> set[Pointer]:
        """The places of members that have another key now."""
        return {(*self._pointer, self._node.members[slot].key) for slot in self.taker_of}


def staying_items(node: ArrayNode, value: list[Json], pointer: Pointer) -> dict[int, int]:
    """Return which items stay in an array: their new positions to their old ones."""
    staying: dict[int, int] = {}
    next_free = 0
    for position, item in enumerate(value):
        index = next(_candidates(node, item, pointer, next_free), None)
        if index is not None:
            staying[position] = index
            next_free = index + 1
    return staying


def _candidates(node: ArrayNode, item: Json, pointer: Pointer, start: int) -> Iterator[int]:
    origin = own_origin(item)
    if origin is not None:
        if origin[:-1] == pointer and isinstance(origin[-1], int) and origin[-1] >= start:
            yield origin[-1]
    elif not isinstance(item, list | dict | str):
        for index in range(start, len(node.items)):
            old = node.items[index]
            if isinstance(old, ScalarNode) and is_same(old.value, item):
                yield index


def outermost_origins(value: Json) -> Iterator[Pointer]:
    """Yield where a value came from; if nobody wrote it as a whole, where its parts did."""
    pending = [value]
    while pending:
        part = pending.pop()
        origin = own_origin(part)
        if origin is not None:
            yield origin
        elif isinstance(part, dict):
            yield from part.origins.values() if isinstance(part, TrackedDict) else ()
            pending += part.values()
        elif isinstance(part, list):
            pending += part
