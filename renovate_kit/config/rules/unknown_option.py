"""The rule `unknown-option`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["UnknownOption"]

_LOOK_UP = "remove it, or look the name up in Renovate's documentation"
_MOST_LOOKED_FOR = 200
"""Names for which a likely one is looked for; who has more is not helped by it."""


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
        advice: dict[str, str] = {}
        for setting in subject.settings:
            if setting.stage is not Stage.UNKNOWN:
                continue
            key = setting.key
            if key not in advice:
                advice[key] = _help(key, subject) if len(advice) < _MOST_LOOKED_FOR else _LOOK_UP
            yield Finding(
                pointer=setting.pointer,
                message=f"`{key}` is no option of Renovate {subject.catalogue.release}",
                help=advice[key],
                official=setting.scope.verdict("error"),
            )


def _help(key: str, subject: Subject) -> str:
    if release := subject.catalogue.other_release_with(key):
        return f"Renovate {release} knows it: is that the one that runs?"
    if likely := subject.catalogue.nearest(key):
        return f"did you mean `{likely}`?"
    return _LOOK_UP
