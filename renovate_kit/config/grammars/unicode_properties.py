"""The Unicode properties that node-re2 adds to what RE2 knows.

RE2 itself knows general categories and scripts. node-re2 writes binary properties (`Emoji`) and
script extensions (`scx=Hani`) out as ranges before RE2 sees the pattern. The ranges come from a
data file, as Python's release of Unicode is older than node-re2's.
"""

import json
from functools import cache, lru_cache
from pathlib import Path

__all__ = ["rewritten_property"]

_DATA = Path(__file__).parent / "data" / "unicode_properties.json"
_LAST_CODE_POINT = 0x10FFFF
_REWRITTEN_KEPT = 64

_CATEGORY_ABBREVIATIONS = {
    "Cased_Letter": "LC",
    "Close_Punctuation": "Pe",
    "Connector_Punctuation": "Pc",
    "Control": "Cc",
    "Currency_Symbol": "Sc",
    "Dash_Punctuation": "Pd",
    "Decimal_Number": "Nd",
    "Enclosing_Mark": "Me",
    "Final_Punctuation": "Pf",
    "Format": "Cf",
    "Initial_Punctuation": "Pi",
    "Letter": "L",
    "Letter_Number": "Nl",
    "Line_Separator": "Zl",
    "Lowercase_Letter": "Ll",
    "Mark": "M",
    "Math_Symbol": "Sm",
    "Modifier_Letter": "Lm",
    "Modifier_Symbol": "Sk",
    "Nonspacing_Mark": "Mn",
    "Number": "N",
    "Open_Punctuation": "Ps",
    "Other": "C",
    "Other_Letter": "Lo",
    "Other_Number": "No",
    "Other_Punctuation": "Po",
    "Other_Symbol": "So",
    "Paragraph_Separator": "Zp",
    "Private_Use": "Co",
    "Punctuation": "P",
    "Separator": "Z",
    "Space_Separator": "Zs",
    "Spacing_Mark": "Mc",
    "Surrogate": "Cs",
    "Symbol": "S",
    "Titlecase_Letter": "Lt",
    "Unassigned": "Cn",
    "Uppercase_Letter": "Lu",
}
"""General categories by the long names that JavaScript allows and RE2 does not."""


@lru_cache(maxsize=_REWRITTEN_KEPT)
def rewritten_property(name: str, *, negated: bool, in_class: bool) -> str:
    r"""Rewrite a property escape to what RE2 knows.

    Args:
        name: what stands between the braces of `\p{...}`, as `Emoji` or `scx=Grek`.
        negated: whether it was `\P`.
        in_class: whether it stands inside brackets, where only the ranges are needed.

    Returns:
        Ranges of code points, or an escape that is left to RE2 to judge.
    """
    ranges = _extension_ranges(name)
    if ranges is None:
        name = _without_prefix(name, "General_Category=", "gc=")
        ranges = _binary_ranges(name)
    if ranges is None:
        return _escape(name, negated=negated)
    if not in_class:
        return f"[{'^' if negated else ''}{_written(ranges)}]"
    return _written(_complement(ranges) if negated else ranges)


def _escape(name: str, *, negated: bool) -> str:
    category = _CATEGORY_ABBREVIATIONS.get(name)
    known = category or _without_prefix(name, "Script=", "sc=")
    letter = "P" if negated else "p"
    return f"\\{letter}{known}" if len(known.encode()) == 1 else f"\\{letter}{{{known}}}"


def _without_prefix(name: str, *prefixes: str) -> str:
    for prefix in prefixes:
        if name.startswith(prefix) and name != prefix:
            return name.removeprefix(prefix)
    return name


def _extension_ranges(name: str) -> list[tuple[int, int]] | None:
    script = _without_prefix(name, "Script_Extensions=", "scx=")
    table = _tables()["script_extensions"].get(script) if script != name else None
    return None if table is None else _unpacked(_tables()["ranges"][table])


def _binary_ranges(name: str) -> list[tuple[int, int]] | None:
    table = _tables()["binary"].get(name)
    return None if table is None else _unpacked(_tables()["ranges"][table])


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return tables


def _unpacked(packed: str) -> list[tuple[int, int]]:
    """Return first and last code points from "gap length gap length ..." in base 36."""
    numbers = [int(digits, 36) for digits in packed.split()]
    ranges: list[tuple[int, int]] = []
    end = 0
    for gap, length in zip(numbers[::2], numbers[1::2], strict=True):
        first = end + gap
        end = first + length
        ranges.append((first, end))
    return ranges


def _complement(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    rest: list[tuple[int, int]] = []
    cursor = 0
    for first, last in ranges:
        if cursor < first:
            rest.append((cursor, first - 1))
        cursor = last + 1
    if cursor <= _LAST_CODE_POINT:
        rest.append((cursor, _LAST_CODE_POINT))
    return rest


def _written(ranges: list[tuple[int, int]]) -> str:
    return "".join(
        f"\\x{{{first:X}}}" if first == last else f"\\x{{{first:X}}}-\\x{{{last:X}}}"
        for first, last in ranges
    )
