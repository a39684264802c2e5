"""The rule `group-preset-in-rule`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["GroupPresetInRule"]

_NAMESPACE = "group:"


class GroupPresetInRule(Rule):
    """A package rule extends a preset of the namespace `group:`.

    Those presets are package rules themselves, and rules inside of rules replace the rule
    around them.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK363"
    name = "group-preset-in-rule"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"extends": ["group:allNonMajor"]}'),
        Valid('{"packageRules": [{"extends": ["monorepo:react"], "groupName": "React"}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"matchDepNames": ["a"], "extends": ["group:react"]}]}',
            at='"group:react"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every such preset."""
        for setting in subject.at(Stage.TYPED, "extends"):
            if setting.scope.parent != "packageRules" or not isinstance(setting.value, list):
                continue
            for index, preset in enumerate(setting.value):
                if isinstance(preset, str) and preset.startswith(_NAMESPACE):
                    yield Finding(
                        pointer=(*setting.pointer, index),
                        at_key=False,
                        message=f"`{preset}` brings package rules of its own",
                        help="extend it outside of the rule, or set `groupName` in the rule",
                        official="warning",
                    )
