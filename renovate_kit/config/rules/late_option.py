"""The rule `late-option`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.package_rules import package_rules
from renovate_kit.config.resolved_rules import ResolvedRule
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["LateOption"]


class LateOption(Rule):
    """A rule that matches on the kind of update sets an option that is needed before.

    Which kind an update is turns out when the releases are looked up. Options like
    `allowedVersions` decide what is looked up, so the rule would come too late. Renovate
    refuses it.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK305"
    name = "late-option"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"packageRules": [{"matchUpdateTypes": ["major"], "automerge": false}]}'),
        Valid('{"packageRules": [{"matchPackageNames": ["a"], "allowedVersions": "<2"}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"matchUpdateTypes": ["major"], "allowedVersions": "<2"}]}',
            at='"allowedVersions"',
        ),
        Invalid(
            '{"packageRules": [{"matchDepNames": ["a"], "major": {"rangeStrategy": "pin"}}]}',
            at='"rangeStrategy"',
        ),
        Invalid(
            '{"packageRules": [{"matchIsBreaking": true, "extends": [":pinVersions"]}]}',
            at='"extends"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every option that comes too late."""
        for rule in package_rules(subject):
            resolved = rule.resolved
            late_selectors = _late_selectors(resolved)
            if not late_selectors:
                continue
            names = " and ".join(f"`{name}`" for name in late_selectors)
            for option in resolved.rule:
                if option in subject.catalogue.pre_lookup_options:
                    yield Finding(
                        pointer=rule.place_of(option),
                        message=f"`{option}` is needed before {names} can match",
                        help="move it to a rule that matches on packages, managers or files",
                        official=rule.setting.scope.verdict("error"),
                        official_count=len(late_selectors),
                    )


def _late_selectors(resolved: ResolvedRule) -> list[str]:
    update_types = resolved.rule.get("matchUpdateTypes")
    late = ["matchUpdateTypes"] if isinstance(update_types, list) and update_types else []
    if isinstance(resolved.rule.get("matchIsBreaking"), bool):
        late.append("matchIsBreaking")
    return late
