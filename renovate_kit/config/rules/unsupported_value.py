"""The rule `unsupported-value`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.mending import replacement
from renovate_kit.config.options import Option, OptionType, nearest
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Setting, Stage, Subject

__all__ = ["UnsupportedValue"]

_JUDGED_ELSEWHERE = frozenset({"customType", "matchConfidence", "matchUpdateTypes", "versioning"})


class UnsupportedValue(Rule):
    """An option of a repository has a value other than those that Renovate documents for it.

    Renovate takes any text and then behaves as if nothing, or something else, had been set. The
    official validator does not look.

    Source: `allowedValues` in `lib/config/options/index.ts`.
    """

    code = "RK601"
    name = "unsupported-value"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"rangeStrategy": "bump", "postUpdateOptions": ["gomodTidy"]}'),
        Valid('{"bumpVersions": [{"filePatterns": ["a"], "bumpType": "{{a}}", "type": null}]}'),
    )
    invalid: ClassVar = (
        Invalid('{"rangeStrategy": "bumpp"}', at='"bumpp"', fixed='{"rangeStrategy": "bump"}'),
        Invalid('{"packageRules": [{"matchDepNames": ["a"], "prCreation": "on"}]}', at='"on"'),
        Invalid(
            '{"postUpdateOptions": ["gomodTidy", "npmDedup"]}',
            at='"npmDedup"',
            fixed='{"postUpdateOptions": ["gomodTidy", "npmDedupe"]}',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every value that is not among an option's values."""
        for setting in subject.settings:
            option = setting.option
            if setting.stage is not Stage.TYPED or option is None or not option.allowed_values:
                continue
            if option.name in _JUDGED_ELSEWHERE:
                continue
            if option.type is OptionType.STRING:
                yield from _findings(subject, setting, option, setting.value)
            elif isinstance(setting.value, list):
                for index, item in enumerate(setting.value):
                    yield from _findings(subject, setting, option, item, index)


def _findings(
    subject: Subject, setting: Setting, option: Option, value: Json, *inside: int
) -> Iterator[Finding]:
    if not isinstance(value, str) or value in option.allowed_values or "{{" in value:
        return
    names = [str(name) for name in option.allowed_values]
    likely = nearest(value, names)
    pointer = (*setting.pointer, *inside)
    yield Finding(
        pointer=pointer,
        at_key=False,
        message=f"`{option.name}` does not know `{value}`",
        help=f"did you mean `{likely}`?" if likely else f"it knows {', '.join(names)}",
        fix=replacement(subject, pointer, value, likely) if likely else None,
    )
