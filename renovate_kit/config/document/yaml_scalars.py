"""What a YAML scalar means in the core schema of YAML 1.2: `true` is a boolean, `yes` is a text.

Source: the package `yaml` 2.9, `dist/schema/core` and `findScalarTagByName`.
"""

import re
import sys
from collections.abc import Callable
from typing import Final, TypeAlias

from renovate_kit.config.document.doubles import nearest_double

__all__ = ["CORE_TAGS", "Scalar", "key_text", "plain_value", "tagged_value"]

Scalar: TypeAlias = str | int | float | bool | None

_PREFIX: Final = "tag:yaml.org,2002:"
_MAX_INTEGER_LENGTH: Final = len(str(int(sys.float_info.max))) + 1
_FIRST_CHARACTERS: Final = frozenset("~nNtTfF.+-0123456789")
_JAVASCRIPT_EXPONENT_FROM: Final = 1e21


def _integer(text: str, base: int = 10) -> int | float:
    if base == 10 and len(text) > _MAX_INTEGER_LENGTH:  # noqa: PLR2004 - Python refuses to convert
        return float(text)
    return nearest_double(int(text, base))


def _special_float(text: str) -> float:
    if text.lower().endswith("nan"):
        return float("nan")
    return float("-inf") if text[0] == "-" else float("inf")


_KINDS: Final[tuple[tuple[str, re.Pattern[str], Callable[[str], Scalar]], ...]] = (
    ("null", re.compile(r"(?:~|[Nn]ull|NULL)?"), lambda _: None),
    ("bool", re.compile(r"[Tt]rue|TRUE|[Ff]alse|FALSE"), lambda text: text[0] in "tT"),
    ("int", re.compile(r"0o[0-7]+"), lambda text: _integer(text[2:], 8)),
    ("int", re.compile(r"[-+]?[0-9]+"), _integer),
    ("int", re.compile(r"0x[0-9a-fA-F]+"), lambda text: _integer(text[2:], 16)),
    ("float", re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN"), _special_float),
    ("float", re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+"), float),
    ("float", re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)"), float),
)

CORE_TAGS: Final = frozenset(
    _PREFIX + name for name in ("bool", "float", "int", "map", "null", "seq", "str")
)
"""The tags that mean what the plain notation means too."""


def plain_value(text: str) -> Scalar:
    """Return what a scalar without quotes and tag means."""
    if text and text[0] not in _FIRST_CHARACTERS:
        return text
    for _, pattern, value_of in _KINDS:
        if pattern.fullmatch(text):
            return value_of(text)
    return text


def tagged_value(text: str, tag: str) -> Scalar:
    """Return what a scalar with a tag means, whatever its quotes.

    A tag that the text does not fit, or that nobody knows, makes it a text.
    """
    for kind, pattern, value_of in _KINDS:
        if tag == _PREFIX + kind and pattern.fullmatch(text):
            return value_of(text)
    return text


def key_text(value: Scalar) -> str:
    """Return the property name that JavaScript makes of a key."""
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return str(value).lower()
        case _ if value != value or abs(value) == float("inf"):  # noqa: PLR0124 - NaN
            return {"nan": "NaN", "inf": "Infinity"}.get(str(value), "-Infinity")
        case _ if float(value).is_integer() and abs(value) < _JAVASCRIPT_EXPONENT_FROM:
            return str(int(value))
        case _:
            return repr(float(value))
