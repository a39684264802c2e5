"""What a literal of JavaScript means: JSON5's and those that JSON5 does not have."""

import re
from typing import Final

from renovate_kit.config.document.dialect import Dialect
from renovate_kit.config.document.doubles import nearest_double
from renovate_kit.config.document.javascript_tokens import Token
from renovate_kit.config.document.literals import number_value, string_value
from renovate_kit.config.document.problems import UnreadableTextError

__all__ = ["literal_value", "property_name"]

_ESCAPE: Final = re.compile(r"\\(?:u\{0*(?P<code>[0-9A-Fa-f]{1,6})\}|[\s\S])")
_RADIX: Final = {"0o": 8, "0O": 8, "0b": 2, "0B": 2}
_LEGACY_OCTAL: Final = re.compile(r"0[0-9]")
_WORDS: Final[dict[str, bool | float | None]] = {
    "true": True,
    "false": False,
    "null": None,
    "Infinity": float("inf"),
    "NaN": float("nan"),
}
_FIRST_ASTRAL: Final = 0x10000
_LAST_CHARACTER: Final = 0x10FFFF
_EXPONENT_FROM: Final = 1e21

Value = str | int | float | bool | None


def literal_value(token: Token) -> tuple[Value] | None:
    """Return the value of a token in a tuple of one; None if only the program knows it."""
    match token.kind:
        case "string" | "template":
            text = _text(token)
            return None if text is None else (text,)
        case "number":
            number = _number(token.text)
            return None if number is None else (number,)
        case "word" if token.text in _WORDS:
            return (_WORDS[token.text],)
        case _:
            return None


def property_name(token: Token) -> str | None:
    """Return the key that a token means in an object; None if it can't be told or is no key."""
    match token.kind:
        case "string":
            return _text(token)
        case "word":
            return None if token.text.startswith("#") else _text(token, quotes=0)
        case "number":
            number = _number(token.text)
            if number is None or not float(number).is_integer() or number >= _EXPONENT_FROM:
                return None
            return str(int(number))
        case _:
            return None


def _text(token: Token, quotes: int = 1) -> str | None:
    inner = token.text[quotes : len(token.text) - quotes]
    if token.kind == "template":
        inner = inner.replace("\r\n", "\n").replace("\r", "\n")
    if "\\" not in inner:
        return inner
    try:
        return string_value(f'"{_ESCAPE.sub(_four_digits, inner)}"', 0, Dialect.JSON5)
    except UnreadableTextError:
        return None


def _four_digits(escape: re.Match[str]) -> str:
    r"""Return `\u{1F600}` in the form that JSON5 has too."""
    if escape["code"] is None:
        return escape[0]
    code = int(escape["code"], 16)
    if code > _LAST_CHARACTER:
        return escape[0]
    if code < _FIRST_ASTRAL:
        return f"\\u{code:04x}"
    high, low = divmod(code - _FIRST_ASTRAL, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def _number(text: str) -> int | float | None:
    text = text.replace("_", "")
    if text.endswith("n") or _LEGACY_OCTAL.match(text):
        return None
    try:
        if radix := _RADIX.get(text[:2]):
            return nearest_double(int(text[2:], radix))
        return number_value(text, 0, Dialect.JSON5)
    except (UnreadableTextError, ValueError):
        return None
