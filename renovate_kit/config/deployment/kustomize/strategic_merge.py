"""An object and a strategic merge patch -> the patched object.

Source: kustomize 5.5, `kyaml/yaml/merge2` and `kyaml/yaml/walk`.
"""

from collections.abc import Mapping
from typing import Final

from renovate_kit.config.deployment.kustomize.changes import rewritten, without
from renovate_kit.config.deployment.kustomize.identity import scalar_text
from renovate_kit.config.deployment.kustomize.keyed_lists import merged_items
from renovate_kit.config.deployment.kustomize.merge_types import Member, member_of
from renovate_kit.config.deployment.kustomize.problems import RefusedError
from renovate_kit.config.document.located import LocatedValue

__all__ = ["merged"]

_DIRECTIVE: Final = "$patch"
_DIRECTIVES: Final = frozenset({"delete", "merge", "replace"})


def merged(target: LocatedValue, patch: LocatedValue, type_name: str) -> LocatedValue | None:
    """Return a patched object; None if the patch deletes it.

    Kustomize does nothing where a whole object is to be replaced.

    Args:
        target: the object.
        patch: a part of it, with directives.
        type_name: as `type_of` gives it.

    Raises:
        RefusedError: the patch does not fit.
    """
    directive, _ = _mapping_directive(patch)
    return target if directive == "replace" else _walk(target, patch, Member(type_name))


def _walk(
    target: LocatedValue | None, patch: LocatedValue | None, member: Member
) -> LocatedValue | None:
    known = next((item for item in (target, patch) if item and item.content is not None), None)
    if known is None or isinstance(known.content, Mapping):
        _check_alike(target, patch, Mapping)
        return _merged_mapping(target, patch, member.type)
    if isinstance(known.content, tuple):
        _check_alike(target, patch, tuple)
        if not member.is_merged:
            return patch if patch is not None else target
        return _merged_list(target, patch, member)
    _check_alike(target, patch, str | int | float | bool)
    return patch if patch is not None else target


def _check_alike(target: LocatedValue | None, patch: LocatedValue | None, form: object) -> None:
    for item in (target, patch):
        if item is None or item.content is None:
            continue
        if not isinstance(item.content, form):  # type: ignore[arg-type]
            message = "the patch has another type of value here than what it patches"
            raise RefusedError(message, (patch or item).origin)


def _is_nothing(value: LocatedValue | None) -> bool:
    return value is None or value.content is None


def _merged_mapping(
    target: LocatedValue | None, patch: LocatedValue | None, type_name: str
) -> LocatedValue | None:
    directive, patch = _mapping_directive(patch)
    if _is_nothing(target):
        if directive == "delete":
            return None
        if patch is None:
            return target if target is not None and _is_written_out(target) else None
        base: LocatedValue | None = patch
    elif directive == "delete" or (patch is not None and patch.content is None):
        return None
    else:
        base = patch if directive == "replace" else target
    if base is None or base.content is None:
        return base
    return _with_merged_members(base, patch, type_name)


def _with_merged_members(
    base: LocatedValue, patch: LocatedValue | None, type_name: str
) -> LocatedValue:
    new = dict(base.fields())
    patched = patch.fields() if patch is not None else {}
    for key in [*new, *(key for key in patched if key not in new)]:
        old = new.get(key)
        value = _walk(old, patched.get(key), member_of(type_name, key))
        is_kept_null = value is old and key not in patched
        if value is None or (value.content is None and not is_kept_null):
            new.pop(key, None)
        else:
            new[key] = value
    return rewritten(base, new)


def _is_written_out(value: LocatedValue) -> bool:
    """Return whether a null stands in the text as a word: kustomize keeps only such."""
    span = value.origin.span
    return bool(value.origin.document.text[span.start : span.end].strip())


def _mapping_directive(patch: LocatedValue | None) -> tuple[str, LocatedValue | None]:
    """Return the directive of a mapping, and the mapping without it."""
    if patch is None or not isinstance(patch.content, Mapping) or _DIRECTIVE not in patch.content:
        return "merge", patch
    return _checked(patch.content[_DIRECTIVE]), without(patch, _DIRECTIVE)


def _checked(value: LocatedValue) -> str:
    directive = scalar_text(value)
    if directive not in _DIRECTIVES:
        message = f"`{_DIRECTIVE}` is delete, merge or replace, not `{directive}`"
        raise RefusedError(message, value.origin)
    return directive


def _list_directive(patch: LocatedValue) -> tuple[str, LocatedValue]:
    """Return the directive of a list, which is an item of its own, and the list without it."""
    item = next((item for item in patch.items() if _DIRECTIVE in item.fields()), None)
    if item is None or len(item.fields()) > 1:
        return "merge", patch
    directive = _checked(item.fields()[_DIRECTIVE])
    rest = tuple(
        entry
        for entry in patch.items()
        if scalar_text(entry.at(_DIRECTIVE)) != directive and entry.content not in ({}, None)
    )
    return directive, rewritten(patch, rest)


def _merged_list(
    target: LocatedValue | None, patch: LocatedValue | None, member: Member
) -> LocatedValue | None:
    directive = "merge"
    if patch is not None and patch.content is None:
        return None if not _is_nothing(target) else patch
    if patch is not None and not _is_nothing(target):
        directive, patch = _list_directive(patch)
    if directive == "delete":
        return None
    base = patch if _is_nothing(target) or directive == "replace" else target
    if base is None:
        return None
    of_items = Member(member.type)
    items = merged_items(
        base.items(),
        patch.items() if patch is not None else (),
        member.keys,
        lambda old, new: _walk(old, new, of_items),
    )
    return rewritten(base, tuple(items))
