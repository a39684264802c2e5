"""The selectors of `packageRules` begin with `match`, and one list holds names and patterns."""

from collections.abc import Mapping
from typing import Final

from renovate_kit.config.grammars.javascript_text import INHERITED_NAMES
from renovate_kit.config.javascript import TypeMismatch, entries_of, shown_function
from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList, own_origin, reworded

__all__ = ["PackageRules"]

_MERGED: Final = {
    "matchDepPrefixes": ("matchDepNames", "{}{{/,}}**"),
    "matchDepPatterns": ("matchDepNames", "/{}/"),
    "excludeDepNames": ("matchDepNames", "!{}"),
    "excludeDepPrefixes": ("matchDepNames", "!{}{{/,}}**"),
    "excludeDepPatterns": ("matchDepNames", "!/{}/"),
    "matchPackagePrefixes": ("matchPackageNames", "{}{{/,}}**"),
    "matchPackagePatterns": ("matchPackageNames", "/{}/"),
    "excludePackageNames": ("matchPackageNames", "!{}"),
    "excludePackagePrefixes": ("matchPackageNames", "!{}{{/,}}**"),
    "excludePackagePatterns": ("matchPackageNames", "!/{}/"),
    "matchSourceUrlPrefixes": ("matchSourceUrls", "{}{{/,}}**"),
    "excludeRepositories": ("matchRepositories", "!{}"),
}


class PackageRules(Migration):
    """Prefixes are globs, patterns are regexes between slashes, and exclusions begin with `!`.

    Source: `lib/config/migrations/custom/package-rules-migration.ts`.
    """

    options = ("packageRules",)
    removes_option = False
    examples = (
        Migrated(
            {"packageRules": [{"paths": ["a/**"], "languages": ["js"]}]},
            {"packageRules": [{"matchFileNames": ["a/**"], "matchCategories": ["js"]}]},
        ),
        Migrated(
            {"packageRules": [{"packagePatterns": ["^a", "*"], "excludePackageNames": "abc"}]},
            {"packageRules": [{"matchPackageNames": ["/^a/", "*", "!abc"]}]},
        ),
        Migrated(
            {"packageRules": [{"matchDepPrefixes": ["a"], "matchDepNames": ["b"], "labels": []}]},
            {"packageRules": [{"matchDepNames": ["b", "a{/,}**"], "labels": []}]},
        ),
        Migrated(
            {
                "packageRules": [
                    {"matchSourceUrlPrefixes": ["https://a"], "excludeRepositories": ["b"]}
                ]
            },
            {
                "packageRules": [
                    {"matchSourceUrls": ["https://a{/,}**"], "matchRepositories": ["!b"]}
                ]
            },
        ),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Rename the keys of each rule, then bring its selectors together."""
        rules = occurrence.get("packageRules")
        if not isinstance(rules, list) or not rules:
            return
        today = TrackedList(origin=own_origin(rules))
        for index, rule in enumerate(rules):
            try:
                renamed = _with_keys_of_today(rule, occurrence.catalogue.renamed_rule_keys)
                today.append(_with_merged_selectors(renamed))
            except TypeMismatch as error:
                raise occurrence.unmigratable(str(error), index) from error
        occurrence.rewrite(today)


def _with_keys_of_today(rule: Json, new_names: Mapping[str, str]) -> TrackedDict:
    if rule is None:
        raise TypeMismatch("a package rule is an object")
    today = TrackedDict(origin=own_origin(rule))
    origins = rule.origins if isinstance(rule, TrackedDict) else {}
    for key, value in entries_of(rule):
        # Renovate looks in a plain object, which has a member of each of these names.
        new = shown_function(key) if key in INHERITED_NAMES else new_names.get(key, key)
        today.put(new, value, origins.get(key))
    return today


def _with_merged_selectors(rule: TrackedDict) -> TrackedDict:
    today = rule.copy()
    for key, value in rule.items():
        if key not in _MERGED:
            continue
        patterns = [value] if isinstance(value, str) else value
        if isinstance(patterns, list) and all(isinstance(item, str) for item in patterns):
            target, form = _MERGED[key]
            _append(today, target, [_formed(item, key, form) for item in patterns], key)
        today.drop(key)
    return today


def _append(rule: TrackedDict, target: str, patterns: list[str], source: str) -> None:
    if rule.get(target) is None:
        rule.put(target, TrackedList(), rule.origins.get(target) or rule.origins.get(source))
    known = rule[target]
    if not isinstance(known, list):
        raise TypeMismatch(f"`{target}` beside `{source}` is a list")
    # The very list of the config, as in Renovate.
    known.extend(patterns)


def _formed(text: str, key: str, form: str) -> str:
    if key == "matchPackagePatterns" and text == "*":
        return text
    return reworded(text, form.format(text))
