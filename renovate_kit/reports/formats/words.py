"""What a report says, as pieces that every format lays out in its own way.

A piece that is a `str` is text as it is: a format escapes it, wherever it comes from.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeAlias

from renovate_kit.reports.formats.wording import moment, number, sentence

__all__ = [
    "NOTHING",
    "Code",
    "Emphasis",
    "Linked",
    "Moment",
    "Ranked",
    "Strong",
    "Word",
    "Words",
    "capitalised",
    "joined",
    "one_line",
    "plain",
]

_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_INVISIBLE: Final = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Code:
    """A name from code or a config, which people may want to copy."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Text that is to be seen first."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Text that introduces what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A time, and the zone that a reader is told it in."""

    at: datetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """Text that stands for a number, by which a table sorts it."""

    text: str | Strong
    rank: int


@dataclass(frozen=True, slots=True)
class Linked:
    """Text that leads to an address; to none where that is not known."""

    text: str | Code
    url: str | None


Word: TypeAlias = str | int | Code | Emphasis | Linked | Moment | Ranked | Strong
Words: TypeAlias = tuple[Word, ...]

NOTHING: Final[Words] = ()
"""Of a cell: there is nothing to say, which is not the same as unknown."""


def capitalised(words: Words) -> Words:
    """Return words with a capital letter at their start."""
    match words:
        case (str() as first, *rest):
            return (sentence(first), *rest)
        case (Strong() as first, *rest):
            return (replace(first, text=sentence(first.text)), *rest)
        case _:
            return words


def joined(separator: str, parts: Iterable[Words]) -> Words:
    """Return several words as one, with a separator between them."""
    return tuple(_joined(separator, parts))


def _joined(separator: str, parts: Iterable[Words]) -> Iterator[Word]:
    for position, part in enumerate(parts):
        if position:
            yield separator
        yield from part


def plain(words: Words) -> str:
    """Return words as text without any markup, in one line."""
    return one_line("".join(_plain(word) for word in words))


def _plain(word: Word) -> str:
    match word:
        case str():
            return word
        case int():
            return number(word)
        case Moment():
            return moment(word.at, word.time_zone)
        case Linked() | Ranked():
            return word.text if isinstance(word.text, str) else word.text.text
        case Code() | Emphasis() | Strong():
            return word.text


def one_line(text: str) -> str:
    """Return text without what can't be seen, and with one space for all that is white."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()
