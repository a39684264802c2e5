"""The rule `global-preset-in-repository`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Stage, Subject

__all__ = ["GlobalPresetInRepository"]

_NAMESPACE = "global:"


class GlobalPresetInRepository(Rule):
    """A repository's config extends a preset of the namespace `global:`.

    Those presets set options of the operator. Renovate refuses the config.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK362"
    name = "global-preset-in-repository"
    severity = Severity.ERROR
    valid: ClassVar = (Valid('{"extends": ["global:safeEnv"]}', kind=ConfigKind.GLOBAL),)
    invalid: ClassVar = (Invalid('{"extends": ["global:safeEnv"]}', at='"global:safeEnv"'),)

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every such preset."""
        for setting in subject.at(Stage.TYPED, "extends"):
            if setting.scope.kind is ConfigKind.GLOBAL or not isinstance(setting.value, list):
                continue
            for index, preset in enumerate(setting.value):
                if isinstance(preset, str) and preset.startswith(_NAMESPACE):
                    yield Finding(
                        pointer=(*setting.pointer, index),
                        at_key=False,
                        message=f"`{preset}` is for the operator's own config only",
                        help="move it to `globalExtends` of the global config",
                        official=setting.scope.verdict("error"),
                    )
