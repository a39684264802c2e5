"""The rule `disjoint-selectors`."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.known_names import manager_names
from renovate_kit.config.package_rules import package_rules
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["DisjointSelectors"]


class DisjointSelectors(Rule):
    """A package rule is for managers that are switched off, or in none of its categories.

    It never applies. Managers are off if `enabledManagers` lists others only. Nothing is said
    where the config gives managers categories of its own.

    Source: `matchesRule` in `lib/util/package-rules/index.ts`, `getEnabledManagersList` in
    `lib/modules/manager/index.ts`.
    """

    code = "RK611"
    name = "disjoint-selectors"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid(
            '{"enabledManagers": ["npm"], '
            '"packageRules": [{"matchManagers": ["npm", "pip_setup"], "enabled": false}]}'
        ),
        Valid(
            '{"packageRules": [{"matchManagers": ["helmv3"], "matchCategories": ["helm"], '
            '"enabled": false}]}'
        ),
    )
    invalid: ClassVar = (
        Invalid(
            '{"enabledManagers": ["npm"], '
            '"packageRules": [{"matchManagers": ["dockerfile"], "enabled": false}]}',
            at='["dockerfile"]',
        ),
        Invalid(
            '{"packageRules": [{"matchManagers": ["npm"], "matchCategories": ["docker"], '
            '"enabled": false}]}',
            at='["npm"]',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield the managers of every rule that can find none of them."""
        enabled = _enabled(subject)
        has_own_categories = any(setting.key == "categories" for setting in subject.settings)
        for rule in package_rules(subject):
            if not isinstance(rule.data, dict):
                continue
            managers = _matching(rule.data, "matchManagers", manager_names(subject.catalogue))
            if not managers:
                continue
            pointer = (*rule.pointer, "matchManagers")
            if enabled is not None and managers.isdisjoint(enabled):
                yield Finding(
                    pointer=pointer,
                    at_key=False,
                    message="none of these managers is in `enabledManagers`",
                    help="add one there, or remove the rule",
                )
            elif not has_own_categories and not _share_category(rule.data, managers, subject):
                yield Finding(
                    pointer=pointer,
                    at_key=False,
                    message="none of these managers is in a category that the rule matches",
                    help="remove one of the two selectors: all of them have to match",
                )


def _enabled(subject: Subject) -> frozenset[str] | None:
    """Return the managers that are on, None if all are or that can't be told."""
    for setting in subject.at(Stage.TYPED, "enabledManagers"):
        names = setting.value
        if setting.scope.path is None and isinstance(names, list) and names:
            return frozenset(name for name in names if isinstance(name, str))
    return None


def _matching(
    rule: Mapping[str, Json], selector: str, known: frozenset[str]
) -> frozenset[str] | None:
    """Return which of the known names a selector matches, None if there is none or it is odd."""
    patterns = rule.get(selector)
    if not isinstance(patterns, list) or not all(isinstance(item, str) for item in patterns):
        return None
    from renovate_kit.config.grammars.globs import (  # noqa: PLC0415 - few rules have these
        UnusableGlobError,
        matches_pattern_list,
    )

    try:
        return frozenset(name for name in known if matches_pattern_list(name, patterns))
    except UnusableGlobError:
        return None


def _share_category(rule: Mapping[str, Json], managers: frozenset[str], subject: Subject) -> bool:
    catalogue = subject.catalogue
    wanted = _matching(rule, "matchCategories", catalogue.categories)
    if not wanted:
        return True
    names = {name.removeprefix("custom.") for name in managers}
    return any(wanted.intersection(catalogue.manager_facts[name].categories) for name in names)
