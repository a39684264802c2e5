"""The tree of a parsed document: frozen nodes that know their spans.

Numbers are Python ints where the text has an integer and floats elsewhere; JSON5's
`Infinity` and `NaN` are floats. A key that stands twice is two members.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from renovate_kit.config.document.location import Span

__all__ = [
    "UNKNOWN",
    "ArrayNode",
    "Data",
    "Member",
    "Node",
    "ObjectNode",
    "ScalarNode",
    "UnknownNode",
    "has_unknown",
]

Data: TypeAlias = "dict[str, Data] | list[Data] | str | int | float | bool | None"
"""What `json.loads` would give."""

UNKNOWN: Final = "\ufffc"
"""What stands in data for a value that only running a program would tell; nobody writes it."""


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A string, number, boolean or null."""

    value: str | int | float | bool | None
    span: Span

    def to_data(self) -> Data:
        """Return the plain value."""
        return self.value


@dataclass(frozen=True, slots=True)
class UnknownNode:
    """An expression whose value only running the program would tell: `process.env.TOKEN`.

    No rule can judge it. It may be any value; spread into an array, also any number of them.
    """

    span: Span

    @property
    def value(self) -> str:
        """What stands for the value in data."""
        return UNKNOWN

    def to_data(self) -> Data:
        """Return what stands for the value in data."""
        return UNKNOWN


@dataclass(frozen=True, slots=True)
class Member:
    """A key and its value. `span` reaches from the key's start to the value's end."""

    key: str
    key_span: Span
    value: "Node"

    @property
    def span(self) -> Span:
        """From the start of the key to the end of the value."""
        return Span(self.key_span.start, self.value.span.end)


@dataclass(frozen=True, slots=True)
class ObjectNode:
    """A mapping. Members are in the order of the text, duplicates included.

    Attributes:
        unknown_members: where it has members whose keys only running the program would tell, as
            `...defaults` in JavaScript.
    """

    members: tuple[Member, ...]
    span: Span
    unknown_members: tuple[Span, ...] = ()

    def member(self, key: str) -> Member | None:
        """Return the member that counts for `key`: the last one, as JavaScript has it."""
        for member in reversed(self.members):
            if member.key == key:
                return member
        return None

    def duplicates(self) -> Iterator[tuple[Member, Member]]:
        """Yield each member whose key stood before, with the first member of that key."""
        first: dict[str, Member] = {}
        for member in self.members:
            if member.key in first:
                yield member, first[member.key]
            else:
                first[member.key] = member

    def to_data(self) -> Data:
        """Return a dict; a later duplicate wins but keeps the first one's place."""
        return _plain(self)


@dataclass(frozen=True, slots=True)
class ArrayNode:
    """A list."""

    items: "tuple[Node, ...]"
    span: Span

    def to_data(self) -> Data:
        """Return a list."""
        return _plain(self)


Node: TypeAlias = ScalarNode | UnknownNode | ObjectNode | ArrayNode


def has_unknown(root: Node) -> bool:
    """Return whether anything in a node is known only to the program that it is part of."""
    nodes: list[Node] = [root]
    for node in nodes:  # grows while it is walked
        if isinstance(node, UnknownNode):
            return True
        if isinstance(node, ObjectNode):
            if node.unknown_members:
                return True
            nodes.extend(member.value for member in node.members)
        elif isinstance(node, ArrayNode):
            nodes.extend(node.items)
    return False


@dataclass(slots=True)
class _Unfinished:
    """Data under construction: containers are made empty, noted here, and filled later."""

    objects: list[tuple[ObjectNode, dict[str, Data]]]
    arrays: list[tuple[ArrayNode, list[Data]]]

    def begin(self, node: Node) -> Data:
        """Return the value of a scalar, or an empty container that is still to be filled."""
        if isinstance(node, ScalarNode | UnknownNode):
            return node.value
        if isinstance(node, ObjectNode):
            members: dict[str, Data] = {}
            self.objects.append((node, members))
            return members
        items: list[Data] = []
        self.arrays.append((node, items))
        return items


def _plain(root: ObjectNode | ArrayNode) -> Data:
    # Without recursion: the deepest document that is read would exhaust Python's stack.
    unfinished = _Unfinished([], [])
    whole = unfinished.begin(root)
    while unfinished.objects or unfinished.arrays:
        while unfinished.objects:
            node, members = unfinished.objects.pop()
            for member in node.members:
                members[member.key] = unfinished.begin(member.value)
        while unfinished.arrays:
            array, items = unfinished.arrays.pop()
            items.extend(map(unfinished.begin, array.items))
    return whole
