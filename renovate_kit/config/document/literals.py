r"""What a literal means: `"\u00e9"` -> `é`, `0x1F` -> 31; and which dialect allows it."""

import re
import sys
import unicodedata
from functools import partial
from typing import Final

from renovate_kit.config.document.dialect import Dialect
from renovate_kit.config.document.doubles import nearest_double
from renovate_kit.config.document.location import Span
from renovate_kit.config.document.problems import UnreadableTextError

__all__ = ["identifier_value", "is_identifier", "number_value", "string_value", "word_value"]

_HEX: Final = "[0-9A-Fa-f]"
_ESCAPE: Final = re.compile(
    rf"\\(?:u(?P<high>[dD][89abAB]{_HEX}{{2}})\\u(?P<low>[dD][c-fC-F]{_HEX}{{2}})"
    rf"|u(?P<unicode>{_HEX}{{4}})|x(?P<byte>{_HEX}{{2}})"
    r"|(?P<line_break>\r\n|[\n\r\u2028\u2029])|(?P<nul>0)(?![0-9])|(?P<other>[\s\S]))"
)
_SHORT: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_JSON_SHORT: Final = _SHORT | {'"': '"', "\\": "\\", "/": "/"}
_JSON5_SHORT: Final = _SHORT | {"v": "\v"}
_DIGITS_MISSING: Final = {
    "\\u": "four hexadecimal digits must follow",
    "\\x": "two hexadecimal digits must follow",
}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")

_JSON_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_MAX_INTEGER_LENGTH: Final = len(str(int(sys.float_info.max))) + 1
_SHORT_INTEGER_LENGTH: Final = 15  # needs no look at any limit
_MAX_SAFE_INTEGER: Final = 2**53 - 1
_MIN_INT64: Final = -(2**63)
_MAX_UINT64: Final = 2**64 - 1

_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}
_JSON5_WORDS: Final[dict[str, bool | float | None]] = {
    **_WORDS,
    "Infinity": float("inf"),
    "NaN": float("nan"),
}

_PLAIN_IDENTIFIER: Final = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_UNICODE_ESCAPE: Final = re.compile(rf"\\u({_HEX}{{4}})")
_START_CATEGORIES: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"})
_PART_CATEGORIES: Final = _START_CATEGORIES | {"Mn", "Mc", "Nd", "Pc"}
_START: Final = frozenset("$_")
_PART: Final = frozenset("$_\u200c\u200d")


def string_value(literal: str, start: int, dialect: Dialect) -> str:
    """Return what a string literal means.

    Args:
        literal: with its quotes.
        start: where it stands in the text.
        dialect: decides which escapes there are.

    Raises:
        UnreadableTextError: the dialect has no such string or escape.
    """
    if dialect is Dialect.JSON5:
        value = _ESCAPE.sub(partial(_json5_escape, start), literal[1:-1])
        if _SURROGATE.search(value):
            # JavaScript strings are UTF-16: two halves that meet make one character.
            value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return value
    if literal[0] != '"':
        message = "a string in single quotes is JSON5, not JSON"
        raise UnreadableTextError(message, Span(start, start + 1), help_="use double quotes")
    return _ESCAPE.sub(partial(_json_escape, start), literal[1:-1])


def _common_escape(escape: re.Match[str]) -> str | None:
    if high := escape["high"]:
        pair = int(high, 16) - 0xD800 << 10 | int(escape["low"], 16) - 0xDC00
        return chr(pair + 0x10000)
    if code := escape["unicode"]:
        return chr(int(code, 16))
    return None


def _json_escape(literal_start: int, escape: re.Match[str]) -> str:
    common = _common_escape(escape)
    if common is None:
        common = _JSON_SHORT.get(escape["other"] or "")
    if common is None:
        raise _bad_escape(literal_start, escape, "double the backslash if you mean one")
    if _SURROGATE.match(common):
        raise _bad_escape(literal_start, escape, "it is half of a pair and means no character")
    return common


def _json5_escape(literal_start: int, escape: re.Match[str]) -> str:
    common = _common_escape(escape)
    if common is not None:
        return common
    if code := escape["byte"]:
        return chr(int(code, 16))
    if escape["line_break"]:
        return ""
    if escape["nul"]:
        return "\0"
    other: str = escape["other"]
    if other in "0123456789ux":
        raise _bad_escape(literal_start, escape, "double the backslash if you mean one")
    return _JSON5_SHORT.get(other, other)


def _bad_escape(literal_start: int, escape: re.Match[str], help_: str) -> UnreadableTextError:
    start = literal_start + 1 + escape.start()
    shown = escape[0] if escape[0].isprintable() else "\\ before a line break or control character"
    help_ = _DIGITS_MISSING.get(shown, help_)
    return UnreadableTextError(
        f"`{shown}` is not an escape that a string can have here",
        Span(start, start + len(escape[0])),
        help_=help_,
    )


def number_value(literal: str, start: int, dialect: Dialect) -> int | float:
    """Return what a number literal means.

    Args:
        literal: a number as JSON5 has it, which covers JSON's.
        start: where it stands in the text.
        dialect: JSONC refuses what JSON does not have, and the two ranges that its parser
            cannot represent: integers of 64 bits that a double does not hold exactly, and
            numbers beyond a double.

    Raises:
        UnreadableTextError: the dialect has no such number.
    """
    if len(literal) <= _SHORT_INTEGER_LENGTH and literal.isdecimal():
        return int(literal)
    if dialect is Dialect.JSON5:
        return _json5_number(literal)
    span = Span(start, start + len(literal))
    if not _JSON_NUMBER.fullmatch(literal):
        message = f"`{_shortened(literal)}` is not a number in JSON"
        raise UnreadableTextError(message, span, help_="write it in decimal, as `1` or `0.5`")
    value = _decimal(literal)
    if isinstance(value, float):
        is_refused = value in {float("inf"), float("-inf")}
    else:
        is_refused = abs(value) > _MAX_SAFE_INTEGER and _MIN_INT64 <= value <= _MAX_UINT64
    if is_refused:
        message = f"the number `{_shortened(literal)}` is too large"
        raise UnreadableTextError(message, span, help_="put it in quotes or use a smaller one")
    return _as_double(value)


def _json5_number(literal: str) -> int | float:
    unsigned = literal.lstrip("+-")
    sign = -1 if literal[0] == "-" else 1
    if unsigned in _JSON5_WORDS:
        return sign * float(unsigned)
    if unsigned[:2] not in {"0x", "0X"}:
        return _as_double(_decimal(literal))
    return sign * nearest_double(int(unsigned, 16))


def _as_double(value: float) -> int | float:
    return nearest_double(value) if isinstance(value, int) else value


def _decimal(literal: str) -> int | float:
    # Longer integers are beyond a double anyway, and Python refuses to convert the longest.
    if _INTEGER.fullmatch(literal) and len(literal) <= _MAX_INTEGER_LENGTH:
        value = int(literal)
        if abs(value) <= sys.float_info.max:
            return value
    return float(literal)


def _shortened(literal: str, limit: int = 30) -> str:
    return literal if len(literal) <= limit else literal[:limit] + "…"


def word_value(word: str, dialect: Dialect) -> tuple[bool | float | None] | None:
    """Return the value of `true`, `null` and their like in a tuple of one, or None."""
    words = _JSON5_WORDS if dialect is Dialect.JSON5 else _WORDS
    return (words[word],) if word in words else None


def identifier_value(word: str) -> str | None:
    r"""Return the key that an unquoted JSON5 key means, None if it cannot be one.

    Args:
        word: may have letters of any script and `\u` escapes.
    """
    if _PLAIN_IDENTIFIER.fullmatch(word):
        return word
    key = _UNICODE_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), word)
    return key if is_identifier(key) else None


def is_identifier(key: str) -> bool:
    """Return whether JSON5 lets a key stand without quotes (ECMAScript 5.1 IdentifierName)."""
    if not key:
        return False
    is_start = key[0] in _START or unicodedata.category(key[0]) in _START_CATEGORIES
    return is_start and all(
        char in _PART or unicodedata.category(char) in _PART_CATEGORIES for char in key[1:]
    )
