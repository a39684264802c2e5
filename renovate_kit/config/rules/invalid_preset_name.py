"""The rule `invalid-preset-name`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.package_rules import breaks_rule
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Setting, Stage, Subject

__all__ = ["InvalidPresetName"]


class InvalidPresetName(Rule):
    """A text in `extends` cannot be the name of a preset.

    Renovate refuses the config. `globalExtends` and `ignorePresets` are not examined by the
    official validator, but the same holds for them.

    Source: `parsePreset` in `lib/config/presets/parse.ts`.
    """

    code = "RK361"
    name = "invalid-preset-name"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"extends": ["github>a/b//c/d#v1", "gitlab>a/b:c", "./e", "{{arg0}}!"]}'),
    )
    invalid: ClassVar = (
        Invalid('{"extends": ["bitbucket>a/b"]}', at='"bitbucket>a/b"'),
        Invalid('{"extends": ["github>a/b@v1"]}', at='"github>a/b@v1"'),
        Invalid(
            '{"globalExtends": ["github>a/b//c:d"]}', at='"github>a/b//c:d"', kind=ConfigKind.GLOBAL
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every text that names no preset."""
        for setting in subject.at(Stage.TYPED, "extends"):
            yield from _findings(subject, setting)
        for setting in subject.at(Stage.TYPED, "ignorePresets"):
            yield from _findings(subject, setting)
        for setting in subject.at(Stage.GLOBAL, "globalExtends"):
            yield from _findings(subject, setting)


def _findings(subject: Subject, setting: Setting) -> Iterator[Finding]:
    if not isinstance(setting.value, list):
        return
    for index, preset in enumerate(setting.value):
        pointer = (*setting.pointer, index)
        if (problem := _problem(preset)) and not breaks_rule(subject, pointer, preset):
            is_checked = setting.key == "extends"
            yield Finding(
                pointer=pointer,
                at_key=False,
                message=f"`{preset}` is no name of a preset: {problem}",
                help="see https://docs.renovatebot.com/config-presets/",
                official=setting.scope.verdict("error") if is_checked else None,
            )


def _problem(preset: Json) -> str | None:
    from renovate_kit.config.grammars.preset_names import (  # noqa: PLC0415 - some have no presets
        InvalidPresetReferenceError,
        parse_preset,
    )

    if not isinstance(preset, str) or "{{" in preset:
        return None
    try:
        parse_preset(preset)
    except InvalidPresetReferenceError as error:
        return str(error)
    return None
