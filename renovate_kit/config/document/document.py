"""A parsed file: its tree, its comments, and the way from a pointer to a place."""

from dataclasses import dataclass
from functools import cached_property

from renovate_kit.config.document.dialect import Syntax
from renovate_kit.config.document.location import LineIndex, Place, Pointer, Span
from renovate_kit.config.document.nodes import ArrayNode, Data, Member, Node, ObjectNode

__all__ = ["Comment", "Document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment; `text` has its `//`, `#` or `/*` and `*/`, but no line break at its end."""

    text: str
    span: Span


@dataclass(frozen=True, kw_only=True)  # no slots: `lines` is kept in the instance's dict
class Document:
    """A file that could be read.

    Attributes:
        path: as the person should see it.
        text: what all spans refer to, without a byte order mark.
        dialect: the grammar of the values; JSON5 for the object literal of a JavaScript file.
        root: the value that the text is.
        comments: in the order of the text.
        has_bom: whether a byte order mark stands before the text in the file.
        is_editable: whether new text can be written into it just as it is.
    """

    path: str
    text: str
    dialect: Syntax
    root: Node
    comments: tuple[Comment, ...]
    has_bom: bool = False
    is_editable: bool = True

    @cached_property
    def lines(self) -> LineIndex:
        """The lines of the text."""
        return LineIndex(self.text)

    def to_data(self) -> Data:
        """Return what `json.loads` would give."""
        return self.root.to_data()

    def node_at(self, pointer: Pointer) -> Node | None:
        """Return the value at a pointer; of members with the same key the last one counts."""
        found = self._nearest(pointer)
        return found.node if found.is_exact else None

    def member_at(self, pointer: Pointer) -> Member | None:
        """Return the member whose value is at a pointer; None for a list item and the root."""
        found = self._nearest(pointer)
        return found.member if found.is_exact else None

    def span_of(self, pointer: Pointer, *, key: bool) -> Span:
        """Return the stretch of text to mark for a pointer.

        Where the text has no such value, as after a migration, the nearest ancestor that it has
        stands in.

        Args:
            pointer: any.
            key: mark the key rather than the value, where there is a key.
        """
        found = self._nearest(pointer)
        return found.member.key_span if key and found.member is not None else found.node.span

    def place_of(self, pointer: Pointer, *, key: bool) -> Place:
        """Return the lines and columns of `span_of`."""
        return self.lines.place(self.span_of(pointer, key=key))

    def _nearest(self, pointer: Pointer) -> "_Found":
        found = _Found(self.root, None, is_exact=True)
        for part in pointer:
            child = _child(found.node, part)
            if child is None:
                return _Found(found.node, found.member, is_exact=False)
            found = child
        return found


@dataclass(frozen=True, slots=True)
class _Found:
    node: Node
    member: Member | None
    is_exact: bool


def _child(node: Node, part: str | int) -> _Found | None:
    if isinstance(node, ObjectNode) and isinstance(part, str):
        member = node.member(part)
        return None if member is None else _Found(member.value, member, is_exact=True)
    if isinstance(node, ArrayNode) and isinstance(part, int) and 0 <= part < len(node.items):
        return _Found(node.items[part], None, is_exact=True)
    return None
