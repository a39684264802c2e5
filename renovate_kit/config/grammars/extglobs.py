"""The structure of one path segment of a glob: plain pieces and extglobs such as `@(a|b)`.

minimatch 10.2.6 simplifies nested extglobs, and gives each negation a copy of all that follows
it, as `!(a)b` must not match `ab`. Copies of copies grow exponentially, so here a negation only
refers to what follows.
"""

import re
from dataclasses import dataclass, field

from renovate_kit.config.grammars.glob_errors import UnusableGlobError

__all__ = ["Extglob", "Part", "Sequence", "parse_segment"]

_KINDS = frozenset("!?+*@")
_DEEPEST_KEPT = 2
_DEEPEST_NESTING = 50
_MOST_NEGATIONS = 30
_MOST_PASSES = 10

# By the kind of the outer extglob: which inner ones can dissolve in it if they stand alone there.
_ADOPTED = {"!": "@", "?": "?@", "@": "@", "*": "*+?@", "+": "+@"}
_ADOPTED_WITH_EMPTY = {"!": "?", "?": "", "@": "?", "*": "", "+": "?*"}
# And which inner one replaces the outer one, if it is all that is in there, as what.
_REPLACED_BY = {
    "!": {"!": "@"},
    "?": {"*": "*", "+": "*"},
    "@": {"!": "!", "?": "?", "@": "@", "*": "*", "+": "+"},
    "*": {},
    "+": {"?": "*", "*": "*"},
}


@dataclass(slots=True, eq=False)
class Sequence:
    """Parts that follow each other.

    Attributes:
        parts: what it consists of.
        tail: what follows the negation of which this is an alternative.
        parent: the extglob of which this is an alternative, or None for the whole segment.
    """

    parts: "list[Part]" = field(default_factory=list)
    tail: "list[Part]" = field(default_factory=list)
    parent: "Extglob | None" = None

    def append(self, text: str) -> None:
        """Add a plain piece, unless it is empty."""
        if text:
            self.parts.append(text)

    @property
    def only_extglob(self) -> "Extglob | None":
        """Its part if that is a single extglob."""
        match self.parts:
            case [Extglob() as extglob]:
                return extglob
            case _:
                return None


@dataclass(slots=True, eq=False)
class Extglob:
    """A choice among alternatives.

    Attributes:
        kind: the character before the parenthesis.
        alternatives: between the bars.
        parent: the sequence that it is part of.
        index: its place among the parent's parts when it was parsed.
        ends_empty: whether there is nothing, or nothing but an extglob, after the last bar.
    """

    kind: str
    parent: Sequence
    index: int
    alternatives: list[Sequence] = field(default_factory=list)
    ends_empty: bool = False


Part = str | Extglob | Sequence
"""A sequence inside of a sequence is an extglob without an end, which is plain text."""


def parse_segment(text: str) -> Sequence:
    """Parse what stands between two slashes.

    Raises:
        UnusableGlobError: extglobs are nested too deeply, or there are too many negations.
    """
    parser = _Parser(text)
    root = parser.parse()
    for part in root.parts:
        if isinstance(part, Extglob):
            _simplify(part)
    for negation in reversed(parser.negations):
        if negation.kind == "!":
            _refer_to_rest(negation)
    return root


class _Parser:
    """Reads one segment. Whether a character is special does not depend on the nesting."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = _marks(text)
        self._next = 0
        self.negations: list[Extglob] = []

    def parse(self) -> Sequence:
        root = Sequence()
        start = 0
        while self._next < len(self._marks):
            position = self._marks[self._next]
            self._next += 1
            if not self._opens(position):
                continue
            root.append(self._text[start:position])
            extglob, start = self._extglob(root, position, depth=1, nesting=1)
            if extglob is None:
                root.parts.append(Sequence(parts=[self._text[position:]]))
                return root
            root.parts.append(extglob)
        root.append(self._text[start:])
        return root

    def _opens(self, position: int) -> bool:
        return self._text[position] in _KINDS and self._text.startswith("(", position + 1)

    def _extglob(
        self, parent: Sequence, start: int, *, depth: int, nesting: int
    ) -> tuple[Extglob | None, int]:
        """Parse from a kind on. Without a closing parenthesis it is no extglob but text."""
        extglob = self._opened(parent, self._text[start], nesting)
        alternative = Sequence(parent=extglob)
        piece = start + 2
        while self._next < len(self._marks):
            position = self._marks[self._next]
            self._next += 1
            char = self._text[position]
            dissolves = char in _ADOPTED[extglob.kind] + _ADOPTED_WITH_EMPTY[extglob.kind]
            if self._opens(position) and (depth <= _DEEPEST_KEPT or dissolves):
                alternative.append(self._text[piece:position])
                inner_depth = depth if dissolves else depth + 1
                inner, piece = self._extglob(
                    alternative, position, depth=inner_depth, nesting=nesting + 1
                )
                if inner is None:
                    break
                alternative.parts.append(inner)
            elif char in {"|", ")"}:
                alternative.append(self._text[piece:position])
                extglob.alternatives.append(alternative)
                if char == ")":
                    extglob.ends_empty = piece == position
                    return extglob, position + 1
                alternative = Sequence(parent=extglob)
                piece = position + 1
        return None, len(self._text)

    def _opened(self, parent: Sequence, kind: str, nesting: int) -> Extglob:
        if nesting > _DEEPEST_NESTING:
            message = f"extglobs are nested more than {_DEEPEST_NESTING} deep"
            raise UnusableGlobError(message)
        extglob = Extglob(kind, parent, len(parent.parts))
        if kind == "!":
            self.negations.append(extglob)
        if len(self.negations) > _MOST_NEGATIONS:
            message = f"there are more than {_MOST_NEGATIONS} negations between two slashes"
            raise UnusableGlobError(message)
        return extglob


def _marks(text: str) -> list[int]:
    """Return where kinds, bars and closing parentheses are, not escaped and not in brackets."""
    marks: list[int] = []
    bracket = -1
    for match in _INTERESTING.finditer(text):
        char, position = match[0], match.start()
        if char[0] == "\\":
            continue
        if bracket < 0:
            if char == "[":
                bracket = position
            elif char != "]":
                marks.append(position)
        elif char == "]" and position > bracket + 1:
            is_first_of_negated = position == bracket + 2 and text[bracket + 1] in "!^"
            if not is_first_of_negated:
                bracket = -1
    return marks


_INTERESTING = re.compile(r"\\.?|[\[\]!?+*@|)]", re.DOTALL)


def _simplify(extglob: Extglob) -> None:
    """Dissolve inner extglobs in outer ones where that means the same, or almost."""
    for _ in range(_MOST_PASSES):
        is_done = True
        index = 0
        while index < len(extglob.alternatives):
            alternative = extglob.alternatives[index]
            for part in alternative.parts:
                if isinstance(part, Extglob):
                    _simplify(part)
            inner = alternative.only_extglob
            if inner is not None and _dissolve(extglob, index, inner):
                is_done = False
            index += 1
        if is_done:
            return


def _dissolve(outer: Extglob, index: int, inner: Extglob) -> bool:
    if inner.kind in _ADOPTED[outer.kind]:
        outer.alternatives[index : index + 1] = inner.alternatives
    elif inner.kind in _ADOPTED_WITH_EMPTY[outer.kind]:
        inner.alternatives.append(Sequence())
        outer.alternatives[index : index + 1] = inner.alternatives
    elif len(outer.alternatives) == 1 and inner.kind in _REPLACED_BY[outer.kind]:
        outer.kind = _REPLACED_BY[outer.kind][inner.kind]
        outer.alternatives = inner.alternatives
        outer.ends_empty = False
    else:
        return False
    for alternative in inner.alternatives:
        alternative.parent = outer
    return True


def _refer_to_rest(negation: Extglob) -> None:
    """Add all that follows a negation, up to the end of the segment, to its alternatives."""
    node = negation
    while True:
        rest = node.parent.parts[node.index + 1 :]
        for alternative in negation.alternatives:
            alternative.tail += rest
        outer = node.parent.parent
        if outer is None:
            return
        node = outer
