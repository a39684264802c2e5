"""One segment of a glob, made ready to match segments of paths as minimatch 10.2.6 does."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from renovate_kit.config.grammars import glob_positions as nodes
from renovate_kit.config.grammars.extglobs import Extglob, Sequence, parse_segment
from renovate_kit.config.grammars.glob_classes import ClassLiteral, NoCharacter, parse_class
from renovate_kit.config.grammars.glob_errors import UnusableGlobError
from renovate_kit.config.grammars.javascript_case import folded, folded_as_unicode, in_code_units
from renovate_kit.config.grammars.javascript_text import JS_WHITESPACE

__all__ = ["SegmentTest", "segment_test"]

SegmentTest = Callable[[str], bool]

_SEGMENTS_KEPT = 4096
_MOST_READ_IN_VAIN = 200_000
_DOTS = frozenset({".", ".."})


@lru_cache(maxsize=_SEGMENTS_KEPT)
def segment_test(segment: str) -> SegmentTest:
    """Return a test for segments of paths.

    Args:
        segment: a segment of a glob without braces; neither empty nor `**`.

    Raises:
        UnusableGlobError: minimatch throws on it, or it is too complex.
    """
    shortcut = _shortcut(segment)
    if shortcut is not None:
        return shortcut
    if _PLAIN.fullmatch(segment):
        return _equal_to(segment)
    return _compiled(segment)


_PLAIN = re.compile(r"(?:[^\\*?\[+@!]|[+@!](?!\())*")
_STAR = re.compile(r"\*+")
_STAR_ENDING = re.compile(r"\*+([^+@!?*\[(]*)")
_MARKS_ENDING = re.compile(r"\?+([^+@!?*\[(]*)")
_STAR_DOT_STAR = re.compile(r"\*+\.\*+")
_DOT_STAR = re.compile(r"\.\*+")


def _shortcut(segment: str) -> SegmentTest | None:
    r"""Return minimatch's test for the most common patterns.

    They are part of its behaviour: in `*\\.js` the backslash is one that the text must have.
    """
    if _STAR.fullmatch(segment):
        return lambda text: text != "" and text not in _DOTS
    if match := _STAR_ENDING.fullmatch(segment):
        ending = match[1].lower()
        return lambda text: text.lower().endswith(ending)
    if match := _MARKS_ENDING.fullmatch(segment):
        ending, size = match[1].lower(), len(in_code_units(segment))
        return lambda text: (
            len(in_code_units(text)) == size and text not in _DOTS and text.lower().endswith(ending)
        )
    if _STAR_DOT_STAR.fullmatch(segment):
        return lambda text: "." in text and text not in _DOTS
    if _DOT_STAR.fullmatch(segment):
        return lambda text: text.startswith(".") and text not in _DOTS
    return None


def _equal_to(literal: str) -> SegmentTest:
    if literal.isascii():
        upper = literal.upper()
        return lambda text: text.isascii() and text.upper() == upper
    same = _folded_text(literal)
    return lambda text: _folded_text(text) == same


def _folded_text(text: str) -> str:
    return "".join(map(folded, in_code_units(text)))


def _compiled(segment: str) -> SegmentTest:
    compiler = _Compiler(unicode=False)
    items = compiler.segment(in_code_units(segment))
    if compiler.needs_unicode:
        compiler = _Compiler(unicode=True)
        items = compiler.segment(segment)
        if compiler.has_escape_refused_in_unicode:
            message = "minimatch cannot combine a class such as [:alpha:] with - or , in it"
            raise UnusableGlobError(message)
    has_case = segment.upper() != segment.lower()
    if not compiler.is_magic and not has_case:
        return _equal_to(compiler.literal(items))
    return _Search(compiler.search(items), unicode=compiler.needs_unicode).matches


@dataclass(frozen=True, slots=True)
class _Literal:
    """A character that stands for itself."""

    char: str


@dataclass(frozen=True, slots=True)
class _Bracket:
    """A node that minimatch writes as a bracket expression; it could match a dot."""

    node: nodes.Node


class _Bar:
    """An escaped bar, which minimatch does not escape in its regular expression: a choice."""


@dataclass(frozen=True, slots=True)
class _BareText:
    """An extglob of nothing that is all of a segment; it gets into the expression as it is."""

    kind: str
    bars: int


_BAR = _Bar()
_Item = _Literal | _Bracket | _Bar | _BareText | nodes.Node


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a part stands.

    Attributes:
        is_start: only negations come before it.
        is_end: nothing comes after it.
        is_copy: it stands for the rest of the segment inside of a negation.
    """

    is_start: bool
    is_end: bool
    is_copy: bool


class _Compiler:
    """Turns the structure of a segment into nodes.

    Attributes:
        is_magic: whether more than literal characters was found.
        needs_unicode: whether a class was found for which minimatch sets the flag `u`.
        has_escape_refused_in_unicode: whether JavaScript refuses minimatch's expression then.
    """

    def __init__(self, *, unicode: bool) -> None:
        self.is_magic = False
        self.needs_unicode = False
        self.has_escape_refused_in_unicode = False
        self._read_in_vain = 0
        self._fold = folded_as_unicode if unicode else folded
        self._known: dict[tuple[Extglob, _Place], list[_Item]] = {}

    def segment(self, text: str) -> list[_Item]:
        whole = _Place(is_start=True, is_end=True, is_copy=False)
        return self._sequence(parse_segment(text), whole)

    def literal(self, items: Iterable[_Item]) -> str:
        """Return what items without magic stand for."""
        return "".join(map(_literal, items))

    def search(self, items: list[_Item]) -> list[nodes.Node]:
        """Return a node for each of the choices that bars make."""
        return [nodes.Sequence(self._nodes(choice)) for choice in _choices(items)]

    def _sequence(self, sequence: Sequence, place: _Place) -> list[_Item]:
        parts = [*sequence.parts, *sequence.tail]
        fills = place.is_start and place.is_end and all(isinstance(part, str) for part in parts)
        items: list[_Item] = []
        is_start = place.is_start
        for index, part in enumerate(parts):
            match part:
                case str():
                    items += self._text(part, fills=fills)
                case Extglob():
                    is_end = place.is_end and index == len(parts) - 1
                    is_copy = place.is_copy or index >= len(sequence.parts)
                    items += self._extglob(part, _Place(is_start, is_end, is_copy))
                case Sequence():
                    items += self._sequence(part, _Place(is_start, place.is_end, place.is_copy))
            is_start = is_start and isinstance(part, Extglob) and part.kind == "!"
        if place.is_start and _must_not_be_dots(parts, items):
            items.insert(0, nodes.NOT_DOTS)
        return items

    def _extglob(self, extglob: Extglob, place: _Place) -> list[_Item]:
        known = self._known.get((extglob, place))
        if known is None:
            known = self._known[extglob, place] = [self._extglob_item(extglob, place)]
        return known

    def _extglob_item(self, extglob: Extglob, place: _Place) -> _Item:
        is_negation = extglob.kind == "!"
        refused_before = self.has_escape_refused_in_unicode
        alternatives = [
            self._sequence(
                alternative,
                _Place(
                    is_start=place.is_start and (index == 0 or not place.is_copy),
                    is_end=place.is_end or is_negation,
                    is_copy=place.is_copy,
                ),
            )
            for index, alternative in enumerate(extglob.alternatives)
        ]
        if is_negation:
            alternatives = [[*alternative, nodes.END] for alternative in alternatives]
        elif place.is_start and place.is_end:
            # Alone it must match something, so nothing is no alternative.
            alternatives = [alternative for alternative in alternatives if alternative]
            if not alternatives:
                return _BareText(extglob.kind, bars=len(extglob.alternatives) - 1)
        self.is_magic = True
        if is_negation and extglob.ends_empty and not place.is_copy:
            # minimatch keeps the flag `u` of the alternatives, but not the alternatives.
            self.has_escape_refused_in_unicode = refused_before
            return _SOMETHING
        body = self._alternatives(alternatives)
        return _quantified(body, extglob.kind)

    def _alternatives(self, alternatives: list[list[_Item]]) -> nodes.Node:
        return nodes.Alternatives(
            node for alternative in alternatives for node in self.search(alternative)
        )

    def _nodes(self, items: Iterable[_Item]) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        for item in items:
            match item:
                case _Literal(char):
                    found.append(nodes.Char(self._fold(char)))
                case _Bracket(node):
                    found.append(node)
                case _BareText("@"):
                    found.append(nodes.Char("@"))
                case _BareText(kind):
                    if not found or found[-1] is _SOMETHING:
                        message = f"minimatch makes an invalid regular expression of {kind}()"
                        raise UnusableGlobError(message)
                    found[-1] = _quantified(found[-1], kind)
                case _Bar():
                    pass
                case node:
                    found.append(node)
        return found

    def _text(self, text: str, *, fills: bool) -> list[_Item]:
        """Read a piece without extglobs.

        Args:
            text: the piece.
            fills: nothing else is in the segment, or in an alternative that is all of it.
        """
        items: list[_Item] = []
        position = 0
        while position < len(text):
            char = text[position]
            if char == "[":
                position = self._bracket(text, position, items)
                continue
            if char == "*":
                # Several stars in a row are one.
                if fills and not text.strip("*"):
                    items.append(_Bracket(nodes.ANY))
                items.append(_Bracket(nodes.STAR))
                self.is_magic = True
                while text.startswith("*", position + 1):
                    position += 1
            elif char == "?":
                items.append(_Bracket(nodes.ANY))
                self.is_magic = True
            elif char == "\\" and position + 1 < len(text):
                position += 1
                items.append(self._escaped(text[position]))
            else:
                items.append(self._plain(char))
            position += 1
        return items

    def _bracket(self, text: str, position: int, items: list[_Item]) -> int:
        """Read what begins with an opening bracket, and return where it ends."""
        match parse_class(text, position):
            case None:
                if text.find("]", position) > 0:
                    self._count_in_vain(len(text) - position)
                items.append(self._plain("["))
                return position + 1
            case ClassLiteral(char=char, end=end):
                items.append(self._plain(char))
                return end
            case NoCharacter():
                items.append(nodes.NEVER)
                self.is_magic = True
                return len(text)
            case members:
                self.is_magic = True
                self.needs_unicode |= members.is_unicode
                node = nodes.Class(members)
                items.append(node if members.is_alternation else _Bracket(node))
                return members.end

    def _count_in_vain(self, characters: int) -> None:
        self._read_in_vain += characters
        if self._read_in_vain > _MOST_READ_IN_VAIN:
            message = "too many brackets are not closed"
            raise UnusableGlobError(message)

    def _plain(self, char: str) -> _Literal:
        self.has_escape_refused_in_unicode |= char in _ESCAPED_IN_VAIN
        return _Literal(char)

    def _escaped(self, char: str) -> _Item:
        self.has_escape_refused_in_unicode |= char == "!"
        return _BAR if char == "|" else _Literal(char)


_ESCAPED_IN_VAIN = frozenset(f"-,#{JS_WHITESPACE}")
_SOMETHING: nodes.Node = nodes.Sequence([nodes.ANY, nodes.STAR])


def _quantified(node: nodes.Node, kind: str) -> nodes.Node:
    match kind:
        case "!":
            return nodes.Sequence([nodes.Unless(node), nodes.STAR])
        case "@":
            return node
        case _:
            return nodes.Repeated(node, is_optional=kind in "?*", is_unlimited=kind in "+*")


def _must_not_be_dots(parts: list[str | Extglob | Sequence], items: list[_Item]) -> bool:
    """Tell whether minimatch guards a sequence at the start against matching `.` or `..`."""
    if not parts or not isinstance(parts[0], str) or (len(parts) == 1 and parts[0] in _DOTS):
        return False
    for item in items[:3]:
        if isinstance(item, _Bracket):
            return True
        if item != _Literal("."):
            return False
    return False


def _choices(items: list[_Item]) -> list[list[_Item]]:
    choices: list[list[_Item]] = [[]]
    for item in items:
        if item is _BAR:
            choices.append([])
        else:
            choices[-1].append(item)
    return choices


def _literal(item: _Item) -> str:
    match item:
        case _Literal(char):
            return char
        case _BareText(kind, bars):
            return f"{kind}({'|' * bars})"
        case _:
            return "|"


class _Search:
    """An expression with an anchor at both ends, which an escaped bar takes apart."""

    def __init__(self, choices: list[nodes.Node], *, unicode: bool) -> None:
        self._choices = choices
        self._unicode = unicode

    def matches(self, segment: str) -> bool:
        text = nodes.Text(segment, unicode=self._unicode)
        last = len(self._choices) - 1
        for index, choice in enumerate(self._choices):
            ends = 1 << text.size if index == last else text.everywhere
            starts = choice.before(ends, text)
            if starts & 1 or (starts and index > 0):
                return True
        return False
