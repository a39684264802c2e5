"""Changed copies of located values: what is read once is used by many builds, and never edited."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from renovate_kit.config.deployment.kustomize.identity import written_text
from renovate_kit.config.deployment.kustomize.problems import RefusedError
from renovate_kit.config.document.located import LocatedContent, LocatedValue, Origin

__all__ = [
    "as_texts",
    "made",
    "moved_to",
    "nested",
    "path_parts",
    "rewritten",
    "visited",
    "with_member",
    "with_octal_numbers",
    "with_value_at",
    "without",
]

_OCTAL: Final = re.compile(r"0[0-7]+")

Change = Callable[[LocatedValue], LocatedValue]


def made(content: LocatedContent, origin: Origin) -> LocatedValue:
    """Return a value that a tool made, with the place where it was asked for."""
    return LocatedValue(content, origin)


def nested(data: object, origin: Origin) -> LocatedValue:
    """Return plain data as a value all of which was asked for at one place.

    Args:
        data: dicts, lists and scalars; located values in them keep their places.
        origin: of everything else.
    """
    if isinstance(data, LocatedValue):
        return data
    if isinstance(data, dict):
        return LocatedValue({key: nested(value, origin) for key, value in data.items()}, origin)
    if isinstance(data, list | tuple):
        return LocatedValue(tuple(nested(item, origin) for item in data), origin)
    if data is None or isinstance(data, str | int | float | bool):
        return LocatedValue(data, origin)
    message = f"{type(data).__name__} is no data"
    raise TypeError(message)


def rewritten(value: LocatedValue, content: LocatedContent) -> LocatedValue:
    """Return a value with another content at the same place."""
    return LocatedValue(content, value.origin)


def moved_to(value: LocatedValue, origin: Origin) -> LocatedValue:
    """Return a value with one place for all that is in it."""
    content = value.content
    if isinstance(content, tuple):
        return LocatedValue(tuple(moved_to(item, origin) for item in content), origin)
    if isinstance(content, str | int | float | bool) or content is None:
        return LocatedValue(content, origin)
    return LocatedValue({key: moved_to(item, origin) for key, item in content.items()}, origin)


def with_member(value: LocatedValue, key: str, member: LocatedValue) -> LocatedValue:
    """Return a mapping with a member set."""
    if member.origin.key_span is None and (old := value.at(key)) is not None:
        span = old.origin.key_span if old.origin.document is member.origin.document else None
        member = LocatedValue(member.content, replace(member.origin, key_span=span))
    return rewritten(value, {**value.fields(), key: member})


def without(value: LocatedValue, key: str) -> LocatedValue:
    """Return a mapping without a member."""
    if value.at(key) is None:
        return value
    return rewritten(value, {name: item for name, item in value.fields().items() if name != key})


def with_value_at(value: LocatedValue, path: Sequence[str], new: LocatedValue) -> LocatedValue:
    """Return a mapping with a value set at a path; mappings on the way are made."""
    if not path:
        return new
    child = value.at(path[0])
    if child is None or not child.fields():
        child = made({}, new.origin)
    return with_member(value, path[0], with_value_at(child, path[1:], new))


def as_texts(fields: Mapping[str, LocatedValue]) -> dict[str, LocatedValue]:
    """Return members as kustomize reads labels, annotations and data: all of them are texts."""
    return {
        key: value if isinstance(value.content, str) else rewritten(value, written_text(value))
        for key, value in fields.items()
    }


def with_octal_numbers(value: LocatedValue) -> LocatedValue:
    """Return a value in which `0644` is what it is in YAML 1.1, as Kubernetes reads it: 420."""
    content = value.content
    if isinstance(content, tuple):
        items = tuple(map(with_octal_numbers, content))
        is_same = all(new is old for new, old in zip(items, content, strict=True))
        return value if is_same else rewritten(value, items)
    if isinstance(content, Mapping):
        fields = {key: with_octal_numbers(item) for key, item in content.items()}
        is_same = all(fields[key] is item for key, item in content.items())
        return value if is_same else rewritten(value, fields)
    if type(content) is int and _OCTAL.fullmatch(written := written_text(value)):
        return rewritten(value, int(written, 8))
    return value


def path_parts(path: str) -> list[str]:
    r"""Return the parts of a path of kustomize: `metadata/annotations/a.example\/b`."""
    parts = path.replace("\\/", "\0").split("/")
    return [part.replace("\0", "/") for part in parts if part]


def visited(
    value: LocatedValue, path: Sequence[str], change: Change, *, create: Origin | None = None
) -> LocatedValue:
    """Return a value in which all values at a path are changed.

    Lists on the way stand for all of their items. Nothing happens where there is no such path.

    Args:
        value: an object, or a part of one.
        path: as `path_parts` gives it; `[]` behind a part says that it is a list.
        change: takes a value at the path, returns the new one.
        create: make what is missing on the way, as asked for there; `change` then gets a null.

    Raises:
        RefusedError: a scalar stands on the way.

    Source: kustomize 5.5, `api/filters/fieldspec/fieldspec.go`.
    """
    if not path:
        return change(value)
    content = value.content
    if content is None:
        return value
    if isinstance(content, tuple):
        items = tuple(visited(item, path, change, create=create) for item in content)
        if all(new is old for new, old in zip(items, content, strict=True)):
            return value
        return rewritten(value, items)
    if isinstance(content, str | int | float | bool):
        message = f"`{'/'.join(path)}` can't be set in a scalar"
        raise RefusedError(message, value.origin)
    key = path[0].removesuffix("[]")
    child = _child(value, key, path, create)
    if child is None:
        return value
    new = visited(child, path[1:], change, create=create)
    return value if new is content.get(key) else with_member(value, key, new)


def _child(
    value: LocatedValue, key: str, path: Sequence[str], create: Origin | None
) -> LocatedValue | None:
    child = value.at(key)
    if create is None or path[0] != key:
        return child
    if child is None:
        return made({} if len(path) > 1 else None, create)
    if child.content is None and len(path) > 1:
        return rewritten(child, {})
    return child
