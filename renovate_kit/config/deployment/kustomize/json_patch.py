"""An object and a JSON patch (RFC 6902) -> the patched object.

Source: https://www.rfc-editor.org/rfc/rfc6902, and evanphx/json-patch v4, which kustomize uses.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from renovate_kit.config.deployment.kustomize.changes import rewritten, with_member, without
from renovate_kit.config.deployment.kustomize.problems import RefusedError
from renovate_kit.config.document.located import LocatedValue

__all__ = ["apply_json_patch"]

_OPERATIONS: Final = frozenset({"add", "copy", "move", "remove", "replace", "test"})

_Change: TypeAlias = Callable[[LocatedValue], LocatedValue]


def apply_json_patch(target: LocatedValue, operations: Sequence[LocatedValue]) -> LocatedValue:
    """Return an object after all operations.

    Raises:
        RefusedError: an operation is none, or can't be done.
    """
    for operation in operations:
        target = _applied(target, operation)
    return target


def _applied(target: LocatedValue, operation: LocatedValue) -> LocatedValue:
    name = operation.text("op")
    path = operation.text("path")
    if name not in _OPERATIONS:
        message = f"a JSON patch has no operation `{operation.text('op') or ''}`"
        raise RefusedError(message, operation.origin)
    if path is None:
        raise RefusedError("an operation of a JSON patch needs a `path`", operation.origin)
    parts = _parts(path, operation)
    if name == "remove":
        return _removed(target, parts, operation)
    if name in {"copy", "move"}:
        return _transferred(target, parts, operation, is_move=name == "move")
    value = operation.at("value")
    if name == "test":
        return _tested(target, parts, operation)
    if value is None:
        value = LocatedValue(None, operation.origin)
    return _set(target, parts, value, operation, is_replace=name == "replace")


def _parts(path: str, operation: LocatedValue) -> list[str]:
    if path and not path.startswith("/"):
        message = f"`{path}` is no path of a JSON patch: it begins with `/`"
        raise RefusedError(message, (operation.at("path") or operation).origin)
    return [part.replace("~1", "/").replace("~0", "~") for part in path.split("/")[1:]]


def _transferred(
    target: LocatedValue, parts: list[str], operation: LocatedValue, *, is_move: bool
) -> LocatedValue:
    source = _parts(operation.text("from") or "", operation)
    value = _found(target, source)
    if value is None:
        raise _missing(source, operation)
    if is_move:
        target = _removed(target, source, operation)
    return _set(target, parts, value, operation, is_replace=False)


def _tested(target: LocatedValue, parts: list[str], operation: LocatedValue) -> LocatedValue:
    found, wanted = _found(target, parts), operation.at("value")
    is_equal = (found.to_data() if found else None) == (wanted.to_data() if wanted else None)
    if not is_equal:
        message = f"the test of `{operation.text('path')}` fails"
        raise RefusedError(message, operation.origin)
    return target


def _found(target: LocatedValue, parts: Sequence[str]) -> LocatedValue | None:
    value: LocatedValue | None = target
    for part in parts:
        if value is None:
            return None
        if isinstance(value.content, tuple):
            index = _index(part, len(value.content))
            value = None if index is None else value.content[index]
        else:
            value = value.at(part)
    return value


def _index(part: str, length: int) -> int | None:
    """Return the index of an item that is there; negative ones count from the end."""
    try:
        index = int(part)
    except ValueError:
        return None
    if index < 0:
        index += length
    return index if 0 <= index < length else None


def _missing(parts: Sequence[str], operation: LocatedValue) -> RefusedError:
    message = f"there is nothing at `/{'/'.join(parts)}` for the patch"
    return RefusedError(message, (operation.at("path") or operation).origin)


def _removed(target: LocatedValue, parts: list[str], operation: LocatedValue) -> LocatedValue:
    if not parts or _found(target, parts) is None:
        raise _missing(parts, operation)
    if len(parts) > 1:
        return _in_child(target, parts[0], lambda child: _removed(child, parts[1:], operation))
    if isinstance(target.content, tuple):
        index = _index(parts[0], len(target.content))
        items = (item for i, item in enumerate(target.content) if i != index)
        return rewritten(target, tuple(items))
    return without(target, parts[0])


def _set(
    target: LocatedValue,
    parts: list[str],
    value: LocatedValue,
    operation: LocatedValue,
    *,
    is_replace: bool,
) -> LocatedValue:
    if not parts:
        return value
    if len(parts) > 1:
        if _found(target, parts[:1]) is None:
            raise _missing(parts[:1], operation)
        return _in_child(
            target,
            parts[0],
            lambda child: _set(child, parts[1:], value, operation, is_replace=is_replace),
        )
    if is_replace and _found(target, parts) is None:
        raise _missing(parts, operation)
    if isinstance(target.content, Mapping):
        return with_member(target, parts[0], value)
    if not isinstance(target.content, tuple):
        raise _missing(parts, operation)
    items = list(target.content)
    if is_replace:
        items[_index(parts[0], len(items)) or 0] = value
    else:
        items.insert(_place(parts[0], len(items), operation), value)
    return rewritten(target, tuple(items))


def _place(part: str, length: int, operation: LocatedValue) -> int:
    """Return where an item is to be inserted."""
    if part == "-":
        return length
    try:
        index = int(part)
    except ValueError:
        index = length + 1
    if index < 0:
        index += length + 1
    if not 0 <= index <= length:
        raise _missing([part], operation)
    return index


def _in_child(target: LocatedValue, part: str, change: _Change) -> LocatedValue:
    """Return a value with one of its children changed; the child is there."""
    if isinstance(target.content, tuple):
        index = _index(part, len(target.content))
        items = (change(item) if i == index else item for i, item in enumerate(target.content))
        return rewritten(target, tuple(items))
    child = target.at(part)
    return target if child is None else with_member(target, part, change(child))
