"""Sorts what the importer read into the files of a release."""

import json
import re
from typing import Any

from renovate_kit.config.options.layout import Part
from renovate_kit.config.options.shipped_source import SourceFacts
from renovate_kit.config.options.wording import without_texts

__all__ = ["arrange"]

_PARAMETER = re.compile(r"\{\{(arg\d+|args)\}\}")
_QUOTED_NAME = re.compile(r"`(\w+)`")
_DESCRIBING_KEYS = ("description", "overrideDescription")


def arrange(exports: dict[str, Any], source: SourceFacts) -> dict[Part, object]:
    """Return the content of each file of a release, without Renovate's texts.

    Args:
        exports: what `importer.mjs` read from the package's modules.
        source: what the modules' text tells.
    """
    return {
        Part.OPTIONS: _options(exports["options"]),
        Part.MANAGERS: _managers(exports),
        Part.DATASOURCES: exports["datasources"],
        Part.VERSIONINGS: exports["versionings"],
        Part.PLATFORMS: exports["platforms"],
        Part.TOOLS: {
            "versionings": exports["tools"],
            "additionalConstraints": exports["additionalConstraints"],
        },
        Part.PRESETS: _presets(exports["presetGroups"]),
        Part.MIGRATIONS: {
            key: exports[key]
            for key in (
                "removedOptions",
                "renamedOptions",
                "renamedRuleKeys",
                "customMigrations",
                "removedPresets",
            )
        },
        Part.NAMES: _names(exports, source),
        Part.TIME_ZONES: exports["timeZones"],
    }


def _options(raw_options: list[dict[str, Any]]) -> list[object]:
    names = {option["name"] for option in raw_options}
    return [_option(option, names) for option in raw_options]


def _option(raw: dict[str, Any], names: set[str]) -> object:
    # `env` and `cli` say how to derive the names which stand in `envName` and `cliFlag`.
    option = {key: value for key, value in raw.items() if key not in {"env", "cli"}}
    message = option.get("deprecationMsg")
    if message:
        option["deprecated"] = True
        replacements = [name for name in _QUOTED_NAME.findall(message) if name in names]
        option["replacedBy"] = [n for n in dict.fromkeys(replacements) if n != raw["name"]]
    return without_texts(option)


def _managers(exports: dict[str, Any]) -> dict[str, object]:
    custom = {name: {"custom": True} for name in exports["customManagers"]}
    return {**exports["managers"], **custom}


def _presets(groups: dict[str, dict[str, dict[str, Any]]]) -> dict[str, object]:
    return {
        f"{namespace}:{name}": _preset(body)
        for namespace, group in groups.items()
        for name, body in group.items()
    }


def _preset(body: dict[str, Any]) -> dict[str, object]:
    text = json.dumps(body)
    preset: dict[str, object] = {"body": without_texts(body)}
    if parameters := sorted(set(_PARAMETER.findall(text))):
        preset["parameters"] = parameters
    if any(body.get(key) for key in _DESCRIBING_KEYS):
        preset["described"] = True
    return preset


def _names(exports: dict[str, Any], source: SourceFacts) -> object:
    exported = (
        "configFileNames",
        "configFileNamesByPlatform",
        "convertedEnvNames",
        "globalConfigKeys",
        "globalConfigDefaults",
        "inheritConfigKeys",
        "templateHelpers",
        "templateFields",
        "errorConstants",
        "statusChecks",
        "updateTypes",
        "mergeConfidenceDatasources",
        "packageCacheNamespaces",
    )
    return {
        **{key: without_texts(exports[key]) for key in exported},
        "renamedEnvOptions": source.renamed_env_options,
        "discardedEnvNames": source.discarded_env_names,
        "childEnvNames": source.child_env_names,
        "envNames": source.env_names,
        "ignoredNodes": source.ignored_nodes,
        "selectors": source.selectors,
        "preLookupOptions": source.pre_lookup_options,
        "customManagerKeys": source.custom_manager_keys,
        "customDatasourceKeys": source.custom_datasource_keys,
        "presetNamespaces": source.preset_namespaces,
    }
