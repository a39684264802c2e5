"""How Renovate lays one config over another.

Source: `mergeChildConfig` in `lib/config/utils.ts`.
"""

from typing import Final

from renovate_kit.config.javascript import TypeMismatch, as_text, entries_of, is_true
from renovate_kit.config.options import Catalogue, OptionType
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList, clone, own_origin

__all__ = ["merge"]

_SEVERITIES: Final = {"LOW": 1, "MEDIUM": 2, "MODERATE": 2, "HIGH": 3, "CRITICAL": 4, "UNKNOWN": 5}


def merge(parent: Json, child: Json, catalogue: Catalogue) -> Json:
    """Return `parent` with `child` laid over it; neither is changed.

    An option that the catalogue calls mergeable adds up where both have a value: lists are
    joined, objects merged. Everything else in the child replaces what the parent has.
    `force` then wins over all. What is no object counts as its entries in JavaScript.

    Raises:
        TypeMismatch: Renovate breaks off at a value.
    """
    if not is_true(child):
        return parent
    merged = _entries(clone(parent))
    old_values = dict(merged)
    child_entries = _entries(clone(child))
    merged.update_from(child_entries)
    if is_true(merged.get("isVulnerabilityAlert")):
        _keep_higher_severity(merged, old_values, child_entries)
    for key, new in child_entries.items():
        option = catalogue.option(key)
        old = old_values.get(key)
        if option and option.is_mergeable and is_true(new) and is_true(old):
            merged[key] = _joined(key, option.type, old, new, catalogue)
    merged.update_from(_entries(merged.get("force")))
    return merged


def _joined(key: str, kind: OptionType, old: Json, new: Json, catalogue: Catalogue) -> Json:
    if key == "constraints":
        joined = _entries(old)
        joined.update_from(_entries(new))
        return joined
    if kind is not OptionType.ARRAY:
        return merge(old, new, catalogue)
    if isinstance(old, str):
        return old + as_text(new)
    if not isinstance(old, list):
        raise TypeMismatch(f"`{key}` is a list")
    added = new if isinstance(new, list) else [new]
    return TrackedList([*old, *added], own_origin(new) or own_origin(old))


def _entries(value: Json) -> TrackedDict:
    if isinstance(value, TrackedDict):
        return value.copy()
    return TrackedDict({} if value is None else dict(entries_of(value)), origin=own_origin(value))


def _keep_higher_severity(merged: TrackedDict, old: dict[str, Json], new: dict[str, Json]) -> None:
    severities = [_severity(entries) for entries in (old, new)]
    known = [severity for severity in severities if severity is not None]
    if known:
        # The later of two that rank alike counts as lower; a name without a rank as highest.
        first, last = known[0], known[-1]
        is_first_higher = _SEVERITIES.get(first, 0) >= _SEVERITIES.get(last, 6)
        merged["vulnerabilitySeverity"] = first if is_first_higher else last


def _severity(entries: dict[str, Json]) -> str | None:
    severity = entries.get("vulnerabilitySeverity")
    if severity is not None and not isinstance(severity, str):
        raise TypeMismatch("`vulnerabilitySeverity` is a text")
    return None if severity is None else severity.upper()
