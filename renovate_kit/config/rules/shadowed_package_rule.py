"""The rule `shadowed-package-rule`."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.options import Catalogue
from renovate_kit.config.package_rules import PackageRule, package_rules
from renovate_kit.config.provenance import Json, origin_of
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["ShadowedPackageRule"]

_SEEN_BY_SELECTORS = frozenset(
    {
        "defaultRegistryUrls",
        "overrideDatasource",
        "overrideDepName",
        "overridePackageName",
        "registryUrls",
        "sourceUrl",
        "versioning",
    }
)
"""What a rule sets can decide whether a later one applies."""

_MORE_THAN_SET = frozenset({"force", "groupName", "groupSlug"})
"""Renovate does more with these than to let the last one count."""


class ShadowedPackageRule(Rule):
    """A later package rule has the same selectors and sets all that this one sets.

    This one never has an effect, so one of the two was meant to be for something else.

    Source: `applyPackageRules` in `lib/util/package-rules/index.ts`.
    """

    code = "RK613"
    name = "shadowed-package-rule"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid(
            '{"packageRules": [{"matchDepNames": ["a"], "labels": ["a"]}, '
            '{"matchDepNames": ["a"], "automerge": true}]}'
        ),
        Valid(
            '{"packageRules": [{"matchDepNames": ["a"], "addLabels": ["a"]}, '
            '{"matchDepNames": ["a"], "addLabels": ["b"]}]}'
        ),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"matchDepNames": ["a"], "automerge": true},\n'
            '{"matchDepNames": ["a"], "automerge": false, "labels": ["b"]}]}',
            at='{"matchDepNames": ["a"], "automerge": true}',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every rule that a later one overrides as a whole."""
        rules = [rule for rule in package_rules(subject) if _is_simple(rule, subject)]
        by_selectors: dict[str, list[PackageRule]] = defaultdict(list)
        for rule in rules:
            by_selectors[_identity(rule)].append(rule)
        for alike in by_selectors.values():
            for index, rule in enumerate(alike):
                later = _shadow_of(rule, alike[index + 1 :], subject.catalogue)
                if later is not None:
                    yield _finding(rule, origin_of(subject.data, later.pointer)[-1])


def _finding(rule: PackageRule, number: str | int) -> Finding:
    return Finding(
        pointer=rule.pointer,
        at_key=False,
        message=f"`packageRules[{number}]` overrides all that this rule sets",
        help="it has the same selectors: remove this one, or change one of the two",
    )


def _is_simple(rule: PackageRule, subject: Subject) -> bool:
    """Return whether somebody wrote the rule as it is, and it extends nothing."""
    origin = origin_of(subject.data, rule.pointer)
    is_written = isinstance(rule.data, dict) and isinstance(origin[-1], int)
    return is_written and "extends" not in rule.data


def _shadow_of(
    rule: PackageRule, later: Sequence[PackageRule], catalogue: Catalogue
) -> PackageRule | None:
    own = _set_by(rule)
    if not own or not all(_is_overridable(key, catalogue) for key in own):
        return None
    for other in later:
        theirs = _set_by(other)
        if own.keys() <= theirs.keys() and own != theirs:
            return other
    return None


def _is_overridable(key: str, catalogue: Catalogue) -> bool:
    option = catalogue.option(key)
    if option is None or option.is_mergeable:
        return False
    return key not in _SEEN_BY_SELECTORS and key not in _MORE_THAN_SET


def _identity(rule: PackageRule) -> str:
    """Return what is the same for rules of one list that match the same."""
    selectors = {key: value for key, value in rule.data.items() if key.startswith("match")}
    return json.dumps([rule.setting.pointer, selectors], sort_keys=True)


def _set_by(rule: PackageRule) -> Mapping[str, Json]:
    return {
        key: value
        for key, value in rule.data.items()
        if key != "description" and not key.startswith("match")
    }
