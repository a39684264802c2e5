"""How a document is written, so that what is added looks like what is there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from renovate_kit.config.document.dialect import Dialect, Syntax
from renovate_kit.config.document.document import Document
from renovate_kit.config.document.location import Span
from renovate_kit.config.document.nodes import ArrayNode, Node, ObjectNode, ScalarNode
from renovate_kit.config.document.trivia import indentation_at

__all__ = ["Style", "style_of"]

_DEFAULT_INDENTATION: Final = "  "
_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How to write.

    Attributes:
        dialect: what may be written at all.
        indentation: of one level; None if everything stands on one line.
        line_break: as the text has it.
        colon: with the blank after it, if there is one.
        comma: likewise, between values on one line.
        quote: around strings.
        has_bare_keys: whether keys go without quotes where they can.
        has_short_arrays: whether an array that fits stands on one line.
    """

    dialect: Syntax
    indentation: str | None
    line_break: str
    colon: str
    comma: str
    quote: str
    has_bare_keys: bool
    has_short_arrays: bool


def style_of(document: Document) -> Style:
    """Return how a document is written, from the first example of each thing in it."""
    text = document.text
    nodes = tuple(_walk(document.root))
    objects = [node for node in nodes if isinstance(node, ObjectNode) and node.members]
    colon = _colon(document, objects)
    line_break = _LINE_BREAK.search(text)
    is_json5 = document.dialect is Dialect.JSON5
    return Style(
        dialect=document.dialect,
        indentation=_indentation(document, nodes),
        line_break=line_break[0] if line_break else "\n",
        colon=colon,
        comma=", " if colon == ": " else ",",
        quote=_quote(document, nodes) if is_json5 else '"',
        has_bare_keys=is_json5
        and bool(objects)
        and text[objects[0].members[0].key_span.start] not in "\"'",
        has_short_arrays=_has_short_arrays(document, nodes),
    )


def _walk(root: Node) -> Iterator[Node]:
    nodes = [root]
    for node in nodes:  # grows while it is walked
        if isinstance(node, ObjectNode):
            nodes.extend(member.value for member in node.members)
        elif isinstance(node, ArrayNode):
            nodes.extend(node.items)
    yield from nodes


def _first_child(node: Node) -> Span | None:
    if isinstance(node, ObjectNode) and node.members:
        return node.members[0].span
    if isinstance(node, ArrayNode) and node.items:
        return node.items[0].span
    return None


def _indentation(document: Document, nodes: tuple[Node, ...]) -> str | None:
    has_children = False
    for node in nodes:
        child = _first_child(node)
        if child is None:
            continue
        has_children = True
        if document.lines.position(node.span.start)[0] < document.lines.position(child.start)[0]:
            outer = indentation_at(document, node.span.start)
            inner = indentation_at(document, child.start)
            return inner.removeprefix(outer) or _DEFAULT_INDENTATION
    return None if has_children else _DEFAULT_INDENTATION


def _colon(document: Document, objects: list[ObjectNode]) -> str:
    if not objects:
        return ": "
    member = objects[0].members[0]
    return ": " if document.text[member.value.span.start - 1].isspace() else ":"


def _quote(document: Document, nodes: tuple[Node, ...]) -> str:
    for node in nodes:
        first = document.text[node.span.start : node.span.start + 1]
        if isinstance(node, ScalarNode) and first in {'"', "'"}:
            return first
    return '"'


def _has_short_arrays(document: Document, nodes: tuple[Node, ...]) -> bool:
    arrays = [node for node in nodes if isinstance(node, ArrayNode) and node.items]
    short = (
        _LINE_BREAK.search(document.text, array.span.start, array.span.end) is None
        for array in arrays
    )
    return not arrays or any(short)
