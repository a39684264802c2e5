"""Values that know the file they came from, for what is put together from several files.

A `Node` knows its place in one document. What kustomize or Helm make of many files is no document
that anybody wrote, but each of its values was written somewhere: a `LocatedValue` remembers where.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from renovate_kit.config.document.document import Document
from renovate_kit.config.document.location import Place, Span
from renovate_kit.config.document.nodes import ArrayNode, Data, Node, ObjectNode, UnknownNode

__all__ = ["LocatedContent", "LocatedValue", "Origin", "locate"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Origin:
    """Where a value was written.

    Attributes:
        document: the document of which it is a part; its text is that of the whole file.
        span: the value.
        key_span: the key in front of it; None for items of lists and whole documents.
    """

    document: Document
    span: Span
    key_span: Span | None = None

    @property
    def path(self) -> str:
        """The file, as the person should see it."""
        return self.document.path

    @property
    def place(self) -> Place:
        """The lines and columns of the key, or of the value if it has none."""
        return self.document.lines.place(self.key_span or self.span)

    @property
    def value_place(self) -> Place:
        """The lines and columns of the value."""
        return self.document.lines.place(self.span)

    @property
    def line(self) -> int:
        """The line on which the key begins, or the value if it has none."""
        return self.document.lines.position((self.key_span or self.span).start)[0]


LocatedContent: TypeAlias = (
    "str | int | float | bool | Mapping[str, LocatedValue] | tuple[LocatedValue, ...] | None"
)


@dataclass(frozen=True, slots=True, eq=False)
class LocatedValue:
    """A value and where it was written.

    Attributes:
        content: a scalar, a mapping of located values or a tuple of them.
        origin: where it was written; for what a tool made up, where the person asked for it.
    """

    content: LocatedContent
    origin: Origin

    def at(self, *path: str | int) -> "LocatedValue | None":
        """Return the value that keys and indices lead to; None if there is none."""
        value: LocatedValue | None = self
        for part in path:
            value = None if value is None else value._child(part)  # noqa: SLF001 - its own class
        return value

    def text(self, *path: str | int) -> str | None:
        """Return the string at a path; None if there is none, or something else."""
        value = self.at(*path)
        return value.content if value is not None and isinstance(value.content, str) else None

    def fields(self, *path: str | int) -> "Mapping[str, LocatedValue]":
        """Return the mapping at a path; an empty one if there is none, or something else."""
        value = self.at(*path)
        return value.content if value is not None and isinstance(value.content, Mapping) else {}

    def items(self, *path: str | int) -> "tuple[LocatedValue, ...]":
        """Return the list at a path; an empty one if there is none, or something else."""
        value = self.at(*path)
        return value.content if value is not None and isinstance(value.content, tuple) else ()

    def walk(self) -> "Iterator[LocatedValue]":
        """Yield the value and all values in it, from the outside to the inside."""
        waiting = [self]
        while waiting:
            value = waiting.pop()
            yield value
            if isinstance(value.content, Mapping):
                waiting.extend(reversed(tuple(value.content.values())))
            elif isinstance(value.content, tuple):
                waiting.extend(reversed(value.content))

    def to_data(self) -> Data:
        """Return plain dicts, lists and scalars."""
        match self.content:
            case Mapping() as members:
                return {key: value.to_data() for key, value in members.items()}
            case tuple() as items:
                return [item.to_data() for item in items]
            case scalar:
                return scalar

    def _child(self, part: str | int) -> "LocatedValue | None":
        if isinstance(self.content, Mapping) and isinstance(part, str):
            return self.content.get(part)
        if isinstance(self.content, tuple) and isinstance(part, int):
            return self.content[part] if -len(self.content) <= part < len(self.content) else None
        return None


def locate(node: Node, document: Document, key_span: Span | None = None) -> LocatedValue:
    """Return the value of a node with its places in a document.

    A key that stands twice has the value of the last one.

    Args:
        node: of `document`.
        document: whose text the spans of the node refer to.
        key_span: the key in front of the node.
    """
    origin = Origin(document=document, span=node.span, key_span=key_span)
    if isinstance(node, ObjectNode):
        members = {
            member.key: locate(member.value, document, member.key_span) for member in node.members
        }
        return LocatedValue(members, origin)
    if isinstance(node, ArrayNode):
        return LocatedValue(tuple(locate(item, document) for item in node.items), origin)
    return LocatedValue(None if isinstance(node, UnknownNode) else node.value, origin)
