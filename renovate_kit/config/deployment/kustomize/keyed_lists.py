"""Two lists whose items have keys, merged as kustomize merges them, with all its quirks.

Source: kustomize 5.5, `kyaml/yaml/walk/associative_sequence.go`, and `ElementSetter` and
`ElementMatcher` in `kyaml/yaml/fns.go`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from renovate_kit.config.deployment.kustomize.changes import with_member
from renovate_kit.config.deployment.kustomize.identity import scalar_text
from renovate_kit.config.document.located import LocatedValue

__all__ = ["merged_items"]

_KEYS_OF_SCALARS: Final = ("",)

_Items: TypeAlias = Sequence[LocatedValue]
_Values: TypeAlias = tuple[str, ...]
_Merge: TypeAlias = Callable[[LocatedValue | None, LocatedValue | None], LocatedValue | None]


def merged_items(
    target: _Items, patch: _Items, keys: Sequence[str], merge: _Merge
) -> list[LocatedValue]:
    """Return the items of two lists, each as often as it should be; those of the patch first.

    Args:
        target: the list that is patched.
        patch: the list of the patch, without a directive about the list.
        keys: by which two items are the same; none for scalars.
        merge: puts two items together; None if nothing remains.
    """
    all_keys = tuple(keys) or _KEYS_OF_SCALARS
    found = list(dict.fromkeys(_values(item, all_keys) for item in (*patch, *target)))
    if not found:
        return list(target)
    if len(all_keys) > 1:
        _complete(found)
    kept, used = list(target), all_keys
    added: list[LocatedValue] = []
    for values in found:
        used, wanted = _that_count(found, values, all_keys)
        some = _present(used, wanted)
        old, new = _first(kept, *some), _first(patch, *some)
        item = merge(old, new)
        if item is None or item.content is None or item.content == {}:
            kept = _set(kept, None, used, wanted)
            continue
        item = _with_keys(item, used, wanted)
        if not _is_replacement(new):
            kept = [item if each is old else each for each in kept]
        added = _set(added, item, used, wanted)
    for item in kept:
        added = _appended(added, item, used)
    return added


def _is_replacement(item: LocatedValue | None) -> bool:
    """Return whether kustomize forgets a merged item: `$patch: replace` has no effect in it."""
    return item is not None and item.text("$patch") == "replace"


def _values(item: LocatedValue, keys: Sequence[str]) -> _Values:
    if keys == _KEYS_OF_SCALARS:
        return (scalar_text(item),)
    return tuple(scalar_text(item.at(key)) for key in keys)


def _complete(found: list[_Values]) -> None:
    """Take items for the same that agree in a key and contradict each other in none."""
    for i in range(len(found)):
        first = found[i]
        for j in range(len(found)):
            second = found[j]
            pairs = list(zip(first, second, strict=True))
            agree = any(a == b for a, b in pairs)
            contradict = any(a != b and a and b for a, b in pairs)
            if agree and not contradict:
                found[i] = found[j] = tuple(a or b for a, b in pairs)


def _that_count(
    found: Sequence[_Values], values: _Values, keys: _Values
) -> tuple[_Values, _Values]:
    """Return the keys that any item has, and the values of one item for them."""
    counted = [any(other[i] for other in found) for i in range(len(keys))]
    if not any(counted):
        return keys, values
    return _chosen(keys, counted), _chosen(values, counted)


def _present(keys: _Values, values: _Values) -> tuple[_Values, _Values]:
    """Return the keys that one item has, with their values; all if it has none."""
    if not any(values):
        return keys, values
    return _chosen(keys, values), _chosen(values, values)


def _chosen(items: _Values, by: Sequence[object]) -> _Values:
    return tuple(item for item, is_chosen in zip(items, by, strict=True) if is_chosen)


def _is_match(item: LocatedValue, keys: _Values, values: _Values) -> bool:
    """Return whether an item has values; an empty value takes any.

    Of fewer values than keys, the rest of the keys does not count.
    """
    if keys == _KEYS_OF_SCALARS:
        return bool(values) and scalar_text(item) == values[0]
    if not values:
        return False
    for key, value in zip(keys, values, strict=False):
        found = item.at(key)
        if found is None or (value and scalar_text(found) != value):
            return False
    return True


def _first(items: _Items, keys: _Values, values: _Values) -> LocatedValue | None:
    return next((item for item in items if _is_match(item, keys, values)), None)


def _set(
    items: _Items, new: LocatedValue | None, keys: _Values, values: _Values
) -> list[LocatedValue]:
    """Return a list with an item in place of those with its keys, or at the end; None removes."""
    result: list[LocatedValue] = []
    is_found = False
    is_of_mappings = keys != _KEYS_OF_SCALARS and bool(values) and values[0] != ""
    for item in items:
        if item.content is None or item.content == {}:
            continue
        if is_of_mappings and not isinstance(item.content, Mapping):
            result.append(item)
        elif not _is_match(item, keys, values):
            if values:
                result.append(item)
        else:
            is_found = True
            if new is not None:
                result.append(new)
    if new is not None and not is_found:
        result.append(new)
    return result


def _with_keys(item: LocatedValue, keys: _Values, values: _Values) -> LocatedValue:
    for key, value in zip(keys, values, strict=True):
        if key and value and item.at(key) is None:
            item = with_member(item, key, LocatedValue(value, item.origin))
    return item


def _appended(items: list[LocatedValue], new: LocatedValue, keys: _Values) -> list[LocatedValue]:
    if keys == _KEYS_OF_SCALARS:
        return _set(items, new, keys, _values(new, keys))
    values: list[str] = []
    for key in keys:
        if new.at(key) is None:
            items = [*items, new]
        else:
            values.append(scalar_text(new.at(key)))
    if len(keys) > 1:
        items = _set(items, None, keys, tuple(values))
    return _set(items, new, keys, tuple(values))
