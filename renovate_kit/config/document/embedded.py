"""A config inside a string of another file, as in a ConfigMap, with its places in that file."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from renovate_kit.config.document.document import Comment, Document
from renovate_kit.config.document.location import Pointer, Span
from renovate_kit.config.document.lookup import existing_node
from renovate_kit.config.document.nodes import ArrayNode, Member, Node, ObjectNode, ScalarNode
from renovate_kit.config.document.problems import SyntaxProblem, UnreadableTextError

__all__ = ["embedded", "embedded_at"]

_BLOCK_HEADER: Final = re.compile(r"\|(?P<signs>[-+1-9]{0,2})[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")
_LINE: Final = re.compile(r"(?P<indent> *)(?P<rest>[^\r\n]*)(?P<end>\r\n|\r|\n|\Z)")
_ESCAPE: Final = re.compile(
    r"\\(?:x(?P<x>[0-9A-Fa-f]{2})|u(?P<u>[0-9A-Fa-f]{4})|U(?P<U>[0-9A-Fa-f]{8})|(?P<short>.))|(?P<plain>.)"
)
_SHORT: Final = dict(zip("0abtnvfreN_LP", "\0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029", strict=True))
_DOUBLED: Final = re.compile("''|.")


def embedded(
    outer: Document, pointer: Pointer, read: Callable[[str], Document | SyntaxProblem]
) -> Document | SyntaxProblem:
    """Return the document that a string of another document holds.

    All its spans and its text are those of the outer document, so that edits of it are edits of
    the outer file. In quotes it can be read, but not be edited: `is_editable` tells.

    Args:
        outer: a YAML or JSON document.
        pointer: of the string.
        read: the parser for the text in the string.

    Raises:
        LookupError: the document has no string there.
    """
    node, value = _existing_string(outer, pointer)
    return embedded_at(outer, node.span, value, read)


def embedded_at(
    outer: Document, string: Span, value: str, read: Callable[[str], Document | SyntaxProblem]
) -> Document | SyntaxProblem:
    """Return the document that a string at a known place of another document holds.

    Args:
        outer: as for `embedded`.
        string: the place of the string, with its quotes.
        value: what the string means.
        read: the parser for the text in the string.
    """
    places = _places(outer.text, string, value)
    if places is None:
        return UnreadableTextError(
            "a config that is folded over several lines can't be read in place",
            Span(string.start, string.start + 1),
            help_="write it as a block: `|` and the config in the lines below",
            is_refusal=True,
        ).as_problem(outer.lines)
    inner = read(value)
    moved = _Moved(places)
    if isinstance(inner, SyntaxProblem):
        span = moved.span(inner.span)
        return replace(inner, span=span, place=outer.lines.place(span))
    return Document(
        path=outer.path,
        text=outer.text,
        dialect=inner.dialect,
        root=moved.node(inner.root),
        comments=tuple(
            Comment(text=comment.text, span=moved.span(comment.span)) for comment in inner.comments
        ),
        has_bom=outer.has_bom,
        is_editable=inner.is_editable and outer.text[string.start] == "|",
    )


def _existing_string(outer: Document, pointer: Pointer) -> tuple[ScalarNode, str]:
    match existing_node(outer, pointer):
        case ScalarNode(value=str() as value) as node:
            return node, value
        case _:
            message = f"{outer.path} has no string there"
            raise LookupError(message)


class _Moved:
    """Puts what was read from the inner text to its places in the outer text."""

    def __init__(self, places: Sequence[int]) -> None:
        self._places = places

    def span(self, span: Span) -> Span:
        last = len(self._places) - 1
        return Span(self._places[min(span.start, last)], self._places[min(span.end, last)])

    def node(self, node: Node) -> Node:
        # One frame for each level: documents are no deeper than Python's stack allows.
        if isinstance(node, ObjectNode):
            members = []
            for member in node.members:
                value = self.node(member.value)
                members.append(Member(member.key, self.span(member.key_span), value))
            unknown = tuple(map(self.span, node.unknown_members))
            return ObjectNode(tuple(members), self.span(node.span), unknown)
        if isinstance(node, ArrayNode):
            items = []
            for item in node.items:
                items.append(self.node(item))  # noqa: PERF401 - a comprehension is another frame
            return ArrayNode(tuple(items), self.span(node.span))
        return replace(node, span=self.span(node.span))


def _places(text: str, span: Span, value: str) -> list[int] | None:
    """Return where each character of a value stands, and where the last one ends.

    None if that can't be told, which is so for everything that is folded.
    """
    written = text[span.start : span.end]
    match written[:1]:
        case "|":
            found = _of_block(text, span, value)
        case "'" if written != value:
            found = _of_characters(written, span, _DOUBLED, lambda match: match[0][0])
        case '"' if written != value:
            found = _of_characters(written, span, _ESCAPE, _meaning)
        case _:
            found = (written, list(range(span.start, span.end + 1)))
    if found is None or not _is_read_alike(found[0], value):
        return None
    return found[1]


def _is_read_alike(text: str, value: str) -> bool:
    # How a block ends is a matter of its header; nothing of a config is in line breaks there.
    return text.rstrip("\n") == value.rstrip("\n")


def _of_characters(
    written: str,
    span: Span,
    pattern: re.Pattern[str],
    meaning: Callable[[re.Match[str]], str | None],
) -> tuple[str, list[int]] | None:
    pieces: list[str] = []
    places: list[int] = []
    for match in pattern.finditer(written, 1, len(written) - 1):
        piece = meaning(match)
        if piece is None:
            return None
        pieces.append(piece)
        places.append(span.start + match.start())
    return "".join(pieces), [*places, span.end - 1]


def _meaning(escape: re.Match[str]) -> str | None:
    if escape["plain"]:
        return escape["plain"]
    if short := escape["short"]:
        return _SHORT.get(short, short)
    code = int(escape["x"] or escape["u"] or escape["U"], 16)
    return chr(code) if code <= 0x10FFFF else None  # noqa: PLR2004 - the last character there is


def _of_block(text: str, span: Span, value: str) -> tuple[str, list[int]] | None:
    header = _BLOCK_HEADER.match(text, span.start)
    if header is None:
        return None
    width = _indentation(text, header.end(), value)
    pieces: list[str] = []
    places: list[int] = []
    offset = header.end()
    while offset < span.end:
        line = _LINE.match(text, offset)
        if line is None:  # cannot be: every rest of a text has a line
            return None
        begin = min(offset + width, line.end("rest"))
        end = min(line.end("rest"), len(text))
        pieces.append(text[begin:end] + "\n")
        places += range(begin, end + 1)
        offset = line.end()
    return "".join(pieces), [*places, min(offset, len(text))]


def _indentation(text: str, start: int, value: str) -> int:
    """Return how many blanks stand before the lines of a block that are no part of it."""
    first = next((line for line in value.split("\n") if line.strip(" ")), "")
    own = len(first) - len(first.lstrip(" "))
    for line in _LINE.finditer(text, start):
        if line["rest"]:
            return len(line["indent"]) - own
    return 0
