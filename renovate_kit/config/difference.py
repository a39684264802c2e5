"""What a migration changed, said as differences to the text that the person wrote.

A key that came from another key of the same object is a rename; everything else is a new
value, a removal or an addition. Each difference knows the edits that make it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from renovate_kit.config.document.document import Document
from renovate_kit.config.document.edits import Edit
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.document.nodes import ArrayNode, Node, ObjectNode
from renovate_kit.config.provenance import Json, TrackedDict, origin_of

__all__ = ["Added", "Changed", "Difference", "Removed", "Renamed", "differences", "edits_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """The key at `pointer` is called `new_key` now; its value changed too if `value` says so."""

    pointer: Pointer
    new_key: str
    has_new_value: bool
    value: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The value at `pointer` is another one now."""

    pointer: Pointer
    value: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """The key at `pointer` is gone."""

    pointer: Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """`key` is new in an object; it belongs behind the member at `after`, which gave rise to it."""

    after: Pointer
    key: str
    value: Json


Difference: TypeAlias = Renamed | Changed | Removed | Added


def differences(document: Document, migrated: Json) -> tuple[Difference, ...]:
    """Return what differs between a document and what migration made of it, in text order."""
    found = _between(document.root, migrated, ())
    return tuple(sorted(found, key=lambda item: document.span_of(_pointer(item), key=True).start))


def edits_of(document: Document, difference: Difference) -> tuple[Edit, ...]:
    """Return the edits that make a difference true in the text."""
    # Most configs have no difference; they don't wait for what would mend one.
    from renovate_kit.config.document.removal import remove_member  # noqa: PLC0415
    from renovate_kit.config.document.rendering import render  # noqa: PLC0415
    from renovate_kit.config.document.rewriting import (  # noqa: PLC0415
        insert_member_after,
        rename_key,
        replace_value,
    )

    match difference:
        case Renamed(pointer=pointer, new_key=new_key, has_new_value=has_new_value, value=value):
            rename = rename_key(document, pointer, new_key)
            if not has_new_value:
                return (rename,)
            return (rename, replace_value(document, pointer, render(value, document)))
        case Changed(pointer=pointer, value=value):
            return (replace_value(document, pointer, render(value, document)),)
        case Removed(pointer=pointer):
            return (remove_member(document, pointer),)
        case Added(after=after, key=key, value=value):
            return (insert_member_after(document, after, key, render(value, document)),)
        case _:
            assert_never(difference)


def _pointer(difference: Difference) -> Pointer:
    return difference.after if isinstance(difference, Added) else difference.pointer


def _between(node: Node, value: Json, pointer: Pointer) -> Iterator[Difference]:
    if isinstance(node, ObjectNode) and isinstance(value, dict):
        yield from _between_objects(node, value, pointer)
    elif isinstance(node, ArrayNode) and isinstance(value, list) and len(node.items) == len(value):
        for index, (item, new) in enumerate(zip(node.items, value, strict=True)):
            yield from _between(item, new, (*pointer, index))
    elif not _is_same(node, value):
        yield Changed(pointer=pointer, value=value)


def _is_same(node: Node, value: Json) -> bool:
    old = node.to_data()
    # In Python True equals 1, in JSON it does not.
    return bool(old == value) and isinstance(old, bool) is isinstance(value, bool)


def _between_objects(
    node: ObjectNode, value: dict[str, Json], pointer: Pointer
) -> Iterator[Difference]:
    old = {member.key: member.value for member in node.members}
    gone = {key for key in old if key not in value}
    for key, new in value.items():
        if key in old:
            yield from _between(old[key], new, (*pointer, key))
            continue
        origin = origin_of(value, (key,)) if isinstance(value, TrackedDict) else ()
        source = str(origin[-1]) if origin[:-1] == pointer and origin else None
        if source in gone and source is not None:
            gone.discard(source)
            changed = not _is_same(old[source], new)
            yield Renamed(pointer=(*pointer, source), new_key=key, has_new_value=changed, value=new)
        else:
            after = (*pointer, source) if source in old and source is not None else pointer
            yield Added(after=after, key=key, value=new)
    for key in gone:
        yield Removed(pointer=(*pointer, key))
