"""What migration does besides the migrations of single options.

Values of an outdated form, and objects that are organised otherwise today.

Source: `migrateConfig` in `lib/config/migration.ts`, whose order this keeps.
"""

from typing import Final

from renovate_kit.config.javascript import TypeMismatch, as_text
from renovate_kit.config.merging import merge
from renovate_kit.config.migration import UnmigratableError
from renovate_kit.config.options import Catalogue, OptionType
from renovate_kit.config.provenance import (
    Json,
    TrackedDict,
    TrackedList,
    TrackedStr,
    own_origin,
    reworded,
)

__all__ = ["is_taken_as_it_is", "modern_value", "reorganise", "with_modern_fields"]

_LANGUAGES: Final = (
    "docker",
    "dotnet",
    "golang",
    "java",
    "js",
    "node",
    "php",
    "python",
    "ruby",
    "rust",
)
_TEMPLATE_FIELDS: Final = {
    "{{baseDir}}": "{{packageFileDir}}",
    "{{lookupName}}": "{{packageName}}",
    "{{depNameShort}}": "{{depName}}",
}
_SEMANTIC_PREFIX: Final = "{{semanticPrefix}}"
_SEMANTIC_PREFIX_TODAY: Final = (
    "{{#if semanticCommitType}}{{semanticCommitType}}"
    "{{#if semanticCommitScope}}({{semanticCommitScope}}){{/if}}: {{/if}}"
)
_VERSION_FIELDS: Final = {
    "fromVersion": "currentVersion",
    "newValueMajor": "newMajor",
    "newValueMinor": "newMinor",
    "newVersionMajor": "newMajor",
    "newVersionMinor": "newMinor",
    "toVersion": "newVersion",
}
_PIP_COMPILE_SUFFIXES: Final = {".in": ".txt", ".in/": ".txt/", ".in$/": ".txt$/"}
_BOOLEAN_TEXTS: Final = {"true": True, "false": False}


def modern_value(key: str, value: Json, catalogue: Catalogue) -> Json:
    """Return the value in today's form; the value itself where nothing is outdated.

    The first form that fits is mended, as Renovate does, even if a second would fit too.
    """
    if isinstance(value, str):
        for old, new in _TEMPLATE_FIELDS.items():
            if old in value:
                return reworded(value, value.replace(old, new))
        if value.startswith(_SEMANTIC_PREFIX):
            today = _SEMANTIC_PREFIX_TODAY + value.removeprefix(_SEMANTIC_PREFIX)
            return reworded(value, today)
    kind = _type_of(key, catalogue)
    if kind is OptionType.OBJECT and isinstance(value, bool):
        return TrackedDict({"enabled": value})
    if kind is OptionType.BOOLEAN and isinstance(value, str):
        return _BOOLEAN_TEXTS.get(value, value)
    if kind is OptionType.STRING and isinstance(value, list) and len(value) == 1:
        origin = own_origin(value)
        return as_text(value[0]) if origin is None else TrackedStr(as_text(value[0]), origin)
    return value


def is_taken_as_it_is(key: str, catalogue: Catalogue) -> bool:
    """Return whether Renovate does not look for outdated options inside the option's value."""
    return _type_of(key, catalogue) is OptionType.BOOLEAN


def with_modern_fields(value: Json) -> Json:
    """Return a string with the template fields that have other names today."""
    if not isinstance(value, str):
        return value
    # Renovate's regex engine works on UTF-8, which has no half of a surrogate pair.
    today = value.encode("utf-8", "ignore").decode("utf-8")
    for old, new in _VERSION_FIELDS.items():
        today = today.replace(old, new)
    return reworded(value, today)


def _type_of(key: str, catalogue: Catalogue) -> OptionType | None:
    option = catalogue.option(key)
    return option.type if option else None


def reorganise(config: TrackedDict, catalogue: Catalogue) -> None:
    """Rearrange, in place, what is organised otherwise today.

    Raises:
        UnmigratableError: Renovate breaks off at a value.
    """
    _make_rules_of_languages(config)
    _flatten_rules(config, catalogue)
    _rename_pip_compile_files(config)
    _replace_gradle_lite(config, catalogue)


def _make_rules_of_languages(config: TrackedDict) -> None:
    for language in _LANGUAGES:
        content = config.get(language)
        if not isinstance(content, TrackedDict) or not content:
            continue
        origin = config.origins.get(language)
        rule = TrackedDict({"matchCategories": TrackedList([language])}, origin=origin)
        rule.update_from(content)
        if config.get("packageRules") is None:
            known = config.origins.get("packageRules")
            config.put("packageRules", TrackedList(), known or origin)
        rules = config["packageRules"]
        if not isinstance(rules, list):
            pointer = config.origins.get("packageRules") or ()
            raise UnmigratableError(f"`packageRules` is a list, beside `{language}`", pointer)
        rules.insert(0, rule)
        config.drop(language)


def _flatten_rules(config: TrackedDict, catalogue: Catalogue) -> None:
    rules = config.get("packageRules")
    if not isinstance(rules, list) or not rules:
        return
    flat = TrackedList(origin=own_origin(rules))
    for rule in rules:
        if rule is None:
            pointer = config.origins.get("packageRules") or ()
            raise UnmigratableError("a package rule is an object", pointer)
        nested = rule.get("packageRules") if isinstance(rule, TrackedDict) else None
        if isinstance(nested, list):
            flat.extend(_combined(rule, inner, catalogue) for inner in nested)
        else:
            flat.append(rule)
    config["packageRules"] = flat


def _combined(rule: TrackedDict, inner: Json, catalogue: Catalogue) -> TrackedDict:
    try:
        combined: TrackedDict = merge(rule, inner, catalogue)
    except TypeMismatch as error:
        raise UnmigratableError(str(error), own_origin(inner) or rule.origin or ()) from error
    # Where the inner rule is empty, this is the outer rule itself, as in Renovate.
    combined.drop("packageRules")
    return combined


def _rename_pip_compile_files(config: TrackedDict) -> None:
    manager = config.get("pip-compile")
    patterns = manager.get("managerFilePatterns") if isinstance(manager, dict) else None
    if not isinstance(patterns, list):
        return
    for index, pattern in enumerate(patterns):
        if not isinstance(pattern, str):
            pointer = own_origin(patterns) or config.origins.get("pip-compile") or ()
            raise UnmigratableError("a file pattern is a text", (*pointer, index))
        for old, new in _PIP_COMPILE_SUFFIXES.items():
            if pattern.endswith(old):
                patterns[index] = reworded(pattern, pattern.removesuffix(old) + new)


def _replace_gradle_lite(config: TrackedDict, catalogue: Catalogue) -> None:
    managers = config.get("matchManagers")
    if isinstance(managers, list) and "gradle-lite" in managers:
        if "gradle" not in managers:
            managers.append("gradle")
        kept = [name for name in managers if name != "gradle-lite"]
        config["matchManagers"] = TrackedList(kept, own_origin(managers))
    lite = config.get("gradle-lite")
    if isinstance(lite, dict) and lite:
        origin = config.origins.get("gradle") or config.origins.get("gradle-lite")
        gradle = config.get("gradle")
        try:
            merged = merge(TrackedDict() if gradle is None else gradle, lite, catalogue)
        except TypeMismatch as error:
            raise UnmigratableError(str(error), origin or ()) from error
        config.put("gradle", merged, origin)
    config.drop("gradle-lite")
