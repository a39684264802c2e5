"""The rule `rule-without-selector`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.package_rules import package_rules
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["RuleWithoutSelector"]


class RuleWithoutSelector(Rule):
    """A package rule has no selector, not even from its presets.

    It would apply to every dependency, which is what the config itself does. Renovate refuses
    it.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK303"
    name = "rule-without-selector"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"packageRules": [{"matchPackageNames": ["a"], "automerge": true}]}'),
        Valid('{"packageRules": [{"extends": ["monorepo:angular"], "automerge": true}]}'),
        Valid('{"packageRules": [{"major": {"automerge": false}}]}'),
    )
    invalid: ClassVar = (
        Invalid('{"packageRules": [{"automerge": true}]}', at='{"automerge": true}'),
        Invalid(
            '{"packageRules": [{"extends": [":automergeAll"]}]}',
            at='{"extends": [":automergeAll"]}',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every rule that selects nothing."""
        for rule in package_rules(subject):
            resolved = rule.resolved
            if rule.selectors:
                continue
            if not resolved.has_relative_presets and not resolved.unknown_presets:
                yield Finding(
                    pointer=rule.pointer,
                    at_key=False,
                    message="this rule says nothing about which dependencies it is for",
                    help="add a selector, as in `matchPackageNames`; or move it out of the rules",
                    official=rule.setting.scope.verdict("error"),
                )
