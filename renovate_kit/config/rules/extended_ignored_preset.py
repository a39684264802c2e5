"""The rule `extended-ignored-preset`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["ExtendedIgnoredPreset"]


class ExtendedIgnoredPreset(Rule):
    """`extends` names a preset that `ignorePresets` beside it takes out.

    Renovate ignores it wherever it comes from, also where the config itself asks for it.

    Source: `resolveConfigPresets` in `lib/config/presets/index.ts`.
    """

    code = "RK607"
    name = "extended-ignored-preset"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"extends": ["config:recommended"], "ignorePresets": [":dependencyDashboard"]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"extends": ["config:recommended", ":semanticCommits"], '
            '"ignorePresets": [":semanticCommits"]}',
            at='":semanticCommits"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every preset that is extended and ignored."""
        for setting in subject.at(Stage.TYPED, "extends"):
            ignored = setting.scope.data.get("ignorePresets")
            if not isinstance(setting.value, list) or not isinstance(ignored, list):
                continue
            for index, preset in enumerate(setting.value):
                if isinstance(preset, str) and preset in ignored:
                    yield Finding(
                        pointer=(*setting.pointer, index),
                        at_key=False,
                        message=f"`{preset}` is extended in vain: `ignorePresets` names it too",
                        help="remove it from one of the two lists",
                    )
