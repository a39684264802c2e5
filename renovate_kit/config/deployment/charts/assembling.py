"""Objects that nobody wrote, put together from values that somebody did write."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from renovate_kit.config.document.located import LocatedValue, Origin

__all__ = ["Part", "assembled", "is_given", "text_of"]

Part: TypeAlias = (
    "LocatedValue | str | int | float | bool | Mapping[str, Part] | Sequence[Part] | None"
)
"""What an object is put together from; None leaves a member out."""


def assembled(part: Part, origin: Origin) -> LocatedValue:
    """Return a value whose own parts all have the same place.

    Args:
        part: what was written keeps its place.
        origin: of what was not written.
    """
    if isinstance(part, LocatedValue):
        return part
    if isinstance(part, Mapping):
        members = {
            key: assembled(value, origin) for key, value in part.items() if value is not None
        }
        return LocatedValue(members, origin)
    if isinstance(part, Sequence) and not isinstance(part, str):
        return LocatedValue(tuple(assembled(item, origin) for item in part), origin)
    return LocatedValue(part, origin)


def is_given(value: LocatedValue | None) -> bool:
    """Return whether a template of Helm takes a value for true: it is there and not empty."""
    if value is None or value.content is None or value.content is False:
        return False
    return value.content not in ("", 0, (), {})


def text_of(value: LocatedValue) -> str:
    """Return what a template of Helm prints for a scalar."""
    content = value.content
    if isinstance(content, bool):
        return "true" if content else "false"
    return "" if content is None else str(content)
