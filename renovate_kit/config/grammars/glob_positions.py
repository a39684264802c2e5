"""A matcher without backtracking: sets of positions go through a pattern from its end to its start.

A set is an integer whose bit `p` stands for the place before the character `p` of the text.
Each node answers from where it can lead to one of a set of places. What a lookahead finds does not
depend on that set, so it is computed once a text. All this takes time polynomial in the length of
pattern and text, whatever they are.
"""

from collections.abc import Iterable
from typing import Protocol

from renovate_kit.config.grammars.glob_classes import CharacterClass
from renovate_kit.config.grammars.javascript_case import folded, folded_as_unicode, in_code_units

__all__ = [
    "ANY",
    "END",
    "NEVER",
    "NOT_DOTS",
    "STAR",
    "Alternatives",
    "Char",
    "Class",
    "Node",
    "Repeated",
    "Sequence",
    "Text",
    "Unless",
]


class Text:
    """A text to match, with what is already known about it."""

    __slots__ = (
        "_chars",
        "_folded_chars",
        "_known_classes",
        "_known_negations",
        "everywhere",
        "is_dots",
        "size",
        "unicode",
    )

    def __init__(self, text: str, *, unicode: bool) -> None:
        self._chars = text if unicode else in_code_units(text)
        self.unicode = unicode
        self.size = len(self._chars)
        self.everywhere = (2 << self.size) - 1
        self.is_dots = text in {".", ".."}
        self._folded_chars: dict[str, int] | None = None
        self._known_classes: dict[CharacterClass, int] = {}
        self._known_negations: dict[Unless, int] = {}

    def places_of(self, char: str) -> int:
        """Return where a folded character is, in whatever case."""
        if self._folded_chars is None:
            self._folded_chars = _places(
                map(folded_as_unicode if self.unicode else folded, self._chars)
            )
        return self._folded_chars.get(char, 0)

    def places_in(self, members: CharacterClass) -> int:
        """Return where characters of a class are."""
        places = self._known_classes.get(members)
        if places is None:
            places = 0
            for char, here in _places(self._chars).items():
                if members.contains(char, unicode=self.unicode):
                    places |= here
            self._known_classes[members] = places
        return places

    def places_of_negation(self, negation: "Unless") -> int:
        """Return from where a negation forbids to go on."""
        places = self._known_negations.get(negation)
        if places is None:
            places = negation.forbidden.before(self.everywhere, self)
            self._known_negations[negation] = places
        return places


def _places(chars: Iterable[str]) -> dict[str, int]:
    """Return where each character is. Bits are set in chunks, as whole numbers are copied."""
    places: dict[str, int] = {}
    chunk: dict[str, int] = {}
    shift = bit = 0
    for char in chars:
        chunk[char] = chunk.get(char, 0) | 1 << bit
        bit += 1
        if bit == _CHUNK:
            _add_chunk(places, chunk, shift)
            shift, bit = shift + bit, 0
    _add_chunk(places, chunk, shift)
    return places


_CHUNK = 1024


def _add_chunk(places: dict[str, int], chunk: dict[str, int], shift: int) -> None:
    for char, bits in chunk.items():
        places[char] = places.get(char, 0) | bits << shift
    chunk.clear()


class Node(Protocol):
    """A part of a pattern."""

    def before(self, after: int, text: Text) -> int:
        """Return from where this part can lead to one of the places `after`."""
        ...


class Char:
    """A character in whatever case; `folded` for the pattern's way to ignore case."""

    __slots__ = ("_folded",)

    def __init__(self, folded: str) -> None:
        self._folded = folded

    def before(self, after: int, text: Text) -> int:  # noqa: D102 - see Node, here and below
        return after >> 1 & text.places_of(self._folded)


class Class:
    """A character of a set."""

    __slots__ = ("_members",)

    def __init__(self, members: CharacterClass) -> None:
        self._members = members

    def before(self, after: int, text: Text) -> int:  # noqa: D102
        return after >> 1 & text.places_in(self._members)


class _Any:
    __slots__ = ()

    def before(self, after: int, text: Text) -> int:
        return after >> 1 & text.everywhere


class _Star:
    __slots__ = ()

    def before(self, after: int, _: Text) -> int:
        return (1 << after.bit_length()) - 1


class _End:
    __slots__ = ()

    def before(self, after: int, text: Text) -> int:
        return after & 1 << text.size


class _NotDots:
    __slots__ = ()

    def before(self, after: int, text: Text) -> int:
        return after & ~1 if text.is_dots else after


class _Never:
    __slots__ = ()

    def before(self, _after: int, _text: Text) -> int:
        return 0


ANY: Node = _Any()
"""Any one character."""
STAR: Node = _Star()
"""Any characters, or none."""
END: Node = _End()
"""The end of the text."""
NOT_DOTS: Node = _NotDots()
"""Forbids to match all of `.` or `..`."""
NEVER: Node = _Never()
"""Matches nothing, not even nothing at all."""


class Sequence:
    """Parts that follow each other."""

    __slots__ = ("_nodes",)

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = tuple(nodes)[::-1]

    def before(self, after: int, text: Text) -> int:  # noqa: D102
        for node in self._nodes:
            after = node.before(after, text)
        return after


class Alternatives:
    """One of several parts."""

    __slots__ = ("_nodes",)

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = tuple(nodes)

    def before(self, after: int, text: Text) -> int:  # noqa: D102
        places = 0
        for node in self._nodes:
            places |= node.before(after, text)
        return places


class Repeated:
    """A part any number of times, or at most once."""

    __slots__ = ("_is_optional", "_is_unlimited", "_node")

    def __init__(self, node: Node, *, is_optional: bool, is_unlimited: bool) -> None:
        self._node = node
        self._is_optional = is_optional
        self._is_unlimited = is_unlimited

    def before(self, after: int, text: Text) -> int:  # noqa: D102
        places = fresh = self._node.before(after, text)
        while self._is_unlimited and fresh:
            fresh = self._node.before(fresh, text) & ~places
            places |= fresh
        return places | after if self._is_optional else places


class Unless:
    """Forbids to go on from where a part matches."""

    __slots__ = ("forbidden",)

    def __init__(self, forbidden: Node) -> None:
        self.forbidden = forbidden

    def before(self, after: int, text: Text) -> int:  # noqa: D102
        return after & ~text.places_of_negation(self)
