"""Character classes of globs (`[a-z]`, `[!0-9]`, `[[:alpha:]]`) as minimatch 10.2.6 reads them."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from renovate_kit.config.grammars.javascript_case import case_variants

__all__ = ["CharacterClass", "ClassLiteral", "NoCharacter", "parse_class"]

_Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterClass:
    """A set of characters.

    Attributes:
        ranges: first and last characters.
        named: classes such as `[:alpha:]` that belong to it.
        named_outside: classes of whose characters it has all the others.
        negated: whether the set is the opposite.
        lists_negated: whether what `ranges` and `named` list is the opposite.
        end: where it ends in the pattern.
    """

    ranges: tuple[tuple[str, str], ...]
    named: tuple[str, ...]
    named_outside: tuple[str, ...]
    negated: bool
    lists_negated: bool
    end: int = field(compare=False)

    @property
    def is_unicode(self) -> bool:
        """Whether minimatch compiles the regular expression with the flag `u` for it."""
        return any(name not in _ASCII_NAMES for name in (*self.named, *self.named_outside))

    @property
    def is_alternation(self) -> bool:
        """Whether minimatch makes a group of two sets of it."""
        return bool(self.named_outside) and bool(self.ranges or self.named)

    def contains(self, char: str, *, unicode: bool) -> bool:
        """Tell whether a character belongs to the set, in whatever case."""
        variants = case_variants(char, unicode=unicode)
        if self.ranges or self.named:
            within = any(self._lists(variant) for variant in variants)
            if within is not self.lists_negated:
                return True
        if not self.named_outside:
            return False
        outside = any(_is_named(name, one) for name in self.named_outside for one in variants)
        return outside is self.negated

    def _lists(self, char: str) -> bool:
        return any(first <= char <= last for first, last in self.ranges) or any(
            _is_named(name, char) for name in self.named
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLiteral:
    """A class of one character, which is a way to escape it.

    Attributes:
        char: the character.
        end: where the class ends in the pattern.
    """

    char: str
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class NoCharacter:
    """A class that nothing can belong to; minimatch forgets the rest of the pattern."""


def _categories(*names: str) -> _Test:
    return lambda char: unicodedata.category(char).startswith(names)


_NAMED: dict[str, _Test] = {
    "[:alnum:]": _categories("L", "Nl", "Nd"),
    "[:alpha:]": _categories("L", "Nl"),
    "[:ascii:]": str.isascii,
    "[:blank:]": lambda char: char == "\t" or unicodedata.category(char) == "Zs",
    "[:cntrl:]": _categories("Cc"),
    "[:digit:]": _categories("Nd"),
    "[:graph:]": _categories("Z", "C"),
    "[:lower:]": _categories("Ll"),
    "[:print:]": _categories("C"),  # minimatch forgot to negate it
    "[:punct:]": _categories("P"),
    "[:space:]": lambda char: char in "\t\r\n\v\f" or unicodedata.category(char)[0] == "Z",
    "[:upper:]": _categories("Lu"),
    "[:word:]": _categories("L", "Nl", "Nd", "Pc"),
    "[:xdigit:]": lambda char: char in "0123456789ABCDEFabcdef",
}
_ASCII_NAMES = frozenset({"[:ascii:]", "[:xdigit:]"})
_OUTSIDE_NAMES = frozenset({"[:graph:]"})


def _is_named(name: str, char: str) -> bool:
    return _NAMED[name](char)


def parse_class(text: str, start: int) -> CharacterClass | ClassLiteral | NoCharacter | None:
    """Parse the class that may begin at an opening bracket.

    Returns:
        None if no bracket closes it, so that the opening one is an ordinary character.
    """
    if text.find("]", start + 2) < 0:
        return None
    parser = _Parser(text, start)
    return parser.result() if parser.parse() else None


class _Parser:
    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = self._position = start + 1
        self._negated = text[start + 1 : start + 2] in {"!", "^"}
        self._position += self._negated
        self._ranges: list[tuple[str, str]] = []
        self._names: list[str] = []
        self._is_impossible = False
        self._begins_with_caret = False

    def parse(self) -> bool:
        """Read up to the closing bracket, and tell whether there is one."""
        first = self._position
        range_start = ""
        while self._position < len(self._text):
            char = self._text[self._position]
            if char == "]" and self._position > first:
                self._position += 1
                return True
            name = self._name()
            if name is not None:
                if range_start:
                    self._is_impossible = True
                    return True
                self._names.append(name)
                self._position += len(name)
                continue
            range_start = self._character(range_start)
        return False

    def _name(self) -> str | None:
        if not self._text.startswith("[:", self._position):
            return None
        for name in _NAMED:
            if self._text.startswith(name, self._position):
                return name
        return None

    def _character(self, range_start: str) -> str:
        """Read one character, escaped or not, and return it if it begins a range."""
        if self._text[self._position] == "\\":
            self._position += 1
        char = self._text[self._position : self._position + 1]
        self._position += 1
        if not char:
            return ""
        if range_start:
            # A range in the wrong order is left out, but not the rest of the class.
            if char >= range_start:
                self._add(range_start, char)
            return ""
        if self._text.startswith("-]", self._position):
            self._add(char, char)
            self._add("-", "-")
            self._position += 1
            return ""
        if self._text.startswith("-", self._position):
            self._position += 1
            return char
        self._add(char, char)
        return ""

    def _add(self, first: str, last: str) -> None:
        if first == "^" and not self._ranges and not self._lists_names:
            self._begins_with_caret = True
        self._ranges.append((first, last))

    @property
    def _lists_names(self) -> bool:
        return any(name not in _OUTSIDE_NAMES for name in self._names)

    def result(self) -> CharacterClass | ClassLiteral | NoCharacter:
        if self._is_impossible or not (self._ranges or self._names):
            return NoCharacter()
        outside = tuple(name for name in self._names if name in _OUTSIDE_NAMES)
        named = tuple(name for name in self._names if name not in _OUTSIDE_NAMES)
        ranges, negated = self._ranges, self._negated
        if len(ranges) == 1 and not (self._names or negated) and ranges[0][0] == ranges[0][1]:
            return ClassLiteral(char=ranges[0][0], end=self._position)
        lists_negated = negated
        if self._begins_with_caret and not negated:
            # minimatch hands an escaped caret on without the backslash.
            lists_negated = True
            ranges = _without_leading_caret(ranges)
            if not (ranges or named):
                ranges, lists_negated = [_ANY_CHARACTER], False
        return CharacterClass(
            ranges=tuple(ranges),
            named=named,
            named_outside=outside,
            negated=negated,
            lists_negated=lists_negated,
            end=self._position,
        )


_ANY_CHARACTER = ("\0", "\U0010ffff")


def _without_leading_caret(ranges: list[tuple[str, str]]) -> list[tuple[str, str]]:
    last = ranges[0][1]
    return ranges[1:] if last == "^" else [("-", "-"), (last, last), *ranges[1:]]
