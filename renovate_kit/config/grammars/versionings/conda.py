"""Versions and version specifications of conda.

Source of the behaviour: rattler (the conda library that Renovate uses), `version/parse` and
`version_spec/{version_tree,parse}`, in its lenient mode. It reads a specification twice: first it
finds the terms between `,`, `|` and parentheses, then it judges each term.
"""

import re
from typing import Final

from renovate_kit.config.grammars.versionings.numeral import numeral

_MAX_U64: Final = numeral("18446744073709551615")
_MAX_U32: Final = numeral("4294967295")
_MAX_SEGMENTS_BEFORE_LOCAL: Final = 127

_SEGMENTS: Final = r"[0-9a-zA-Z]++(?:[-._][0-9a-zA-Z]++)*+"
_TRAILING: Final = r"(?:[-._][-_]|[-_])?+"
_VERSION = re.compile(
    rf"(?P<epoch>[0-9]+!)?+(?P<public>{_SEGMENTS}{_TRAILING})"
    rf"(?:\+(?P<local>{_SEGMENTS}{_TRAILING}|))?+"
)
_DIGITS = re.compile(r"[0-9]+")
_MAX_COMPONENTS: Final = 8191  # of a segment; what the 13 bits that rattler keeps can count
_COMPONENT = re.compile(r"[0-9]+|post|dev|[a-z]+|[-_]\Z", re.IGNORECASE | re.ASCII)
_SEGMENT_SEPARATOR = re.compile(r"[-._](?=[0-9a-zA-Z])|\+|(?<=[-._])(?=[-_])")

_PART: Final = r"(?:[a-zA-Z]++|[0-9]++|\*)"
_PARTS: Final = rf"{_PART}(?:[-._]*+{_PART})*"
_TERM = re.compile(
    r"(?P<any>\*)(?:\.\*)?+"
    rf"|(?P<operator>==|!=|>=|<=|~=|[=<>])?+"
    rf"(?P<version>(?:(?P<epoch>[0-9]+)!)?+{_PARTS}(?:\+{_PARTS})?[.*]*+)"
)
_NEXT_TERM = re.compile(r"[ \t\r\n]*+[,|][ \t\r\n]*+")
_OPENING = re.compile(r"\([ \t\r\n]*+")
_CLOSING = re.compile(r"[ \t\r\n]*+\)")
_ANY_BY_OPERATOR: Final = frozenset({">=", "<=", "~=", "=", "=="})
_STARS = re.compile(r"\*|(?:\.\*)*")
_STARS_AND_DOT = re.compile(r"(?:\.\*)+\.")


def is_conda_range(value: str) -> bool:
    """Tell whether `value` is a version or a specification such as `>=3.4,<4|3.1.*`."""
    return _version_end(value) == len(value) or _is_specification(value)


def _version_end(text: str) -> int | None:
    """Return where the version at the start of `text` ends, or None if there is none."""
    version = _VERSION.match(text)
    if version is None or version["local"] == "":
        return None
    if "-" in version[0] and "_" in version[0]:
        return None
    if any(numeral(digits) > _MAX_U64 for digits in _DIGITS.findall(version[0])):
        return None
    if len(version[0]) > _MAX_COMPONENTS and not all(
        map(_is_countable, _SEGMENT_SEPARATOR.split(version[0]))
    ):
        return None
    is_local_in_reach = _segment_count(version["public"]) <= _MAX_SEGMENTS_BEFORE_LOCAL
    return version.end() if version["local"] is None or is_local_in_reach else None


def _is_countable(segment: str) -> bool:
    return len(_COMPONENT.findall(segment)) <= _MAX_COMPONENTS


def _segment_count(text: str) -> int:
    separators = sum(text.count(separator) for separator in "-._")
    return separators if text[-1] in "-_" else separators + 1


def _is_specification(text: str) -> bool:
    position = 0
    depth = 0
    while True:
        while opening := _OPENING.match(text, position):
            depth += 1
            position = opening.end()
        term = _TERM.match(text, position)
        if term is None or not _is_term(term):
            return False
        position = term.end()
        while closing := _CLOSING.match(text, position):
            depth -= 1
            position = closing.end()
        separator = _NEXT_TERM.match(text, position)
        if depth < 0 or separator is None:
            return depth == 0 and position == len(text)
        position = separator.end()


def _is_term(term: re.Match[str]) -> bool:
    operator, version, epoch = term.group("operator", "version", "epoch")
    if term["any"]:
        return True
    if epoch is not None and numeral(epoch) > _MAX_U32:
        return False
    if version == "*":
        return operator in _ANY_BY_OPERATOR
    end = _version_end(version)
    if end is None:
        return False
    if _STARS.fullmatch(version, end):
        return True
    return operator is None and _STARS_AND_DOT.fullmatch(version, end) is not None
