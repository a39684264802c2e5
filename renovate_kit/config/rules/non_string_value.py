"""The rule `non-string-value`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Fix, OfficialVerdict, Severity
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.javascript import entries_of, is_true
from renovate_kit.config.options import OptionType
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Setting, Stage, Subject

__all__ = ["NonStringValue"]

_NAMES_TO_STRINGS = {
    "constraints",
    "constraintsVersioning",
    "env",
    "registryAliases",
    "statusCheckNames",
}
_REPORTED_ONE_BY_ONE = {"env", "hostRules", "statusCheckNames"}
_GLOBAL_OBJECTS_OF_OTHER_KINDS = {"cacheTtlOverride", "force", "onboardingConfig"}


class NonStringValue(Rule):
    """A value of an object that gives names to strings is no string.

    Versions, variables and headers look like numbers, but have to be in quotes: `3.10` as a
    number is `3.1`. Renovate refuses the config; in global options it warns.

    Source: `validateConfig` and `validateGlobalConfig` in `lib/config/validation.ts`.
    """

    code = "RK410"
    name = "non-string-value"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"constraints": {"python": "3.10"}, "registryAliases": {"a": "b"}}'),
        Valid('{"statusCheckNames": {"artifactError": null}}'),
        Valid('{"secrets": {"TOKEN": "abc"}}', kind=ConfigKind.GLOBAL),
    )
    invalid: ClassVar = (
        Invalid(
            '{"constraints": {"python": 3.10}}',
            at="3.10",
            fixed='{"constraints": {"python": "3.10"}}',
        ),
        Invalid('{"registryAliases": {"a": ["b"]}}', at='["b"]'),
        Invalid(
            '{"hostRules": [{"matchHost": "a.example.com", "headers": {"X-Version": 1}}]}',
            at="1",
            fixed='{"hostRules": [{"matchHost": "a.example.com", "headers": {"X-Version": "1"}}]}',
        ),
        Invalid(
            '{"customEnvVariables": {"DEBUG": true}}',
            at="true",
            fixed='{"customEnvVariables": {"DEBUG": "true"}}',
            kind=ConfigKind.GLOBAL,
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every value that should be a string."""
        for setting in subject.settings:
            for count, (path, value) in enumerate(_wrong_values(setting)):
                pointer = (*setting.pointer, *path)
                fix = _quoting(subject, pointer, value)
                yield Finding(
                    pointer=pointer,
                    at_key=False,
                    message=f"the value of `{path[-1]}` in `{setting.key}` must be a string",
                    help=fix.description if fix else "write it as one string in quotes",
                    official=_official(setting, count),
                    fix=fix,
                )


def _wrong_values(setting: Setting) -> Iterator[tuple[Pointer, Json]]:
    value = setting.value
    if setting.key == "hostRules" and isinstance(value, list):
        for index, rule in enumerate(value):
            headers = rule.get("headers") if isinstance(rule, dict) else None
            if is_true(headers):
                yield from (
                    ((index, "headers", name), header)
                    for name, header in entries_of(headers)
                    if not isinstance(header, str)
                )
    elif isinstance(value, dict) and _holds_strings(setting):
        for name, inner in entries_of(value):
            is_null_allowed = setting.key == "statusCheckNames"
            if not (isinstance(inner, str) or (inner is None and is_null_allowed)):
                yield (name,), inner


def _holds_strings(setting: Setting) -> bool:
    if setting.stage is Stage.GLOBAL:
        is_object = setting.option is not None and setting.option.type is OptionType.OBJECT
        return is_object and setting.key not in _GLOBAL_OBJECTS_OF_OTHER_KINDS
    return setting.stage is Stage.TYPED and setting.key in _NAMES_TO_STRINGS


def _official(setting: Setting, count: int) -> OfficialVerdict:
    # Of most objects the official validator reports the first wrong value only.
    if count and setting.key not in _REPORTED_ONE_BY_ONE:
        return None
    return "warning" if setting.stage is Stage.GLOBAL else setting.scope.verdict("error")


def _quoting(subject: Subject, pointer: Pointer, value: Json) -> Fix | None:
    """Return the fix that puts a number or a boolean in quotes, just as it is written."""
    text = None if value is None else subject.text_of(pointer, value)
    return None if text is None else subject.writing(pointer, f'"{text}"')
