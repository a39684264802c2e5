"""The rule `rule-without-effect`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.package_rules import package_rules
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["RuleWithoutEffect"]


class RuleWithoutEffect(Rule):
    """A package rule selects dependencies and then sets nothing for them.

    What was meant is missing. The official validator warns of it only if the rule has no
    description either.

    Source: `validateConfig` in `lib/config/validation.ts`, `massageConfig` in
    `lib/config/massage.ts`.
    """

    code = "RK304"
    name = "rule-without-effect"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"packageRules": [{"matchPackageNames": ["a"], "automerge": true}]}'),
        Valid('{"packageRules": [{"extends": ["monorepo:angular"], "automerge": true}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"extends": ["packages:eslint"]}]}',
            at='{"extends": ["packages:eslint"]}',
        ),
        Invalid(
            '{"packageRules": [{"matchDepNames": ["a"], "description": "for a"}]}',
            at='{"matchDepNames": ["a"], "description": "for a"}',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every rule that only selects."""
        for rule in package_rules(subject):
            resolved = rule.resolved
            if resolved.has_relative_presets or resolved.unknown_presets:
                continue
            if resolved.rule.keys() <= {*rule.selectors, "description"}:
                is_checked = len(rule.selectors) == len(resolved.rule)
                yield Finding(
                    pointer=rule.pointer,
                    at_key=False,
                    message="this rule sets nothing for the dependencies that it selects",
                    help="add the options that it is for, or remove it",
                    official="warning" if is_checked else None,
                )
