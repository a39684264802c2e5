"""The rule `unchecked-rule`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.package_rules import package_rules
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["UncheckedRule"]


class UncheckedRule(Rule):
    """Whether a package rule selects anything depends on a preset that is not at hand.

    A relative preset is found at run time only; the official validator warns of that. For
    other presets it uses the network, and breaks off without one.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK302"
    name = "unchecked-rule"
    severity = Severity.INFO
    valid: ClassVar = (
        Valid('{"packageRules": [{"extends": ["./a"], "matchDepNames": ["a"], "labels": []}]}'),
        Valid(
            '{"packageRules": [{"extends": ["github>a/b"], "matchDepNames": ["a"], "labels": []}]}'
        ),
    )
    invalid: ClassVar = (
        Invalid('{"packageRules": [{"extends": ["./a"], "enabled": false}]}', at='"extends"'),
        Invalid(
            '{"packageRules": [{"extends": ["github>a/b"], "enabled": false}]}', at='"extends"'
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every rule whose selectors, if any, come from elsewhere."""
        for rule in package_rules(subject):
            resolved = rule.resolved
            if rule.selectors:
                continue
            if resolved.has_relative_presets:
                yield Finding(
                    pointer=rule.place_of("extends"),
                    message="this rule has no selector unless its relative preset brings one",
                    help="write the selectors into the rule itself",
                    official="warning",
                )
            elif resolved.unknown_presets:
                names = ", ".join(f"`{name}`" for name in resolved.unknown_presets)
                yield Finding(
                    pointer=rule.place_of("extends"),
                    message=f"the selectors of this rule could not be checked offline: {names}",
                    help="make sure that a preset brings a selector, or write one into the rule",
                )
