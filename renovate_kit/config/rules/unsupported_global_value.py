"""The rule `unsupported-global-value`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, OfficialVerdict, Severity
from renovate_kit.config.options import Option, OptionType
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid, did_you_mean
from renovate_kit.config.subject import ConfigKind, Setting, Stage, Subject

__all__ = ["UnsupportedGlobalValue"]

_OFFICIALLY_CHECKED = {
    "binarySource",
    "dryRun",
    "gitNoVerify",
    "gitUrl",
    "mergeConfidenceDatasources",
    "repositoryCache",
    "requireConfig",
}


class UnsupportedGlobalValue(Rule):
    """A global option has a value other than those that Renovate documents for it.

    Renovate takes any string and then does what it does by default, or fails later on. The
    official validator knows the values of a few of these options only.

    Source: `validateGlobalConfig` in `lib/config/validation.ts`, and `allowedValues` in
    `lib/config/options/index.ts`.
    """

    code = "RK500"
    name = "unsupported-global-value"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"dryRun": "full", "platform": "github", "gitUrl": null}', kind=ConfigKind.GLOBAL),
        Valid('{"gitNoVerify": ["commit", "push"]}', kind=ConfigKind.GLOBAL),
    )
    invalid: ClassVar = (
        Invalid('{"repositoryCache": "on"}', at='"on"', kind=ConfigKind.GLOBAL),
        Invalid('{"platform": "githb"}', at='"githb"', kind=ConfigKind.GLOBAL),
        Invalid('{"gitNoVerify": ["commit", "merge"]}', at='"merge"', kind=ConfigKind.GLOBAL),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every value that is not among an option's values."""
        for setting in subject.settings:
            option = setting.option
            if setting.stage is not Stage.GLOBAL or option is None or not option.allowed_values:
                continue
            if isinstance(setting.value, str) and option.type is OptionType.STRING:
                yield from _finding(setting, option, setting.value)
            elif isinstance(setting.value, list) and option.type is OptionType.ARRAY:
                for index, item in enumerate(setting.value):
                    yield from _finding(setting, option, item, index)


def _finding(setting: Setting, option: Option, value: Json, *inside: int) -> Iterator[Finding]:
    if value in option.allowed_values:
        return
    names = [str(name) for name in option.allowed_values]
    official: OfficialVerdict = "warning" if option.name in _OFFICIALLY_CHECKED else None
    what = f"`{value}`" if isinstance(value, str) else "this"
    yield Finding(
        pointer=(*setting.pointer, *inside),
        at_key=False,
        message=f"`{option.name}` does not know {what}",
        help=did_you_mean(str(value), names, f"it knows {', '.join(names)}"),
        official=official,
    )
