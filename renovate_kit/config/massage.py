"""Brings a migrated config into the one form that Renovate validates.

Source: `massageConfig` in `lib/config/massage.ts`.
"""

from collections.abc import Iterator
from typing import Final

from renovate_kit.config.durations import milliseconds
from renovate_kit.config.javascript import entries_of
from renovate_kit.config.migration import UnmigratableError
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList, clone, own_origin
from renovate_kit.config.recursion import Steps, run

__all__ = ["massage"]

_UPDATE_TYPES: Final = ("major", "minor", "patch", "pin", "digest", "rollback")
_SELECTOR_PREFIXES: Final = ("match", "exclude")


def massage(data: Json, catalogue: Catalogue) -> Json:
    """Return the config with single strings as lists and update types as rules of their own.

    A rule that only selects is dropped, as Renovate does without a word. Origins are kept;
    `data` is not changed. Data that is no object or list is returned as it is.

    Raises:
        UnmigratableError: Renovate itself breaks off, and takes the config for invalid.
    """
    return run(_massaged(data, catalogue))


def _massaged(data: Json, catalogue: Catalogue) -> Steps[Json]:
    if isinstance(data, list):
        items = TrackedList(origin=own_origin(data))
        for item in data:
            items.append((yield _massaged(item, catalogue)))
        return items
    if not isinstance(data, dict):
        return data
    massaged = data.copy() if isinstance(data, TrackedDict) else TrackedDict(data)
    for key, value in data.items():
        if isinstance(value, str):
            massaged[key] = _massaged_text(key, value, catalogue)
        elif key == "encrypted" and isinstance(value, dict):
            massaged[key] = clone(value)
        else:
            massaged[key] = yield _massaged(value, catalogue)
    rules = massaged.get("packageRules")
    if isinstance(rules, list) and rules:
        massaged["packageRules"] = _flat_rules(rules)
    return massaged


def _massaged_text(key: str, text: str, catalogue: Catalogue) -> Json:
    if key == "minimumReleaseAge" and milliseconds(text) == 0:
        return None
    option = catalogue.option(key)
    if option and option.allows_string:
        return TrackedList([text], own_origin(text))
    return text


def _flat_rules(rules: list[Json]) -> TrackedList:
    if None in rules:
        pointer = own_origin(rules) or ()
        raise UnmigratableError("a package rule is an object", (*pointer, rules.index(None)))
    flat = [new for rule in rules for new in (rule, *_rules_by_update_type(rule))]
    for rule in flat:
        if isinstance(rule, TrackedDict):
            for update_type in _UPDATE_TYPES:
                rule.drop(update_type)
    kept = (rule for rule in flat if not _only_selects(rule))
    return TrackedList(kept, own_origin(rules))


def _rules_by_update_type(rule: Json) -> Iterator[TrackedDict]:
    if not isinstance(rule, TrackedDict):
        return
    for key, value in list(rule.items()):
        if key not in _UPDATE_TYPES:
            continue
        new = TrackedDict(origin=rule.origins.get(key))
        for name, selector in rule.items():
            if name.startswith(_SELECTOR_PREFIXES):
                new.put(name, clone(selector), rule.origins.get(name))
        update_types = rule.get("matchUpdateTypes")
        if not isinstance(update_types, list):
            update_types = TrackedList()
        # Renovate appends to the very list of the rule, so all rules made from it share the result.
        update_types.append(key)
        known = rule.origins.get("matchUpdateTypes") or rule.origins.get(key)
        new.put("matchUpdateTypes", update_types, known)
        if isinstance(value, dict):
            new.update_from(value)
        elif value is not None:
            new.update(entries_of(value))
        yield TrackedDict(dict(entries_of(new)), origin=new.origin, origins=new.origins)


def _only_selects(rule: Json) -> bool:
    return all(key.startswith(_SELECTOR_PREFIXES) for key, _ in entries_of(rule))
