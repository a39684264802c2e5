"""The rule `unbrought-ignored-preset`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.preset_contents import bodies_below
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Setting, Stage, Subject

__all__ = ["UnbroughtIgnoredPreset"]

_DEFAULT = "default:"


class UnbroughtIgnoredPreset(Rule):
    """`ignorePresets` names a preset that nothing in the config extends, or not by that name.

    Renovate compares the names as they are written, arguments included. Judged are configs of
    repositories that extend built-in presets only. It is no more than a hint, as the operator's
    own configuration may bring the preset.

    Source: `resolveConfigPresets` in `lib/config/presets/index.ts`.
    """

    code = "RK606"
    name = "unbrought-ignored-preset"
    severity = Severity.INFO
    valid: ClassVar = (
        Valid('{"extends": ["config:recommended"], "ignorePresets": [":dependencyDashboard"]}'),
        Valid('{"extends": ["github>a/b"], "ignorePresets": [":dependencyDashboard"]}'),
        Valid('{"ignorePresets": [":dependencyDashboard"]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"extends": ["config:recommended"], "ignorePresets": [":prHourlyLimit2"]}',
            at='":prHourlyLimit2"',
        ),
        Invalid(
            '{"extends": ["config:recommended"], "ignorePresets": ["default:dependencyDashboard"]}',
            at='"default:dependencyDashboard"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every preset that is ignored in vain."""
        if subject.kind is not ConfigKind.REPO:
            return
        ignoring = [one for one in subject.at(Stage.TYPED, "ignorePresets") if not one.scope.path]
        extended = _extended(subject)
        if not ignoring or not extended:
            return
        brought = bodies_below(extended, subject.catalogue)
        if brought is None:
            return
        for setting in ignoring:
            yield from _findings(setting, set(brought))


def _extended(subject: Subject) -> list[str]:
    lists: Iterator[Json] = (one.value for one in subject.at(Stage.TYPED, "extends"))
    return [name for names in lists if isinstance(names, list) for name in names]


def _findings(setting: Setting, brought: set[str]) -> Iterator[Finding]:
    if not isinstance(setting.value, list):
        return
    for index, name in enumerate(setting.value):
        if not isinstance(name, str) or name in brought:
            continue
        other = name.removeprefix("default") if name.startswith(_DEFAULT) else f"default{name}"
        yield Finding(
            pointer=(*setting.pointer, index),
            at_key=False,
            message=f"`{name}` is ignored, but no preset here extends it",
            help=f"write `{other}`, as the preset that extends it does"
            if other in brought
            else "remove it, unless the operator's configuration extends it",
        )
