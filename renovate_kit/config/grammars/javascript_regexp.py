"""Whether a text is a JavaScript regular expression without the `u` and `v` flags.

This is the lenient grammar (ECMAScript 2025 with Annex B) that V8 reads: stray braces, unknown
escapes and back-references to nothing are fine. Patterns are only read here, never run.
"""

import re
import sys
from dataclasses import dataclass, replace
from typing import Final

__all__ = ["regexp_problem"]

_INFINITY: Final = 2**31 - 1
_INFINITY_DIGITS: Final = 10
_MAX_GROUPS_OF_ONE_NAME: Final = 1000  # each is compared with all earlier ones
_INTERVAL = re.compile(r"\{([0-9]+)(?:(,)([0-9]*))?\}")
_MODIFIERS = re.compile(r"\?([ims]*)(?:(-)([ims]*))?:")
_NAMED_GROUP = re.compile(r"\\(?s:.)|\[(?:\\(?s:.)|[^\]\\])*+\]?|(\(\?<(?![=!]))")
_NAME = re.compile(r"<((?:[^<>\\()\[\]{}]|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]+\})*+)>")
_NAME_ESCAPE = re.compile(r"\\u(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{4}))")
_CONTROL_ESCAPES: Final = {"b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}
_HEX_ESCAPE = re.compile(r"x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})")
_OCTAL_ESCAPE = re.compile(r"[0-3][0-7]{0,2}|[4-7][0-7]?")
_CONTROL_LETTER = re.compile(r"c([A-Za-z0-9_])")


class _InvalidRegexpError(ValueError):
    pass


@dataclass(slots=True, eq=False)
class _Alternative:
    """One alternative of a group, the place in which named groups live.

    Attributes:
        group: an object that all alternatives of the group share.
        parent: the alternative around the group; None for the whole pattern.
        takes_quantifier: whether a quantifier may follow the group.
        name: of the group, or an empty text.
        depth: how many groups are around.
    """

    group: object
    parent: "_Alternative | None"
    takes_quantifier: bool = False
    name: str = ""
    depth: int = 0


def regexp_problem(pattern: str, flags: str = "") -> str | None:
    """Return why `new RegExp(pattern, flags)` throws, or None if it doesn't.

    Args:
        pattern: the source between the slashes.
        flags: of `d`, `g`, `i`, `m`, `s` and `y`.
    """
    if len(set(flags)) != len(flags) or not set(flags) <= set("dgimsy"):
        return "invalid flags"
    try:
        _Pattern(_as_code_units(pattern)).read()
    except _InvalidRegexpError as error:
        return str(error)
    return None


def _as_code_units(text: str) -> str:
    """Spell characters outside the basic plane as the two surrogates that JavaScript sees."""
    if text.isascii():
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(unit) for unit in memoryview(units).cast("H"))


class _Pattern:
    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._alternative = _Alternative(object(), None)
        self._takes_quantifier = False
        self._has_named_groups = any(found[1] for found in _NAMED_GROUP.finditer(text))
        self._names: dict[str, list[_Alternative]] = {}
        self._references: list[str] = []

    def read(self) -> None:
        while self._position < len(self._text):
            self._read_term()
        if self._alternative.parent is not None:
            raise _InvalidRegexpError("unterminated group")
        if any(name not in self._names for name in self._references):
            raise _InvalidRegexpError("reference to a group that does not exist")

    def _read_term(self) -> None:
        character = self._text[self._position]
        self._position += 1
        match character:
            case "|":
                self._start_alternative()
            case "^" | "$":
                self._takes_quantifier = False
            case "(":
                self._open_group()
            case ")":
                self._close_group()
            case "*" | "+" | "?" | "{":
                self._read_quantifier(character)
            case "[":
                self._read_class()
            case "\\":
                self._read_escape()
            case _:
                self._takes_quantifier = True

    def _start_alternative(self) -> None:
        self._alternative = replace(self._alternative)
        self._takes_quantifier = False

    def _open_group(self) -> None:
        takes_quantifier = True
        name = ""
        if self._text.startswith(("?=", "?!", "?:"), self._position):
            self._position += 2
        elif self._text.startswith(("?<=", "?<!"), self._position):
            self._position += 3
            takes_quantifier = False
        elif self._text.startswith("?<", self._position):
            self._position += 1
            name = self._read_name()
        elif self._text.startswith("?", self._position):
            self._read_modifiers()
        parent = self._alternative
        self._alternative = _Alternative(object(), parent, takes_quantifier, name, parent.depth + 1)
        self._takes_quantifier = False

    def _close_group(self) -> None:
        group = self._alternative
        if group.parent is None:
            raise _InvalidRegexpError("unmatched )")
        if group.name:
            self._add_name(group)
        self._alternative = group.parent
        self._takes_quantifier = group.takes_quantifier

    def _read_modifiers(self) -> None:
        found = _MODIFIERS.match(self._text, self._position)
        if found is None:
            raise _InvalidRegexpError("invalid group")
        added, minus, removed = found[1], found[2], found[3] or ""
        changed = added + removed
        if len(set(changed)) != len(changed) or (minus and not changed):
            raise _InvalidRegexpError("invalid modifiers of a group")
        self._position = found.end()

    def _read_quantifier(self, character: str) -> None:
        if character == "{":
            interval = _INTERVAL.match(self._text, self._position - 1)
            if interval is None:
                self._takes_quantifier = True
                return
            self._check_interval(interval)
            self._position = interval.end()
        elif not self._takes_quantifier:
            raise _InvalidRegexpError("nothing to repeat")
        if self._text.startswith("?", self._position):
            self._position += 1
        self._takes_quantifier = False

    def _check_interval(self, interval: re.Match[str]) -> None:
        if not self._takes_quantifier:
            raise _InvalidRegexpError("nothing to repeat")
        if interval[3] and _clamped(interval[3]) < _clamped(interval[1]):
            raise _InvalidRegexpError("numbers out of order in a quantifier")

    def _read_escape(self) -> None:
        if self._position == len(self._text):
            raise _InvalidRegexpError("backslash at the end")
        character = self._text[self._position]
        self._position += 1
        if character == "k" and self._has_named_groups:
            self._references.append(self._read_name())
        self._takes_quantifier = character not in {"b", "B"}

    def _read_name(self) -> str:
        found = _NAME.match(self._text, self._position)
        name = "" if found is None else _unescaped_name(found[1])
        if found is None or not name.replace("$", "_").replace("\u200c", "").isidentifier():
            raise _InvalidRegexpError("invalid name of a group")
        self._position = found.end()
        return name

    def _add_name(self, group: _Alternative) -> None:
        """Note a group's name; groups in alternatives that exclude each other may share it.

        V8 does this at the end of a group, and so takes `(?<n>(?<n>a)|b)`.
        """
        places = self._names.setdefault(group.name, [])
        if len(places) == _MAX_GROUPS_OF_ONE_NAME:
            raise _InvalidRegexpError("too many groups of one name")
        if any(not _exclude_each_other(place, group) for place in places):
            raise _InvalidRegexpError("duplicate name of a group")
        places.append(group)

    def _read_class(self) -> None:
        if self._text.startswith("^", self._position):
            self._position += 1
        while not self._at("]"):
            first = self._read_class_atom()
            if not self._at("-"):
                continue
            self._position += 1
            if self._at("]"):
                break
            last = self._read_class_atom()
            if first is not None and last is not None and first > last:
                raise _InvalidRegexpError("range out of order in a class")
        self._position += 1
        self._takes_quantifier = True

    def _at(self, character: str) -> bool:
        if self._position >= len(self._text):
            raise _InvalidRegexpError("unterminated class")
        return self._text[self._position] == character

    def _read_class_atom(self) -> int | None:
        """Read one member of a class and return its code unit; None for a set of characters."""
        character = self._text[self._position]
        self._position += 1
        if character != "\\":
            return ord(character)
        if self._position == len(self._text):
            raise _InvalidRegexpError("backslash at the end")
        return self._read_class_escape()

    def _read_class_escape(self) -> int | None:
        for pattern, base in ((_HEX_ESCAPE, 16), (_OCTAL_ESCAPE, 8)):
            if found := pattern.match(self._text, self._position):
                self._position = found.end()
                return int(found[found.lastindex or 0], base)
        if control := _CONTROL_LETTER.match(self._text, self._position):
            self._position = control.end()
            return ord(control[1]) % 32
        character = self._text[self._position]
        if character == "c":
            return ord("\\")
        self._position += 1
        if character in "dDsSwW":
            return None
        if character == "k" and self._has_named_groups:
            raise _InvalidRegexpError("invalid escape in a class")
        return _CONTROL_ESCAPES.get(character, ord(character))


def _clamped(digits: str) -> int:
    significant = digits.lstrip("0")
    return (
        _INFINITY
        if len(significant) > _INFINITY_DIGITS
        else min(int(significant or "0"), _INFINITY)
    )


def _unescaped_name(text: str) -> str:
    def character(escape: re.Match[str]) -> str:
        code = int((escape[1] or escape[2]).lstrip("0")[:7] or "0", 16)
        return chr(code) if code <= sys.maxunicode else "<"

    units = _NAME_ESCAPE.sub(character, text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _exclude_each_other(one: _Alternative, other: _Alternative) -> bool:
    """Tell whether the two lie in different alternatives of one group around both."""
    left: _Alternative | None = one
    right: _Alternative | None = other
    while left is not None and right is not None and left is not right:
        if left.group is right.group:
            return True
        deeper_left = left.depth >= right.depth
        deeper_right = right.depth >= left.depth
        left = left.parent if deeper_left else left
        right = right.parent if deeper_right else right
    return False
