"""Versions and ranges of Maven.

Source of the behaviour: Renovate 44.121.2, `modules/versioning/maven/compare`. Bounds have to be in
ascending order, so versions are compared here, too.
"""

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from renovate_kit.config.grammars.versionings.numeral import Numeral, numeral
from renovate_kit.config.grammars.versionings.separated import split_list

_VERSION = re.compile(r"(?![.-])[-.a-z_+0-9\u017f\u212a]+(?<![.-])", re.IGNORECASE)
_NOT_VERSIONS: Final = frozenset({"latest", "release"})
_COMMA = re.compile(",")
_LEADING_V = re.compile(r"\Av(?=[0-9.-]|\Z)")
_SEPARATOR = re.compile(r"([.-])")
_RUN = re.compile(r"[0-9]+|[^0-9]+")

_RELEASE_NAMES: Final = frozenset({"", "final", "ga", "release", "latest", "sr"})
_RELEASE_RANK: Final = 6
_RANKS: Final = {
    "alpha": 1,
    "beta": 2,
    "milestone": 3,
    "rc": 4,
    "cr": 4,
    "preview": 4,
    "snapshot": 5,
    "snap": 5,
    "sp": 7,
} | dict.fromkeys(_RELEASE_NAMES, _RELEASE_RANK)
_SHORT_NAMES: Final = {"a": "alpha", "b": "beta", "m": "milestone"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    """A number or a qualifier of a version.

    Attributes:
        value: the number, or the qualifier in lower case.
        after_hyphen: whether a hyphen, or a change between digits and letters, comes before it.
    """

    value: Numeral | str
    after_hyphen: bool


def is_maven_range(value: str) -> bool:
    """Tell whether `value` is a version or a list of ranges such as `[1.0,2.0),[3.0,)`."""
    return is_maven_version(value) or _is_range_list(value)


def is_maven_version(value: str) -> bool:
    """Tell whether `value` is a version; `latest` and `release` are not."""
    return _VERSION.fullmatch(value) is not None and value.lower() not in _NOT_VERSIONS


def _is_range_list(value: str) -> bool:
    ranges = _split_ranges(value)
    if not ranges:
        return False
    previous: str | None = None
    for index, (opening, lower, upper, closing) in enumerate(ranges):
        if index == 0 and lower == "":
            if opening == "[" or not is_maven_version(upper):
                return False
            previous = upper
        elif index == len(ranges) - 1 and upper == "":
            if closing == "]" or not is_maven_version(lower):
                return False
            return previous is None or not _is_greater(previous, lower)
        elif not _is_ascending(previous, lower, upper):
            return False
        else:
            previous = upper
    return True


def _is_ascending(previous: str | None, lower: str, upper: str) -> bool:
    if not is_maven_version(lower) or not is_maven_version(upper) or _is_greater(lower, upper):
        return False
    return previous is None or not _is_greater(previous, lower)


def _split_ranges(value: str) -> list[tuple[str, str, str, str]] | None:
    """Split into opening bracket, lower bound, upper bound, closing bracket; None if it isn't one.

    `]` opens like `(` and `[` closes like `)`.
    """
    ranges = []
    opened: str | None = None
    for piece in split_list(value, _COMMA):
        if opened is not None:
            if piece[-1:] not in {"]", ")", "["} or not piece:
                return None
            ranges.append((opened[0], opened[1:], piece[:-1], piece[-1]))
            opened = None
        elif piece[:1] == "[" and piece[-1:] == "]" and "\n" not in piece:
            ranges.append(("[", piece[1:-1], piece[1:-1], "]"))
        elif piece[:1] in {"[", "(", "]"} and piece:
            opened = piece
        else:
            return None
    return None if opened is not None else ranges


def _is_greater(left: str, right: str) -> bool:
    for one, other in zip_longest(_tokens(left), _tokens(right)):
        order = _order(one or _padding(other), other or _padding(one))
        if order:
            return order > 0
    return False


def _padding(token: _Token) -> _Token:
    """Return what a missing token counts as beside `token`: zero, or a release."""
    padding: Numeral | str = "" if isinstance(token.value, str) else numeral("0")
    return _Token(value=padding, after_hyphen=token.after_hyphen)


def _order(left: _Token, right: _Token) -> int:
    """Return a number below, at or above zero: qualifiers < numbers after a hyphen < numbers."""
    kinds = _kind_order(left) - _kind_order(right)
    if kinds:
        return kinds
    match left.value, right.value:
        case str() as left_name, str() as right_name:
            return _qualifier_order(left_name, right_name)
        case tuple() as left_number, tuple() as right_number:
            return (left_number > right_number) - (left_number < right_number)
    message = "tokens of one kind are both numbers or both names"
    raise AssertionError(message)


def _kind_order(token: _Token) -> int:
    if isinstance(token.value, str):
        return 1
    return 2 if token.after_hyphen else 3


def _qualifier_order(left: str, right: str) -> int:
    left_rank, right_rank = _RANKS.get(left), _RANKS.get(right)
    if left_rank is not None and right_rank is not None:
        return left_rank - right_rank
    if left_rank is not None and left_rank < _RELEASE_RANK:
        return -1
    if right_rank is not None and right_rank < _RELEASE_RANK:
        return 1
    return (left > right) - (left < right)


def _tokens(version: str) -> list[_Token]:
    """Return the tokens that count: zeros and release names at the end of a part don't."""
    tokens: list[_Token] = []
    pending: list[_Token] = []
    only_nulls = True
    for token in _all_tokens(version.lower()):
        if token.after_hyphen or isinstance(token.value, str):
            pending = []
        pending.append(token)
        is_null = token.value == numeral("0") or token.value in _RELEASE_NAMES
        only_nulls = only_nulls and is_null
        if only_nulls or not is_null:
            tokens += pending
            pending = []
    return tokens


def _all_tokens(version: str) -> list[_Token]:
    tokens = []
    separator = "."
    for piece in _SEPARATOR.split(_LEADING_V.sub("", version, count=1)):
        if piece in {".", "-"}:
            separator = piece
            continue
        runs = _RUN.findall(piece) or ["0"]
        for index, run in enumerate(runs):
            name = run if index == len(runs) - 1 else _SHORT_NAMES.get(run, run)
            value = numeral(run) if run.isdecimal() else name
            tokens.append(_Token(value=value, after_hyphen=separator == "-" or index > 0))
    return tokens
