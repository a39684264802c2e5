"""The rule `redundant-pattern`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Stage, Subject

__all__ = ["RedundantPattern"]

_EVERYTHING = ("*", "**")


class RedundantPattern(Rule):
    """A list of patterns has `*`, which matches everything, and other patterns as well.

    One of the two is not meant. Renovate refuses the config.

    Source: `check` in `lib/config/validation-helpers/regex-glob-matchers.ts`.
    """

    code = "RK204"
    name = "redundant-pattern"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"packageRules": [{"matchPackageNames": ["*"], "enabled": false}]}'),
        Valid('{"packageRules": [{"matchPackageNames": ["a*", "b"], "enabled": false}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"matchPackageNames": ["*", "!a"], "enabled": false}]}', at='"*"'
        ),
        Invalid('{"includePaths": ["a/**", "**"]}', at='"**"'),
        Invalid('{"allowedEnv": ["*", "A"]}', at='"*"', kind=ConfigKind.GLOBAL),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield the pattern that matches everything, once for each list."""
        for setting in subject.settings:
            is_global = setting.stage is Stage.GLOBAL
            if not is_global and setting.stage is not Stage.TYPED:
                continue
            patterns = setting.value
            if setting.option is None or not setting.option.is_pattern:
                continue
            if not isinstance(patterns, list) or not all(
                isinstance(item, str) for item in patterns
            ):
                continue
            wide = [index for index, item in enumerate(patterns) if item in _EVERYTHING]
            if wide and len(patterns) > 1:
                yield Finding(
                    pointer=(*setting.pointer, wide[0]),
                    at_key=False,
                    message=f"`{patterns[wide[0]]}` matches all, yet there are other patterns",
                    help="remove it, or the others; to exclude names, list those alone as `!name`",
                    official="warning" if is_global else setting.scope.verdict("error"),
                )
