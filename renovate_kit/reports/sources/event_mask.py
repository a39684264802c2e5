"""Masks secrets in whole events: whatever field text is in, now or later, it is looked through."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from operator import attrgetter
from types import NoneType
from typing import Any, Final, TypeVar

__all__ = ["EventMask", "remembered"]

_E = TypeVar("_E")

_MOST_REMEMBERED: Final = 1 << 14
"""Names of packages and branches are in nearly every run: each is looked through once."""


_LONGEST_REMEMBERED: Final = 1000

_MOST_TUPLES: Final = 1 << 11

_WITHOUT_TEXT: Final = frozenset({NoneType, bool, int, float, bytes, datetime})


def remembered(redact: Callable[[str], str]) -> Callable[[str], str]:
    """Return what masks as `redact` does, and remembers what short texts became.

    Where nothing is masked, it may return an equal text instead of the same object.
    """
    known = lru_cache(maxsize=_MOST_REMEMBERED)(redact)

    def look_up(text: str) -> str:
        return known(text) if len(text) <= _LONGEST_REMEMBERED else redact(text)

    return look_up


class EventMask:
    """Returns events without secrets.

    Readers mask what they cut to length, since half a secret has no shape to tell it by. This
    is the net below them: no text gets into a store that was not looked through.

    Args:
        redact: masks secrets in a text.
    """

    def __init__(self, redact: Callable[[str], str]) -> None:
        self._redact = redact
        self._clean: set[str] = set()
        self._clean_tuples: dict[int, tuple[object, ...]] = {}

    def __call__(self, event: _E) -> _E:
        """Return an event, or a part of one; the same object if there is nothing to mask."""
        kind: Any = type(event)
        names, values_of = _fields(kind)
        clean, changes = self._clean, dict[str, Any]()
        for name, value in zip(names, values_of(event), strict=True):
            kind = type(value)
            if kind in _WITHOUT_TEXT or (kind is str and value in clean):
                continue
            masked = self._masked(value)
            if masked is not value:
                changes[name] = masked
        return replace(event, **changes) if changes else event  # type: ignore[type-var]

    def _masked(self, value: Any) -> Any:  # noqa: ANN401 - a field can be anything
        kind = type(value)
        if kind in _WITHOUT_TEXT:
            return value
        if kind is str:  # no StrEnum: its words are our own
            return self._masked_text(value)
        if kind is tuple:
            return self._masked_tuple(value)
        return self(value) if is_dataclass(value) and not isinstance(value, type) else value

    def _masked_text(self, value: str) -> str:
        masked = self._redact(value)
        if masked != value:
            return masked
        if len(value) <= _LONGEST_REMEMBERED:
            if len(self._clean) >= _MOST_REMEMBERED:
                self._clean.clear()
            self._clean.add(value)
        return value  # what is remembered is an equal text

    def _masked_tuple(self, value: tuple[object, ...]) -> tuple[object, ...]:
        """Look through a tuple, of which readers use one for many events, only once."""
        if self._clean_tuples.get(id(value)) is value:
            return value
        parts = tuple(map(self._masked, value))
        if any(map(_is_other, parts, value)):
            return parts
        if len(self._clean_tuples) >= _MOST_TUPLES:
            self._clean_tuples.clear()
        self._clean_tuples[id(value)] = value  # as long as it is kept, its id is its own
        return value


def _is_other(one: object, other: object) -> bool:
    return one is not other


@cache
def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]:
    names = tuple(field.name for field in fields(kind))
    # With one name only, `attrgetter` returns no tuple.
    values_of = attrgetter(*names) if len(names) > 1 else lambda part: (getattr(part, names[0]),)
    return names, values_of
