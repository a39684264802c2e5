"""Untrusted text, masked and cut to one line, as it goes into events."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, TypeVar

from renovate_kit.reports.sources.one_line import TEXT_LIMIT, one_line
from renovate_kit.reports.sources.record import parse_time

__all__ = ["Wording", "moment", "optional_word", "word"]

_T = TypeVar("_T")

_MOST_TABLES: Final = 8
_LARGEST_TABLE: Final = 1 << 20
_REMEMBERED: Final = 1 << 13
"""Texts whose wording is remembered: a run says the same names over and over."""


class Wording:
    """Words what a log says.

    Args:
        redact: masks secrets.
    """

    def __init__(self, redact: Callable[[str], str]) -> None:
        self.redact = redact
        self._name = lru_cache(maxsize=_REMEMBERED)(self._worded)
        self._tables: OrderedDict[object, Any] = OrderedDict()

    def name(self, text: str) -> str:
        """Return a text in one line, without secrets."""
        return self._name(text)

    def optional(self, value: object) -> str | None:
        """Return a text likewise; None for what is none."""
        return self._name(value) if isinstance(value, str) and value else None

    def names(self, values: object) -> tuple[str, ...]:
        """Return the texts of a list, in order; what is no text is left out."""
        if not isinstance(values, list):
            return ()
        return tuple(self._name(value) for value in values if isinstance(value, str))

    def remembered(self, text: bytes, kind: str, make: Callable[[], _T]) -> _T:
        """Return what is made of a table, which is the same in most runs of a stream.

        Args:
            text: the table as it stands in the log; a very large one is not remembered.
            kind: what is made of it, and for what.
            make: makes it.
        """
        if not text or len(text) > _LARGEST_TABLE:
            return make()
        key = text, kind
        if key not in self._tables:
            self._tables[key] = make()
        self._tables.move_to_end(key)
        if len(self._tables) > _MOST_TABLES:
            self._tables.popitem(last=False)
        made: _T = self._tables[key]
        return made

    def _worded(self, text: str) -> str:
        return one_line(self.redact(text), limit=TEXT_LIMIT)


def word(text: str) -> str:
    """Return one of Renovate's own words, which hold no secrets."""
    return one_line(text, limit=TEXT_LIMIT)


def optional_word(value: object) -> str | None:
    """Return one of Renovate's own words; None for what is no text."""
    return word(value) if isinstance(value, str) else None


@lru_cache(maxsize=_REMEMBERED)
def _moment(text: str) -> datetime | None:
    return parse_time(text)


def moment(value: object) -> datetime | None:
    """Return a time in UTC; None for what is none."""
    return _moment(value) if isinstance(value, str) else None
