"""The rule `unknown-option`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Setting, Stage, Subject

__all__ = ["UnknownOption"]


class UnknownOption(Rule):
    """Renovate has no option of this name.

    A repository with an unknown option in its config gets no pull requests until it is
    gone: Renovate stops with `config-validation`.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK101"
    name = "unknown-option"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid(
            '{"prHourlyLimit": 2, "$schema": "https://docs.renovatebot.com/renovate-schema.json"}'
        ),
        Valid('{"constraints": {"go": "1.24"}}'),
    )
    invalid: ClassVar = (
        Invalid('{"prHourlyLimt": 2}', at='"prHourlyLimt"'),
        Invalid(
            '{"packageRules": [{"matchPackageName": ["a"], "enabled": false}]}',
            at='"matchPackageName"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every key that is no option."""
        for setting in subject.settings:
            if setting.stage is Stage.UNKNOWN:
                yield Finding(
                    pointer=setting.pointer,
                    message=f"`{setting.key}` is no option of Renovate {subject.catalogue.release}",
                    help=_help(setting, subject),
                    official=setting.scope.verdict("error"),
                )


def _help(setting: Setting, subject: Subject) -> str:
    if release := subject.catalogue.other_release_with(setting.key):
        return f"Renovate {release} knows it: is that the one that runs?"
    if likely := subject.catalogue.nearest(setting.key):
        return f"did you mean `{likely}`?"
    return "remove it, or look the name up in Renovate's documentation"
