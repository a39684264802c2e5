"""The rule `non-string-pattern`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.options import OptionType
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Stage, Subject

__all__ = ["NonStringPattern"]


class NonStringPattern(Rule):
    """A list of patterns holds something other than strings.

    Renovate refuses the config, as only strings can be globs or regular expressions.

    Source: `check` in `lib/config/validation-helpers/regex-glob-matchers.ts`.
    """

    code = "RK205"
    name = "non-string-pattern"
    severity = Severity.ERROR
    valid: ClassVar = (Valid('{"ignorePaths": ["2024/**"]}'),)
    invalid: ClassVar = (
        Invalid('{"ignorePaths": ["a", 2024]}', at="2024"),
        Invalid('{"kubernetes": {"managerFilePatterns": [null]}}', at="null"),
        Invalid('{"allowedEnv": [5]}', at="5", kind=ConfigKind.GLOBAL),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield the first such item of each list."""
        for setting in subject.settings:
            is_global = setting.stage is Stage.GLOBAL
            if not is_global and setting.stage is not Stage.TYPED:
                continue
            if setting.option is None or not setting.option.is_pattern:
                continue
            # A list where text belongs is of the wrong type, whatever is in it.
            if setting.option.type is not OptionType.ARRAY or not isinstance(setting.value, list):
                continue
            for index, item in enumerate(setting.value):
                if not isinstance(item, str):
                    yield Finding(
                        pointer=(*setting.pointer, index),
                        at_key=False,
                        message=f"`{setting.key}` takes strings only",
                        help="write a glob or a regular expression, in quotes",
                        official="warning" if is_global else setting.scope.verdict("error"),
                    )
                    break
