"""The text of a variable or a flag -> the value of an option, as Renovate makes it.

Source: `lib/workers/global/config/parse/coersions.ts`.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from renovate_kit.config.document import Dialect, Document, parse
from renovate_kit.config.document.doubles import nearest_double
from renovate_kit.config.effective.problems import ProblemKind
from renovate_kit.config.grammars.javascript_text import trim
from renovate_kit.config.options import Option, OptionType, nearest
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList, track

__all__ = ["Coerced", "Remark", "coerce", "read_json5"]

_WHOLE_NUMBER: Final = re.compile(r"(?P<sign>[-+]?)(?P<prefix>0[xX])?(?P<digits>[0-9A-Za-z]*)")
_NUMBER: Final = re.compile(r"[-+]?[0-9]+")
_MEANT_TRUE: Final = frozenset({"1", "enable", "enabled", "on", "t", "true", "y", "yes"})
_MEANT_FALSE: Final = frozenset({"0", "disable", "disabled", "f", "false", "n", "no", "off"})
_JSON_BEGINNINGS: Final = ("[", "{", '"')
_BEGUN_PATTERN: Final = re.compile(r"!?/[^/]*")
_CONVERSIONS: Final[Mapping[str, Mapping[str, str | None]]] = {
    "dryRun": {"true": "full", "false": None, "null": None},
    "requireConfig": {"true": "required", "false": "optional"},
    "platformCommit": {"true": "enabled", "false": "disabled"},
}
"""What options that were booleans once make of a boolean; None unsets them."""

_NOT_CONVERTED_FROM_FLAGS: Final = frozenset({"platformCommit"})
_JUDGED_ELSEWHERE: Final = frozenset({"platform"})
_LARGEST_RADIX: Final = 36
_MOST_DIGITS: Final = 1025  # of a finite number, in the smallest base
_DECIMAL: Final = 10
_HEXADECIMAL: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A problem of a text, before it is known where the text stands."""

    kind: ProblemKind
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coerced:
    """The value of an option.

    Attributes:
        value: what the option becomes.
        remarks: what is wrong with the text.
        is_refused: whether Renovate breaks off at the text.
        is_unset: whether the option is taken for not set; what set it before counts no more.
    """

    value: Json = field(repr=False, default=None)
    remarks: tuple[Remark, ...] = ()
    is_refused: bool = False
    is_unset: bool = False


def read_json5(text: str) -> Document | None:
    """Return the document that a text is as JSON5; None if it is none."""
    read = parse(text, path="", dialect=Dialect.JSON5) if text else None
    return read if isinstance(read, Document) else None


def coerce(option: Option, text: str, *, is_flag: bool = False, radix: float = 0) -> Coerced:
    """Return what an option becomes by a text.

    Args:
        option: with the type that decides.
        text: the value of a variable that is not empty, or that of a flag.
        is_flag: whether it is that of a flag.
        radix: for whole numbers; the command line parser hands over the value that the flag had
            before, if it stands twice.
    """
    match option.type:
        case OptionType.BOOLEAN:
            return _boolean(text)
        case OptionType.INTEGER:
            return _integer(text, radix)
        case OptionType.ARRAY:
            return _array(text, option)
        case OptionType.OBJECT:
            return _object(text)
        case OptionType.STRING:
            return _string(text, option, is_flag=is_flag)


def _boolean(text: str) -> Coerced:
    if text in {"true", "", "false"}:
        return Coerced(value=text != "false")
    folded = text.strip().strip("'\"").strip().casefold()
    meant = "true" if folded in _MEANT_TRUE else "false" if folded in _MEANT_FALSE else None
    facts = {} if meant is None else {"meant": meant}
    return Coerced(
        remarks=(Remark(kind=ProblemKind.INVALID_BOOLEAN, facts=facts),), is_refused=True
    )


def _integer(text: str, radix: float) -> Coerced:
    value = _parsed_number(trim(text), radix)
    if isinstance(value, float) and math.isnan(value):
        return Coerced(value=value, remarks=(Remark(kind=ProblemKind.NOT_A_NUMBER),))
    if _NUMBER.fullmatch(trim(text)) is None:
        facts = {"read": str(value)}
        return Coerced(
            value=value, remarks=(Remark(kind=ProblemKind.PARTLY_A_NUMBER, facts=facts),)
        )
    return Coerced(value=value)


def _parsed_number(text: str, radix: float) -> int | float:
    """Return what `parseInt(text, radix)` gives for a text without blanks around it."""
    whole = int(radix) if math.isfinite(radix) else 0
    match = _WHOLE_NUMBER.match(text)
    if match is None or (whole and not 2 <= whole <= _LARGEST_RADIX):  # noqa: PLR2004 - binary
        return math.nan
    digits = match["digits"]
    if match["prefix"]:
        if whole in {0, _HEXADECIMAL}:
            whole = _HEXADECIMAL
        else:
            digits = match["prefix"] + digits
    base = whole or _DECIMAL
    count = next((i for i, digit in enumerate(digits) if int(digit, 36) >= base), len(digits))
    if count == 0:
        return math.nan
    number = _as_double(digits[:count].lstrip("0") or "0", base)
    return -number if match["sign"] == "-" else number


def _as_double(digits: str, base: int) -> int | float:
    """Return the number nearest to one of any length that JavaScript has."""
    if len(digits) > _MOST_DIGITS:
        return math.inf
    return nearest_double(int(digits, base))


def _array(text: str, option: Option) -> Coerced:
    if not text:
        return Coerced(value=TrackedList())
    document = read_json5(text)
    if document is None:
        pieces = TrackedList(piece for piece in map(trim, text.split(",")) if piece)
        return Coerced(value=pieces, remarks=_of_pieces(text, pieces, option))
    value = track(document.root)
    if isinstance(value, list):
        return Coerced(value=value, remarks=_of_items(value, option))
    facts = {"type": _type_name(value)}
    return Coerced(value=value, remarks=(Remark(kind=ProblemKind.SCALAR_FOR_LIST, facts=facts),))


def _of_pieces(text: str, pieces: list[Json], option: Option) -> tuple[Remark, ...]:
    if text.lstrip().startswith(_JSON_BEGINNINGS) or any(map(_is_torn, pieces)):
        facts = {"pieces": str(len(pieces))}
        return (Remark(kind=ProblemKind.TORN_LIST, facts=facts),)
    if option.name == "repositories":
        blank = next((piece for piece in pieces if len(piece.split()) > 1), None)
        if blank is not None:
            facts = {"repository": blank}
            return (Remark(kind=ProblemKind.REPOSITORIES_WITH_BLANKS, facts=facts),)
    return _of_items(pieces, option)


def _is_torn(piece: str) -> bool:
    """Return whether a piece is the first half of a regular expression, or of a glob's choice."""
    return _BEGUN_PATTERN.fullmatch(piece) is not None or piece.count("{") > piece.count("}")


def _of_items(items: list[Json], option: Option) -> tuple[Remark, ...]:
    if not option.allowed_values:
        return ()
    return tuple(
        _unsupported(item, option)
        for item in items
        if isinstance(item, str) and item not in option.allowed_values
    )


def _unsupported(text: str, option: Option) -> Remark:
    allowed = tuple(map(str, option.allowed_values))
    facts = {"allowed": ", ".join(allowed)}
    if (meant := nearest(text.strip(), allowed)) is not None:
        facts["meant"] = meant
    return Remark(kind=ProblemKind.UNSUPPORTED_VALUE, facts=facts)


def _object(text: str) -> Coerced:
    if not text:
        return Coerced(value=TrackedDict())
    document = read_json5(text)
    if document is None:
        return Coerced(remarks=(Remark(kind=ProblemKind.INVALID_JSON),), is_refused=True)
    value = track(document.root)
    if isinstance(value, dict):
        return Coerced(value=value)
    facts = {"type": _type_name(value)}
    return Coerced(value=value, remarks=(Remark(kind=ProblemKind.WRONG_JSON_TYPE, facts=facts),))


def _string(text: str, option: Option, *, is_flag: bool) -> Coerced:
    value = text.replace("\\n", "\n")
    conversions = _CONVERSIONS.get(option.name, {})
    if value in conversions and not (is_flag and option.name in _NOT_CONVERTED_FROM_FLAGS):
        return _converted(value, conversions[value])
    remarks = []
    if value != value.strip():
        remarks.append(Remark(kind=ProblemKind.SURROUNDING_BLANKS))
    is_limited = option.allowed_values and option.name not in _JUDGED_ELSEWHERE
    if is_limited and value not in option.allowed_values:
        remarks.append(_unsupported(value, option))
    return Coerced(value=value, remarks=tuple(remarks))


def _converted(text: str, becomes: str | None) -> Coerced:
    facts = {"becomes": "null" if becomes is None else becomes}
    remarks = (Remark(kind=ProblemKind.CONVERTED_VALUE, facts=facts),) if text != "null" else ()
    return Coerced(value=becomes, remarks=remarks, is_unset=becomes is None)


def _type_name(value: Json) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case str():
            return "string"
        case dict():
            return "object"
        case list():
            return "list"
        case _:
            return "number"
