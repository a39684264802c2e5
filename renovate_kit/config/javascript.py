"""What JavaScript makes of JSON values, where Python would make something else of them.

Renovate's migrations are loose about types; to end where they end, the same looseness is
needed: which values count as true, how a list reads as text, which keys a string has.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Final

from renovate_kit.config.provenance import Json

__all__ = [
    "TypeMismatch",
    "as_text",
    "entries_of",
    "is_same",
    "is_true",
    "is_whole_number",
    "items_of",
    "shown_function",
]

_EXPONENT_FROM: Final = 21
_EXPONENT_BELOW: Final = -6
_LAST_INDEX: Final = 2**32 - 2


class TypeMismatch(Exception):  # noqa: N818 - JavaScript's TypeError, not ours
    """A value is of a type with which Renovate's code stops working."""


def is_true(value: Json) -> bool:
    """Return what `Boolean(value)` gives: empty lists and objects are true."""
    if isinstance(value, list | dict):
        return True
    return bool(value) and value == value  # noqa: PLR0124 - NaN is false, and unlike itself


def is_whole_number(value: Json) -> bool:
    """Return what `Number.isInteger(value)` gives: 2.0 is one, true is none."""
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, float) and value.is_integer())


def is_same(left: Json, right: Json) -> bool:
    """Return whether two values are equal as data, whatever the order of their keys.

    Source: the package `dequal`. Other than `==`, this tells true from 1, and NaN equals NaN.
    """
    # Without recursion: the deepest document that is read would exhaust Python's stack.
    pending = [(left, right)]
    while pending:
        one, other = pending.pop()
        if one is other:
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            if one.keys() != other.keys():
                return False
            pending += ((value, other[key]) for key, value in one.items())
        elif isinstance(one, list) and isinstance(other, list):
            if len(one) != len(other):
                return False
            pending += zip(one, other, strict=True)
        elif not _is_same_scalar(one, other):
            return False
    return True


def _is_same_scalar(left: Json, right: Json) -> bool:
    if isinstance(left, bool) is not isinstance(right, bool):
        return False
    return bool(left == right) or (left != left and right != right)  # noqa: PLR0124 - NaN


def as_text(value: Json) -> str:
    """Return what `String(value)` gives."""
    match value:
        case str():
            return value
        case bool():
            return str(value).lower()
        case None:
            return "null"
        case dict():
            return "[object Object]"
        case list():
            return ",".join("" if item is None else as_text(item) for item in value)
        case _:
            return _number_text(float(value)) if abs(value) < 2**1024 else "Infinity"


def _number_text(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    sign = "-" if value < 0 else ""
    if math.isinf(value):
        return f"{sign}Infinity"
    # repr() finds the same shortest digits as JavaScript, but sets the point elsewhere.
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    if fraction == "0":
        fraction = ""
    digits = (whole + fraction).lstrip("0")
    leading_zeros = len(whole + fraction) - len(digits)
    point = len(whole) - leading_zeros + int(exponent or 0)
    digits = digits.rstrip("0")
    return sign + _placed(digits, point) if digits else "0"


def _placed(digits: str, point: int) -> str:
    """Return digits with the point behind the first `point` of them, as JavaScript writes it."""
    if len(digits) <= point <= _EXPONENT_FROM:
        return digits + "0" * (point - len(digits))
    if 0 < point <= _EXPONENT_FROM:
        return f"{digits[:point]}.{digits[point:]}"
    if _EXPONENT_BELOW < point <= 0:
        return f"0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"


def entries_of(value: Json) -> Iterator[tuple[str, Json]]:
    """Yield what `Object.entries(value)` gives: a list and a string have indices for keys.

    Raises:
        TypeMismatch: the value is null.
    """
    match value:
        case None:
            raise TypeMismatch("null has no keys")
        case dict():
            yield from _in_order(value)
        case list():
            for index, item in enumerate(value):
                yield str(index), item
        case str():
            for index, unit in enumerate(_code_units(value)):
                yield str(index), unit
        case _:
            return


def _in_order(members: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    indices = sorted((key for key in members if _is_index(key)), key=int)
    for key in indices:
        yield key, members[key]
    for key, value in members.items():
        if not indices or not _is_index(key):
            yield key, value


def _is_index(key: str) -> bool:
    if not (key.isascii() and key.isdigit()) or len(key) > len(str(_LAST_INDEX)):
        return False
    return key == str(int(key)) and int(key) <= _LAST_INDEX


def _code_units(text: str) -> Iterator[str]:
    units = text.encode("utf-16-le", "surrogatepass")
    for start in range(0, len(units), 2):
        yield chr(int.from_bytes(units[start : start + 2], "little"))


def items_of(value: Json) -> list[Json]:
    """Return what `for (const item of value)` sees: items of a list, characters of a string.

    Raises:
        TypeMismatch: the value is neither.
    """
    if isinstance(value, list | str):
        return list(value)
    raise TypeMismatch("neither a list nor a text")


def shown_function(name: str) -> str:
    """Return the text of what every object has under one of `INHERITED_NAMES`.

    Renovate looks keys up in tables that are plain objects, and finds these there too.
    """
    if name == "__proto__":
        return "[object Object]"
    return f"function {'Object' if name == 'constructor' else name}() {{ [native code] }}"
