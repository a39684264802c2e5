"""The rule `wrong-type`."""

import json
from collections.abc import Iterator
from typing import ClassVar, assert_never

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.options import Option, OptionType
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["WrongType"]

_EXPECTED = {
    OptionType.ARRAY: "a list",
    OptionType.BOOLEAN: "true or false",
    OptionType.INTEGER: "a whole number",
    OptionType.OBJECT: "an object",
    OptionType.STRING: "a string",
}


class WrongType(Rule):
    """The value has another type than the option.

    Renovate stops with `config-validation` when a repository's config has one; of a global
    option it logs a warning and carries on with the wrong value.

    Source: `validateConfig` and `validateGlobalConfig` in `lib/config/validation.ts`.
    """

    code = "RK102"
    name = "wrong-type"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"automerge": true, "prHourlyLimit": 0, "labels": [], "prTitle": null}'),
        Valid('{"extends": "config:recommended"}'),
    )
    invalid: ClassVar = (
        Invalid('{"automerge": "yes"}', at='"yes"'),
        Invalid('{"prHourlyLimit": "2"}', at='"2"'),
        Invalid('{"labels": "renovate"}', at='"renovate"'),
        Invalid('{"kubernetes": []}', at="[]"),
        Invalid('{"branchPrefix": 5}', at="5"),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every value that is not of its option's type."""
        for setting in subject.settings:
            if setting.option is None or setting.stage not in {Stage.TYPED, Stage.GLOBAL}:
                continue
            if setting.value is None or _fits(setting.value, setting.option):
                continue
            is_global = setting.stage is Stage.GLOBAL
            yield Finding(
                pointer=setting.pointer,
                at_key=False,
                message=f"`{setting.key}` must be {_EXPECTED[setting.option.type]},"
                f" this is {_name(setting.value)}",
                help=_help(setting.value, setting.option),
                official="warning" if is_global or setting.scope.is_demoted else "error",
            )


def _fits(value: Json, option: Option) -> bool:
    match option.type:
        case OptionType.BOOLEAN:
            return isinstance(value, bool)
        case OptionType.INTEGER:
            # Any number will do for Renovate, which rounds nothing and refuses nothing.
            return isinstance(value, int | float) and not isinstance(value, bool)
        case OptionType.STRING:
            return isinstance(value, str)
        case OptionType.OBJECT:
            return isinstance(value, dict)
        case OptionType.ARRAY:
            # Empty text, 0 and false count as not set.
            return isinstance(value, list) or not value or _is_text_for(value, option)
        case _:
            assert_never(option.type)


def _is_text_for(value: Json, option: Option) -> bool:
    return option.allows_string and isinstance(value, str)


def _name(value: Json) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return "a string"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list) else "an object"


def _help(value: Json, option: Option) -> str:
    if option.type is OptionType.ARRAY and not isinstance(value, dict):
        return f"write `[{json.dumps(value)}]`"
    if option.type is OptionType.INTEGER and isinstance(value, str) and value.strip().isdigit():
        return f"write `{int(value)}`, without quotes"
    return f"see {option.documentation_url}"
