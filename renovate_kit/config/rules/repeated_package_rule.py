"""The rule `repeated-package-rule`."""

import json
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.package_rules import package_rules
from renovate_kit.config.provenance import origin_of
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["RepeatedPackageRule"]


class RepeatedPackageRule(Rule):
    """A package rule says what an earlier one says; only their descriptions may differ.

    Often one of the two was copied and then not changed where it should have been.

    Source: `applyPackageRules` in `lib/util/package-rules/index.ts`.
    """

    code = "RK612"
    name = "repeated-package-rule"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid(
            '{"packageRules": [{"matchDepNames": ["a"], "enabled": false}, '
            '{"matchDepNames": ["b"], "enabled": false}]}'
        ),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"matchDepNames": ["a"], "enabled": false},\n'
            '{"enabled": false, "matchDepNames": ["a"], "description": "no a"}]}',
            at='{"enabled": false, "matchDepNames": ["a"], "description": "no a"}',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every rule that was there before."""
        first: dict[tuple[object, str], int] = {}
        for rule in package_rules(subject):
            origin = origin_of(subject.data, rule.pointer)
            if not isinstance(rule.data, dict) or not isinstance(origin[-1], int):
                continue  # made by Renovate of something else
            bare = {key: value for key, value in rule.data.items() if key != "description"}
            key = (rule.setting.pointer, json.dumps(bare, sort_keys=True, default=id))
            if key in first:
                yield Finding(
                    pointer=rule.pointer,
                    at_key=False,
                    message=f"this rule says the same as `packageRules[{first[key]}]`",
                    help="remove one of the two, or change what should differ",
                )
            else:
                first[key] = origin[-1]
