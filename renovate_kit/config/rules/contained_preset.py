"""The rule `contained-preset`."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.mending import removal
from renovate_kit.config.options import Catalogue
from renovate_kit.config.preset_contents import extended_by, settings_below
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["ContainedPreset"]


class ContainedPreset(Rule):
    """A preset is extended beside another one that contains it already.

    It changes nothing and makes the config look as if it did. Nothing is said if another preset
    sets the same options before it, or can't be looked up, for then the order may matter.

    Source: `resolveConfigPresets` in `lib/config/presets/index.ts`.
    """

    code = "RK609"
    name = "contained-preset"
    severity = Severity.INFO
    valid: ClassVar = (
        Valid('{"extends": ["config:recommended", ":semanticCommits"]}'),
        Valid(
            '{"extends": ["config:recommended", ":disableDependencyDashboard", '
            '":dependencyDashboard"]}'
        ),
        Valid(
            '{"extends": ["config:recommended", ":dependencyDashboard"], '
            '"ignorePresets": ["config:recommended"]}'
        ),
    )
    invalid: ClassVar = (
        Invalid(
            '{"extends": ["config:recommended", ":dependencyDashboard"]}',
            at='":dependencyDashboard"',
            fixed='{"extends": ["config:recommended"]}',
        ),
        Invalid(
            '{"extends": ["config:recommended", "config:best-practices"]}',
            at='"config:recommended"',
            fixed='{"extends": ["config:best-practices"]}',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every preset that another one contains."""
        for setting in subject.at(Stage.TYPED, "extends"):
            presets = setting.value
            if not isinstance(presets, list) or "ignorePresets" in setting.scope.data:
                continue
            if not all(isinstance(preset, str) for preset in presets):
                continue
            for index, preset in enumerate(presets):
                container = _container(presets, index, subject.catalogue)
                if container is not None:
                    pointer = (*setting.pointer, index)
                    yield Finding(
                        pointer=pointer,
                        at_key=False,
                        message=f"`{container}` contains `{preset}` already",
                        help="remove it",
                        fix=removal(subject, pointer, preset, is_safe=True),
                    )


def _container(presets: Sequence[str], index: int, catalogue: Catalogue) -> str | None:
    preset = presets[index]
    for place, other in enumerate(presets):
        contained = extended_by(other, catalogue) if other != preset else None
        if not contained or preset not in contained:
            continue
        # What comes after the container, or in it beside the preset, may have been overridden.
        between = presets[min(index, place) + 1 : max(index, place)]
        rivals = [other, *between] if place < index else between
        own = settings_below([preset], catalogue)
        theirs = settings_below(rivals, catalogue, without=preset)
        if own is not None and theirs is not None and own.isdisjoint(theirs):
            return other
    return None
