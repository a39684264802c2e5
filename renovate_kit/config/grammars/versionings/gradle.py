"""Versions and version constraints of Gradle.

Source of the behaviour: Renovate 44.121.2, `modules/versioning/gradle/compare`. The bounds of a
range have to be in ascending order, so versions are compared here, too.
"""

import re
from itertools import zip_longest
from typing import Final

from renovate_kit.config.grammars.javascript_text import trim
from renovate_kit.config.grammars.versionings.numeral import Numeral, numeral

_SPACE: Final = r"[\t\n\f\r ]*+"
_CHARACTERS: Final = r"[-._+a-zA-Z0-9]"
_VERSION = re.compile(r"[-._+a-zA-Z0-9\u017f\u212a]+")
_DYNAMIC = re.compile(r"latest", re.IGNORECASE | re.ASCII)
_MISPLACED_SEPARATOR = re.compile(r"\A[-._+]|[-._+]{2}")
_PREFIX = re.compile(r"(?P<prefix>(?s:.)*[^-._+])[-._]\+")
_SINGLE = re.compile(rf"\[{_SPACE}(?P<version>{_CHARACTERS}*+){_SPACE}\]")
_RANGE = re.compile(
    rf"[\[\](]{_SPACE}(?P<lower>{_CHARACTERS}*+){_SPACE},{_SPACE}(?P<upper>{_CHARACTERS}*+)"
    rf"{_SPACE}[\[\])](?:!!{_CHARACTERS}+)?"
)
_SEPARATOR = re.compile(r"[-._+]")
_RUN = re.compile(r"[0-9]+|[^0-9]+")
_RANKS: Final = {
    "dev": -1,
    "rc": 1,
    "cr": 1,
    "snapshot": 2,
    "final": 3,
    "ga": 4,
    "release": 5,
    "latest": 5,
    "sr": 5,
    "sp": 6,
}


def is_gradle_range(value: str) -> bool:
    """Tell whether `value` is a version, a prefix (`1.2.+`), a range or a version in brackets."""
    return (
        _is_version(value)
        or trim(value) == "+"
        or _is_prefix(value)
        or _is_range(value)
        or _is_single(value)
    )


def _is_version(text: str) -> bool:
    return (
        _VERSION.fullmatch(text) is not None
        and _DYNAMIC.match(text) is None
        and _MISPLACED_SEPARATOR.search(text) is None
    )


def _is_prefix(text: str) -> bool:
    prefix = _PREFIX.fullmatch(text)
    return prefix is not None and _MISPLACED_SEPARATOR.search(prefix["prefix"]) is None


def _is_single(text: str) -> bool:
    single = _SINGLE.fullmatch(text)
    return single is not None and _is_version(single["version"])


def _is_range(text: str) -> bool:
    bounds = _RANGE.fullmatch(text)
    if bounds is None:
        return False
    lower, upper = bounds.group("lower", "upper")
    if not all(_is_version(bound) for bound in (lower, upper) if bound):
        return False
    return not lower or not upper or not _is_greater(lower, upper)


def _is_greater(left: str, right: str) -> bool:
    for one, other in zip_longest(_tokens(left), _tokens(right)):
        order = _order(one, other)
        if order:
            return order > 0
    return False


def _tokens(version: str) -> list[Numeral | str]:
    """Split into numbers and texts; a separator at the end leaves an empty text."""
    runs = (run for part in _SEPARATOR.split(version) for run in _RUN.findall(part) or [part])
    return [numeral(run) if run.isdecimal() else run for run in runs]


def _order(left: Numeral | str | None, right: Numeral | str | None) -> int:
    """Return a number below, at or above zero: texts < nothing < numbers."""
    if isinstance(left, str) and isinstance(right, str):
        return _text_order(left, right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return (left > right) - (left < right)
    return _kind_order(left) - _kind_order(right)


def _kind_order(token: Numeral | str | None) -> int:
    if token is None:
        return 1
    return 0 if isinstance(token, str) else 2


def _text_order(left: str, right: str) -> int:
    left_rank = _RANKS.get(left.lower(), 0)
    right_rank = _RANKS.get(right.lower(), 0)
    if left_rank == right_rank == 0:
        return (left > right) - (left < right)
    return left_rank - right_rank
