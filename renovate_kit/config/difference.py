"""What a migration changed, said as differences to the text that the person wrote.

There is one difference for each place that is written otherwise today. It knows the edits
that make it; the edits of all differences together turn the text into the migrated config.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from renovate_kit.config.document.dialect import YamlDialect
from renovate_kit.config.document.document import Document
from renovate_kit.config.document.edits import Edit
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.document.nodes import ObjectNode
from renovate_kit.config.javascript import is_same
from renovate_kit.config.provenance import Json

if TYPE_CHECKING:
    from renovate_kit.config.comparison import Change

__all__ = ["Difference", "differences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A place of the document that is written otherwise today.

    Attributes:
        pointer: the place.
        is_gone: nothing is left of it.
        new_names: the keys with which it is said today, or that join it.
        values: what it becomes, or what comes beside it.
        edits: what to change in the text, here and wherever else it has to change with it; none
            if YAML would have to be changed by more than small edits.
    """

    pointer: Pointer
    is_gone: bool
    new_names: tuple[str, ...]
    values: tuple[Json, ...]
    edits: tuple[Edit, ...]


def differences(document: Document, migrated: Json) -> tuple[Difference, ...]:
    """Return what differs between a document and what migration made of it, in text order.

    A document that is no object has no differences: what migration makes of it keeps nothing of
    what was meant.
    """
    if not isinstance(document.root, ObjectNode) or is_same(document.to_data(), migrated):
        return ()
    if document.dialect is YamlDialect.CORE:
        return _in_yaml(document, migrated)
    # Most configs have no difference; they don't wait for what would find one.
    from renovate_kit.config.comparison import compare  # noqa: PLC0415

    changes = _without_inner_ones(compare(document, migrated))
    edits = _edits_that_belong_together(changes)
    found = [
        Difference(
            pointer=change.pointer,
            is_gone=change.is_gone,
            new_names=tuple(name for name in dict.fromkeys(change.new_names) if name),
            values=tuple(change.values),
            edits=edits[change.pointer],
        )
        for change in changes.values()
    ]
    return tuple(sorted(found, key=lambda item: document.span_of(item.pointer, key=True).start))


def _in_yaml(document: Document, migrated: Json) -> tuple[Difference, ...]:
    """Return the differences to a copy in JSON, with their edits translated."""
    from renovate_kit.config.document.yaml_translation import (  # noqa: PLC0415 - needs PyYAML
        json_copy,
        yaml_edits,
    )

    copy = json_copy(document)
    found = () if copy is None else differences(copy, migrated)
    return tuple(
        replace(item, edits=yaml_edits(document, copy, item.pointer, item.new_names, item.edits))
        for item in found
        if copy is not None
    )


def _without_inner_ones(changes: "Iterable[Change]") -> "dict[Pointer, Change]":
    """Return the changes by place, those inside of something that moved as part of its move."""
    outer: dict[Pointer, Change] = {}
    moved_into: dict[Pointer, Pointer] = {}
    for change in sorted(changes, key=lambda change: len(change.pointer)):
        above = (change.pointer[:depth] for depth in range(len(change.pointer)))
        whole = next((outer[at] for at in above if at in outer and _is_whole(outer[at])), None)
        if whole is None:
            outer[change.pointer] = change
            continue
        moved_into[change.pointer] = whole.pointer
        whole.new_names += change.new_names
        whole.values += change.values
        whole.edits += change.edits
        whole.needs |= change.needs
    for change in outer.values():
        change.needs = {moved_into.get(place, place) for place in change.needs}
    return outer


def _is_whole(change: "Change") -> bool:
    return change.is_gone or change.is_moved


def _edits_that_belong_together(
    changes: "dict[Pointer, Change]",
) -> dict[Pointer, tuple[Edit, ...]]:
    """Return the edits of each change, with those of the changes that it needs."""
    leader = {place: place for place in changes}

    def leader_of(place: Pointer) -> Pointer:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for place, change in changes.items():
        for needed in change.needs:
            leader[leader_of(place)] = leader_of(needed)
    edits: dict[Pointer, dict[Edit, None]] = defaultdict(dict)
    for place, change in changes.items():
        edits[leader_of(place)].update(dict.fromkeys(change.edits))
    in_groups = {place: tuple(found) for place, found in edits.items()}
    return {place: in_groups[leader_of(place)] for place in changes}
