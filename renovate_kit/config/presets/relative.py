"""References to presets by their place beside the file that extends them.

Source: `lib/config/presets/relative.ts`, and `stripRelativePresets` in
`lib/config/validation.ts`.
"""

from collections.abc import Callable
from posixpath import join, normpath
from typing import Final, TypeAlias

from renovate_kit.config.grammars.preset_names import (
    InvalidPresetReferenceError,
    PresetReference,
    is_relative_preset,
    parse_preset,
)
from renovate_kit.config.provenance import Json, TrackedList, clone, own_origin

__all__ = ["with_absolute_presets", "without_relative_presets"]

_DEFAULT_FILE: Final = "default"
_Rewriting: TypeAlias = Callable[[list[Json]], list[Json]]


def without_relative_presets(rule: Json) -> tuple[Json, bool]:
    """Return a package rule that extends no relative preset, and whether it did."""
    stripped = clone(rule)
    removed: list[str] = []

    def strip(entries: list[Json]) -> list[Json]:
        removed.extend(entry for entry in entries if _is_relative(entry))
        return [entry for entry in entries if not _is_relative(entry)]

    _rewrite(stripped, frozenset({"extends"}), strip)
    return stripped, bool(removed)


def with_absolute_presets(body: Json, parent: PresetReference) -> Json:
    """Return a preset's body in which relative references are written out.

    Args:
        body: of a preset that a repository holds.
        parent: where that preset was found.
    """
    absolute = clone(body)
    keys = frozenset({"extends", "ignorePresets"})
    _rewrite(absolute, keys, lambda entries: [_absolute(entry, parent) for entry in entries])
    return absolute


def _rewrite(value: Json, keys: frozenset[str], rewritten: _Rewriting) -> None:
    waiting = [value]
    while waiting:
        container = waiting.pop()
        if isinstance(container, list):
            waiting.extend(container)
        elif isinstance(container, dict):
            for key, inner in container.items():
                if key in keys and isinstance(inner, list):
                    container[key] = TrackedList(rewritten(inner), own_origin(inner))
                else:
                    waiting.append(inner)


def _is_relative(entry: Json) -> bool:
    return isinstance(entry, str) and is_relative_preset(entry)


def _absolute(entry: Json, parent: PresetReference) -> Json:
    """Return a reference written out; as it is where that is impossible, like Renovate."""
    if not _is_relative(entry) or "{{" in entry.partition("(")[0]:
        return entry
    try:
        reference = parse_preset(entry)
    except InvalidPresetReferenceError:
        return entry
    from_root = reference.name.startswith("/")
    folder = "" if from_root else (parent.path or "")
    place = normpath(join(folder, reference.name.removeprefix("/")))
    if place == ".." or place.startswith("../"):
        return entry
    params = "" if reference.raw_params is None else f"({reference.raw_params})"
    rest = ("" if parent.tag is None else f"#{parent.tag}") + params
    repo = f"{parent.source}>{parent.repo}"
    return f"{repo}{rest}" if place == _DEFAULT_FILE else f"{repo}//{place}{rest}"
