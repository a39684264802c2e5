"""The rule `repeated-preset`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.mending import removal
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["RepeatedPreset"]


class RepeatedPreset(Rule):
    """A preset stands twice in one `extends`, with the same arguments.

    What it says is applied twice; only its last place decides what it overrides. Often one of
    the two was meant to be another preset.

    Source: `resolveConfigPresets` in `lib/config/presets/index.ts`.
    """

    code = "RK608"
    name = "repeated-preset"
    severity = Severity.WARNING
    valid: ClassVar = (Valid('{"extends": [":label(a)", ":label(b)"]}'),)
    invalid: ClassVar = (
        Invalid(
            '{"extends": [":label(a)", "config:best-practices", ":label(a)" ]}',
            at='":label(a)"',
            fixed='{"extends": [":label(a)", "config:best-practices" ]}',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every preset that was there before."""
        for setting in subject.at(Stage.TYPED, "extends"):
            if not isinstance(setting.value, list):
                continue
            for index, preset in enumerate(setting.value):
                if isinstance(preset, str) and preset in setting.value[:index]:
                    pointer = (*setting.pointer, index)
                    yield Finding(
                        pointer=pointer,
                        at_key=False,
                        message=f"`{preset}` stands here a second time",
                        help="keep it at one place; the last one counts",
                        fix=removal(subject, pointer, preset),
                    )
