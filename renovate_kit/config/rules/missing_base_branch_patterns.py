"""The rule `missing-base-branch-patterns`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.package_rules import package_rules
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["MissingBaseBranchPatterns"]


class MissingBaseBranchPatterns(Rule):
    """A package rule matches base branches, but the config around it names none.

    Without `baseBranchPatterns` Renovate works on the default branch alone, so the rule
    applies always or never.

    Source: `check` in `lib/config/validation-helpers/match-base-branches.ts`.
    """

    code = "RK301"
    name = "missing-base-branch-patterns"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid(
            '{"baseBranchPatterns": ["main", "next"], '
            '"packageRules": [{"matchBaseBranches": ["next"], "automerge": true}]}'
        ),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"matchBaseBranches": ["next"], "automerge": true}]}',
            at='"matchBaseBranches"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every selector of base branches that has nothing to select from."""
        for rule in package_rules(subject):
            resolved = rule.resolved
            patterns = rule.setting.scope.data.get("baseBranchPatterns")
            has_patterns = isinstance(patterns, list) and bool(patterns)
            if isinstance(resolved.rule.get("matchBaseBranches"), list) and not has_patterns:
                yield Finding(
                    pointer=rule.place_of("matchBaseBranches"),
                    message="`matchBaseBranches` needs `baseBranchPatterns`, which is not set",
                    help="set `baseBranchPatterns` beside `packageRules`, or remove the selector",
                    official="warning",
                )
