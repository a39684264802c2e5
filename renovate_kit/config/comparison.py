"""Compares a document with what migration made of it, and finds the edits between them.

What moved keeps its text: a value that stood elsewhere in the document is cut out there, with
its comments, changed inside where it changed, and put in its new place.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from renovate_kit.config.document.dialect import Dialect
from renovate_kit.config.document.document import Document
from renovate_kit.config.document.edits import Edit, apply_edits
from renovate_kit.config.document.location import Pointer, Span
from renovate_kit.config.document.nodes import ArrayNode, Node, ObjectNode, ScalarNode
from renovate_kit.config.document.rendering import quoted, rendered_key
from renovate_kit.config.document.rewriting import rename_key
from renovate_kit.config.document.style import Style, style_of
from renovate_kit.config.document.trivia import indentation_at
from renovate_kit.config.javascript import is_same
from renovate_kit.config.matching import ObjectPlan, outermost_origins, staying_items
from renovate_kit.config.provenance import Json, own_origin
from renovate_kit.config.rearrangement import AT_START, indented, rearranged
from renovate_kit.config.recursion import Steps, run

__all__ = ["Change", "compare"]

_WIDTH: Final = 80


@dataclass(slots=True, kw_only=True)
class Change:
    """What becomes of one place of the document; filled while documents are compared.

    Attributes:
        pointer: the place.
        is_gone: nothing stands there any more.
        is_moved: what stood there is elsewhere, or part of something else; what changes inside
            of it is no change of its own.
        new_names: the keys under which its content is now, or that join it.
        values: what it becomes, or what comes beside it.
        edits: of the text.
        needs: other places that must change with it.
    """

    pointer: Pointer
    is_gone: bool = False
    is_moved: bool = False
    new_names: list[str] = field(default_factory=list)
    values: list[Json] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    needs: set[Pointer] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the comparison is.

    Attributes:
        pointer: in the document.
        name: the key there, as it is today; that of the list for its items.
        owner: the place to which all changes inside belong; None if each is its own.
    """

    pointer: Pointer
    name: str = ""
    owner: Pointer | None = None

    def inside(self, part: str | int) -> "_Place":
        """Return the place of a member or an item."""
        name = part if isinstance(part, str) else self.name
        return replace(self, pointer=(*self.pointer, part), name=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    """Something that comes into a container: its text, and the place that gave rise to it."""

    text: str
    source: Pointer


def compare(document: Document, migrated: Json) -> tuple[Change, ...]:
    """Return what changed between a document and its migrated data."""
    comparison = _Comparison(document, style_of(document), frozenset())
    run(comparison.between(document.root, migrated, _Place(pointer=())))
    comparison.link_what_depends()
    return tuple(comparison.changes.values())


class _Comparison:
    def __init__(self, document: Document, style: Style, being_written: frozenset[Pointer]) -> None:
        self.changes: dict[Pointer, Change] = {}
        self._document = document
        self._style = style
        self._being_written = being_written
        # YAML knows blocks without commas and brackets; only JSON is rewritten so far.
        self._can_write = document.is_editable and isinstance(document.dialect, Dialect)
        self._joined: list[tuple[Pointer, Pointer, str]] = []
        self._renamed: list[Pointer] = []

    def link_what_depends(self) -> None:
        """Make places change together that would mean something else one without the other."""
        targets = {target for _, target, _ in self._joined} | set(self._renamed)
        inside: dict[Pointer, list[Pointer]] = defaultdict(list)
        for place in self.changes:
            for depth in range(len(place) + 1):
                if place[:depth] in targets:
                    inside[place[:depth]].append(place)
        for source, target, name in self._joined:
            if source in self.changes and target in inside:
                change = self.changes[source]
                change.needs.update(inside[target])
                change.new_names.append(name)
        for target in self._renamed:
            self.changes[target].needs.update(inside[target])

    def between(self, node: Node, value: Json, place: _Place) -> Steps[None]:
        """Note what differs between a node and the value in its place."""
        if isinstance(node, ObjectNode) and isinstance(value, dict):
            yield self._between_objects(node, value, place)
        elif isinstance(node, ArrayNode) and isinstance(value, list):
            yield self._between_arrays(node, value, place)
        elif not (isinstance(node, ScalarNode) and is_same(node.value, value)):
            change = self._change(place.owner or place.pointer)
            if place.owner is None:
                change.values.append(value)
            change.is_moved = change.is_moved or not isinstance(node, ScalarNode)
            self._replace(node, value, change)
            self._link_what_came_from_elsewhere(value, change.pointer, place.name)

    def _between_objects(
        self, node: ObjectNode, value: dict[str, Json], place: _Place
    ) -> Steps[None]:
        plan = ObjectPlan(node, value, place.pointer)
        inserted: dict[int, list[_Arrival]] = defaultdict(list)
        for key, new in value.items():
            slot = plan.slot_of[key]
            target = plan.place_at(slot)
            self._joined += ((source, target, key) for source in plan.joined_into(key))
            if key in plan.index:
                yield self.between(node.members[slot].value, new, place.inside(key))
            elif plan.taker_of.get(slot) == key:
                old = node.members[slot]
                yield self._rename(old.value, new, place.inside(old.key), key)
            else:
                colon = rendered_key(key, self._style) + self._style.colon
                source = self._source(plan.origin_of(key), target, place)
                inserted[slot].append(_Arrival(text=colon + self._text_of(new), source=source))
                self._note(source, key, new)
                self._link_what_came_from_elsewhere(new, source, key)
        gone = {index: (*place.pointer, node.members[index].key) for index in plan.gone}
        for pointer in gone.values():
            if pointer not in plan.taken_places:
                self._change(place.owner or pointer).is_gone = True
        self._rearrange(node, gone, inserted, place)

    def _rename(self, old: Node, new: Json, place: _Place, key: str) -> Steps[None]:
        change = self._note(place.owner or place.pointer, key, new)
        if self._can_write:
            change.edits.append(rename_key(self._document, place.pointer, key))
        if place.owner is None and not _has_parts(old, new):
            change.is_moved = True
            place = replace(place, owner=place.pointer)
        if place.owner is None:
            self._renamed.append(place.pointer)
        yield self.between(old, new, replace(place, name=key))

    def _between_arrays(self, node: ArrayNode, value: list[Json], place: _Place) -> Steps[None]:
        staying = staying_items(node, value, place.pointer)
        inserted: dict[int, list[_Arrival]] = defaultdict(list)
        slot = AT_START
        for position, item in enumerate(value):
            if position in staying:
                slot = staying[position]
                yield self.between(node.items[slot], item, place.inside(slot))
                continue
            source = self._source(own_origin(item), place.pointer, place)
            inserted[slot].append(_Arrival(text=self._text_of(item), source=source))
            self._note(source, place.name, [item])
            self._link_what_came_from_elsewhere(item, source, place.name)
            if place.owner is not None:
                self._change(source).needs.add(place.owner)
        stayed = set(staying.values())
        gone = {
            index: (*place.pointer, index)
            for index in range(len(node.items))
            if index not in stayed
        }
        for pointer in gone.values():
            self._change(place.owner or pointer).is_gone = place.owner is None
        self._rearrange(node, gone, inserted, place)

    def _source(self, origin: Pointer | None, near: Pointer, place: _Place) -> Pointer:
        """Return the place that gave rise to something new in a container at `place`."""
        source = near if origin is None else origin
        owner = place.owner
        if owner is not None and source[: len(owner)] == owner:
            return owner
        if origin is not None:
            self._change(origin).is_moved = True
        return source

    def _link_what_came_from_elsewhere(self, value: Json, home: Pointer, name: str) -> None:
        for origin in outermost_origins(value):
            if origin[: len(home)] != home and home[: len(origin)] != origin:
                change = self._change(origin)
                change.is_moved = True
                change.new_names.append(name)
                change.needs.add(home)

    def _note(self, source: Pointer, key: str, value: Json) -> Change:
        change = self._change(source)
        change.new_names.append(key)
        change.values.append(value)
        return change

    def _rearrange(
        self,
        node: ObjectNode | ArrayNode,
        gone: Mapping[int, Pointer],
        inserted: Mapping[int, list[_Arrival]],
        place: _Place,
    ) -> None:
        if not self._can_write:
            return
        texts = {index: [one.text for one in arrivals] for index, arrivals in inserted.items()}
        stretches = rearranged(
            self._document, node, self._style, removed=gone.keys(), inserted=texts
        )
        for stretch in stretches:
            sources = [place.owner or gone[index] for index in stretch.removed]
            sources += [one.source for index in stretch.anchors for one in inserted[index]]
            for source in sources:
                change = self._change(source)
                change.edits.append(stretch.edit)
                change.needs.add(sources[0])

    def _change(self, pointer: Pointer) -> Change:
        return self.changes.setdefault(pointer, Change(pointer=pointer))

    def _replace(self, node: Node, value: Json, change: Change) -> None:
        if not self._can_write:
            return
        text = indented(self._text_of(value), indentation_at(self._document, node.span.start))
        lost = "".join(
            f"{_as_block(comment.text)} "
            for comment in self._document.comments
            if node.span.start <= comment.span.start < node.span.end and comment.text not in text
        )
        change.edits.append(Edit(node.span, lost + text))

    # The text of values that are not where they were

    def _text_of(self, value: Json) -> str:
        """Return a value as text, from the document where it stood there."""
        if not self._can_write:
            return ""
        moved = self._moved(value)
        if moved is not None:
            return moved
        if isinstance(value, dict) and value:
            keys = [rendered_key(key, self._style) + self._style.colon for key in value]
            parts = [
                key + self._text_of(item) for key, item in zip(keys, value.values(), strict=True)
            ]
            return self._enclosed("{", parts, "}")
        if isinstance(value, list) and value:
            return self._list_text(value)
        return quoted(value, self._style.quote) if isinstance(value, str) else json.dumps(value)

    def _list_text(self, items: list[Json]) -> str:
        parts = [self._text_of(item) for item in items]
        one_line = f"[{self._style.comma.join(parts)}]"
        has_parts = any(isinstance(item, list | dict) for item in items)
        if self._style.has_short_arrays and not has_parts and len(one_line) <= _WIDTH:
            return one_line
        return self._enclosed("[", parts, "]")

    def _moved(self, value: Json) -> str | None:
        origin = own_origin(value)
        if origin is None or origin in self._being_written:
            return None
        node = self._document.node_at(origin)
        if node is None or not _is_like(node, value):
            return None
        inner = _Comparison(self._document, self._style, self._being_written | {origin})
        run(inner.between(node, value, _Place(pointer=origin)))
        start, end = node.span.start, node.span.end
        edits = [
            Edit(Span(edit.span.start - start, edit.span.end - start), edit.text)
            for change in inner.changes.values()
            for edit in change.edits
        ]
        text = apply_edits(self._document.text[start:end], edits)
        if "\\\n" in text or "\\\r" in text:
            return None  # lines of a string: an indentation would get into it
        indent = indentation_at(self._document, start)
        return text.replace(f"\n{indent}", "\n") if indent else text

    def _enclosed(self, opener: str, parts: list[str], closer: str) -> str:
        if self._style.indentation is None:
            return f"{opener}{self._style.comma.join(parts)}{closer}"
        inner = self._style.line_break + self._style.indentation
        lines = [indented(part, self._style.indentation) for part in parts]
        return f"{opener}{inner}{f',{inner}'.join(lines)}{self._style.line_break}{closer}"


def _is_like(node: Node, value: Json) -> bool:
    if isinstance(node, ObjectNode):
        return isinstance(value, dict)
    if isinstance(node, ArrayNode):
        return isinstance(value, list)
    return isinstance(value, str) and node.value == value


def _as_block(comment: str) -> str:
    if comment.startswith("/*"):
        return comment
    return f"/* {comment.removeprefix('//').strip().replace('*/', '* /')} */"


def _has_parts(old: Node, new: Json) -> bool:
    """Return whether a value is still of its kind and has objects, whose changes are their own."""
    if isinstance(old, ObjectNode):
        return isinstance(new, dict)
    if isinstance(old, ArrayNode) and isinstance(new, list):
        return any(isinstance(item, list | dict) for item in new)
    return False
