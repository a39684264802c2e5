"""The rule `wrong-type`."""

import json
from collections.abc import Iterator
from typing import ClassVar, assert_never

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.javascript import is_true
from renovate_kit.config.options import Option, OptionType
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Setting, Stage, Subject

__all__ = ["WrongType"]

_EXPECTED = {
    OptionType.ARRAY: "a list",
    OptionType.BOOLEAN: "true or false",
    OptionType.INTEGER: "a whole number",
    OptionType.OBJECT: "an object",
    OptionType.STRING: "a string",
}


class WrongType(Rule):
    """The value has another type than the option, or is negative where that makes no sense.

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
        Valid('{"packageRules": [{"matchPackageNames": ["a"], "prPriority": -1}]}'),
        Valid('{"cacheTtlOverride": {"datasource-docker-tags": 60}}', kind=ConfigKind.GLOBAL),
    )
    invalid: ClassVar = (
        Invalid('{"automerge": "yes"}', at='"yes"'),
        Invalid('{"prHourlyLimit": "2"}', at='"2"', fixed='{"prHourlyLimit": 2}'),
        Invalid('{"prHourlyLimit": -1}', at="-1"),
        Invalid('{"labels": "renovate"}', at='"renovate"', fixed='{"labels": ["renovate"]}'),
        Invalid('{"labels": "renovate, bot"}', at='"renovate, bot"'),
        Invalid('{"kubernetes": []}', at="[]"),
        Invalid('{"branchPrefix": 5}', at="5"),
        Invalid('{"autodiscover": "yes"}', at='"yes"', kind=ConfigKind.GLOBAL),
        Invalid(
            '{"cacheTtlOverride": {"datasource-docker-tags": "1h"}}',
            at='"1h"',
            kind=ConfigKind.GLOBAL,
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every value that is not of its option's type."""
        for setting in subject.settings:
            if setting.stage not in {Stage.TYPED, Stage.GLOBAL} or setting.value is None:
                continue
            if (option := setting.option) and (expected := _expected(setting, option)):
                yield _finding(setting, expected, option, subject)
        for setting in subject.at(Stage.GLOBAL, "cacheTtlOverride"):
            yield from _wrong_times(setting)


def _finding(setting: Setting, expected: str, option: Option, subject: Subject) -> Finding:
    is_global = setting.stage is Stage.GLOBAL
    better = _better(setting.value, option)
    is_written = better and subject.text_of(setting.pointer, setting.value)
    fix = subject.writing(setting.pointer, better) if better and is_written else None
    return Finding(
        pointer=setting.pointer,
        at_key=False,
        message=f"`{setting.key}` must be {expected}, this is {_name(setting.value)}",
        help=fix.description if fix else f"see {option.documentation_url}",
        fix=fix,
        official="warning" if is_global else setting.scope.verdict("error"),
    )


def _wrong_times(setting: Setting) -> Iterator[Finding]:
    if not isinstance(setting.value, dict):
        return
    for namespace, value in setting.value.items():
        if expected := _expected_number(value, allows_negative=False):
            yield Finding(
                pointer=(*setting.pointer, namespace),
                at_key=False,
                message=f"the time for `{namespace}` must be {expected}, this is {_name(value)}",
                help="write the minutes as a number",
                official="warning",
            )


def _expected(setting: Setting, option: Option) -> str | None:
    """Return what the value should be, None if it is."""
    value = setting.value
    match option.type:
        case OptionType.BOOLEAN:
            fits = isinstance(value, bool)
        case OptionType.INTEGER:
            return _expected_number(value, allows_negative=option.allows_negative)
        case OptionType.STRING:
            fits = isinstance(value, str)
        case OptionType.OBJECT:
            fits = isinstance(value, dict)
        case OptionType.ARRAY:
            # Empty text, 0 and false count as not set, but not for global options.
            is_unset = setting.stage is Stage.TYPED and not is_true(value)
            fits = isinstance(value, list) or is_unset
        case _:
            assert_never(option.type)
    return None if fits else _EXPECTED[option.type]


def _expected_number(value: Json, *, allows_negative: bool) -> str | None:
    # Any number will do for Renovate, which rounds nothing; only NaN is none.
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or value != value:  # noqa: PLR0124 - only NaN is unlike itself
        return _EXPECTED[OptionType.INTEGER]
    return "0 or more" if value < 0 and not allows_negative else None


def _name(value: Json) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return "a string"
    if isinstance(value, int | float):
        return "a negative number" if value < 0 else "a number"
    return "a list" if isinstance(value, list) else "an object"


def _better(value: Json, option: Option) -> str | None:
    """Return the JSON that was certainly meant, None if that is not certain."""
    match option.type, value:
        case OptionType.INTEGER, str() if value.isdecimal() and value.isascii():
            return str(int(value))
        case OptionType.ARRAY, str() if value and "," not in value:
            return json.dumps([value], ensure_ascii=False)
        case _:
            return None
