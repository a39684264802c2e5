"""How an option is spelled and typed in Python."""

import re
from collections.abc import Iterable, Iterator

from renovate_kit.config.options import Catalogue, Option, OptionType

__all__ = ["annotation_of", "attribute_name", "choices_of", "names_of"]

_WORD_BREAK = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|-")

_OBJECTS = {
    "bumpVersions": "list[BumpVersion]",
    "cacheTtlOverride": "dict[str, Amount]",
    "constraints": "dict[Constraint, str]",
    "constraintsVersioning": "dict[AdditionalConstraint, Versioning | str]",
    "customDatasources": "dict[str, CustomDatasource]",
    "customManagers": "list[CustomManager]",
    "installTools": "dict[Tool, dict[str, str]]",
    "logLevelRemap": "list[LogLevelRemap]",
    "postUpgradeTasks": "PostUpgradeTasks",
    "statusCheckNames": "dict[StatusCheck, str | None]",
    "statusCheckWhen": "dict[StatusCheck, StatusCheckTime]",
    "toolSettings": "ToolSettings",
}
"""What arrays and objects of more than strings are."""

_NAMES = {
    "enabledManagers": "EnabledManager",
    "hostType": "Datasource | Platform | str",
    "matchCategories": "Category | str",
    "matchDatasources": "Datasource | str",
    "matchManagers": "EnabledManager | str",
    "overrideDatasource": "Datasource | str",
    "platform": "Platform",
    "versioning": "Versioning | str",
}
"""Options that take names which Renovate knows, some of them besides patterns."""

_CHOICES = {
    "allowedUnsafeExecutions": "UnsafeExecution",
    "bumpVersion": "VersionPart",
    "format": "DatasourceFormat",
    "gitNoVerify": "GitHook",
    "matchConfidence": "Confidence",
    "matchUpdateTypes": "UpdateType",
    "mergeConfidenceDatasources": "MergeConfidenceDatasource",
    "postUpdateOptions": "PostUpdateOption",
    "suppressNotifications": "Notification",
}
"""Names of closed sets that do not read well if they are called like their option."""


def attribute_name(option_name: str) -> str:
    """Return an option's name as Python spells it: `pr_hourly_limit`, `docker_compose`."""
    return _WORD_BREAK.sub("_", option_name).lower()


def annotation_of(option: Option) -> str:
    """Return the type of an option's value, without None, as text."""
    match option.type:
        case OptionType.BOOLEAN:
            return "bool"
        case OptionType.INTEGER:
            return "Number" if option.allows_negative else "Amount"
        case OptionType.STRING:
            return _item_of(option)
        case OptionType.ARRAY:
            items = "Number" if option.sub_type == "number" else _item_of(option)
            several = f"OneOrMore[{items}]" if option.allows_string else f"list[{items}]"
            return _OBJECTS.get(option.name, several)
        case OptionType.OBJECT:
            return _OBJECTS.get(option.name, "dict[str, str]")


def _item_of(option: Option) -> str:
    """Return the type of an option's string or strings."""
    if option.name in _NAMES:
        return _NAMES[option.name]
    if not option.allowed_values:
        return "str"
    is_open = option.is_pattern or option.is_template
    return f"{_choice_name(option)} | str" if is_open else _choice_name(option)


def _choice_name(option: Option) -> str:
    usual = option.name[0].upper() + option.name[1:]
    return _CHOICES.get(option.name, usual)


def choices_of(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the closed sets that belong to one option each: a name and the values."""
    options = (option for option in catalogue.options.values() if option.name not in _NAMES)
    sets = [
        (_choice_name(option), tuple(map(str, option.allowed_values)))
        for option in options
        if option.allowed_values
    ]
    yield from sorted(sets)


def names_of(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the sets of names that are more than one option's: a name and the values."""
    custom = catalogue.custom_managers
    prefixed = (f"custom.{name}" for name in custom)
    yield "AdditionalConstraint", _sorted(catalogue.additional_constraints)
    yield "Category", _sorted(catalogue.categories)
    yield "Datasource", _sorted(catalogue.datasources)
    yield "EnabledManager", _sorted((*catalogue.managers, *custom, *prefixed))
    yield "Platform", _sorted(catalogue.platforms)
    yield "StatusCheck", _sorted(catalogue.status_checks)
    yield "Tool", _sorted(catalogue.tools)
    yield "Versioning", _sorted(catalogue.versionings)


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))
