"""Arrays and objects whose closing bracket has not come yet."""

from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from renovate_kit.config.document.location import Span
from renovate_kit.config.document.nodes import ArrayNode, Member, Node, ObjectNode

__all__ = ["OpenArray", "OpenContainer", "OpenObject"]


@dataclass(slots=True)
class OpenArray:
    """An array that still takes values."""

    closer: ClassVar = "]"
    start: int
    items: list[Node] = field(default_factory=list)

    def add(self, value: Node) -> None:
        """Take the next value."""
        self.items.append(value)

    def last(self) -> Node | None:
        """Return the value that came last."""
        return self.items[-1] if self.items else None

    def close(self, end: int) -> Node:
        """Return the finished array; `end` is just behind its bracket."""
        return ArrayNode(tuple(self.items), Span(self.start, end))


@dataclass(slots=True)
class OpenObject:
    """An object that still takes values; each belongs to the key set before it."""

    closer: ClassVar = "}"
    start: int
    members: list[Member] = field(default_factory=list)
    key: str = ""
    key_span: Span = field(default=Span(0, 0))

    def add(self, value: Node) -> None:
        """Take the value of the current key."""
        self.members.append(Member(self.key, self.key_span, value))

    def last(self) -> Node | None:
        """Return the value that came last."""
        return self.members[-1].value if self.members else None

    def close(self, end: int) -> Node:
        """Return the finished object; `end` is just behind its brace."""
        return ObjectNode(tuple(self.members), Span(self.start, end))


OpenContainer: TypeAlias = OpenArray | OpenObject
