"""Values of a Helm chart: texts that hold them, and how later ones go over earlier ones.

Source: `CoalesceTables` in `pkg/chartutil` and `strvals` of Helm.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from renovate_kit.config.document import Document
from renovate_kit.config.document.embedded import embedded_at
from renovate_kit.config.document.located import LocatedValue, locate

__all__ = ["merged_values", "parsed_values", "with_value_at"]

_DOT: Final = re.compile(r"(?<!\\)\.")
_INDEX: Final = re.compile(r"\[[0-9]+\]")


def parsed_values(text: LocatedValue) -> LocatedValue | None:
    """Return the values in a string of a manifest; None if it holds none that can be read.

    Args:
        text: the string, as `valuesContent` of a HelmChart. Its values have places in its file,
            or all the place of the string where more can't be told.
    """
    from renovate_kit.config.document.yaml_reader import parse_yaml  # noqa: PLC0415 - rarely needed

    if not isinstance(text.content, str):
        return None
    outer = text.origin.document
    inner = parse_yaml(text.content, path=outer.path)
    if not isinstance(inner, Document):
        return None
    moved = embedded_at(outer, text.origin.span, text.content, lambda _: inner)
    if isinstance(moved, Document):
        values = locate(moved.root, replace(moved, text=outer.text))
        return values if isinstance(values.content, Mapping) else None
    values = _at_one_place(locate(inner.root, inner), text)
    return values if isinstance(values.content, Mapping) else None


def merged_values(base: LocatedValue, over: LocatedValue) -> LocatedValue:
    """Return values over which later ones went: maps are merged, and null takes a value away."""
    if not isinstance(base.content, Mapping) or not isinstance(over.content, Mapping):
        return over
    members = dict(base.content)
    for key, value in over.content.items():
        if value.content is None:
            members.pop(key, None)
        else:
            members[key] = merged_values(members[key], value) if key in members else value
    return LocatedValue(members, over.origin)


def with_value_at(values: LocatedValue, path: str, value: LocatedValue) -> LocatedValue | None:
    """Return values with one more at a path such as `renovate.config`.

    Args:
        values: a map.
        path: keys with dots between them; a dot in a key has a backslash before it.
        value: goes over what is there.

    Returns:
        None if the path goes into a list.
    """
    if _INDEX.search(path):
        return None
    for key in reversed(_DOT.split(path)):
        value = LocatedValue({key.replace("\\.", "."): value}, value.origin)
    return merged_values(values, value)


def _at_one_place(value: LocatedValue, place: LocatedValue) -> LocatedValue:
    content = value.content
    if isinstance(content, Mapping):
        return LocatedValue(
            {key: _at_one_place(item, place) for key, item in content.items()}, place.origin
        )
    if isinstance(content, tuple):
        return LocatedValue(tuple(_at_one_place(item, place) for item in content), place.origin)
    return LocatedValue(content, place.origin)
