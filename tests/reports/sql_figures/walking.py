"""Finds every figure in the JSON form of a report, and where it stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

__all__ = ["Figure", "figures_in"]

Surroundings: TypeAlias = Mapping[str, object]

_NAMES: Final = frozenset({"managers", "outcomes", "time_spent_ms", "updates_by_type"})
"""Objects whose keys are no words of ours: a pattern has `*` for each, and a query gets `:key`."""
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A value of a report.

    Attributes:
        pattern: its path, as in `repositories[].problems[].runs`; `#` at the end is how long a
            list of objects is.
        value: what the report says; a list of plain values counts as one figure.
        around: for each object on the way to it, its plain values: `problems_message` is the
            `message` of the one in `problems`; `first_...` are those of the first of a list.
        is_number: whether it is a number, or a time, or several of them.
    """

    pattern: str
    value: Any
    around: Surroundings
    is_number: bool

    def __str__(self) -> str:
        return f"{self.pattern} = {self.value!r}"


def figures_in(report: Mapping[str, Any]) -> Iterator[Figure]:
    """Yield each value of a report, and the length of each list of objects."""
    yield from _in_object(report, "", "report", {})


def _in_object(
    part: Mapping[str, Any], path: str, name: str, around: Surroundings
) -> Iterator[Figure]:
    around = {**around, **{f"{name}_{key}": value for key, value in _flat(part).items()}}
    for key, value in part.items():
        where = f"{path}.{key}" if path else key
        if name in _NAMES:
            where, around = f"{path}.*", {**around, "key": key}
        yield from _in_value(value, where, key, around)


def _in_value(value: object, path: str, name: str, around: Surroundings) -> Iterator[Figure]:
    if isinstance(value, dict):
        yield from _in_object(value, path, name, around)
    elif isinstance(value, list) and not all(map(_is_plain, value)):
        first = {f"first_{key}": plain for key, plain in _flat(value[0]).items()}
        yield _figure(f"{path}.#", len(value), {**around, **first})
        for each in value:
            yield from _in_object(each, f"{path}[]", name, around)
    else:
        yield _figure(path, value, around)


def _figure(path: str, value: object, around: Surroundings) -> Figure:
    values = value if isinstance(value, list) else [value]
    return Figure(pattern=path, value=value, around=around, is_number=any(map(_is_number, values)))


def _flat(part: Mapping[str, Any]) -> dict[str, object]:
    """Return the plain values of an object, and of the objects in it where names are free."""
    inner: dict[str, object] = {}
    for value in part.values():
        if isinstance(value, dict):
            inner |= _flat(value)
    return {**inner, **{key: value for key, value in part.items() if _is_plain(value)}}


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        return _MOMENT.fullmatch(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)
