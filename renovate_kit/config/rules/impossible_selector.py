"""The rule `impossible-selector`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.pattern_lists import PatternList, is_plain, pattern_lists
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["ImpossibleSelector"]


class ImpossibleSelector(Rule):
    """A selector of a package rule can match nothing: it is empty, or excludes what it names.

    The rule around it never applies, or not to the excluded name.

    Source: `matchRegexOrGlobList` in `lib/util/string-match.ts`.
    """

    code = "RK610"
    name = "impossible-selector"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"packageRules": [{"matchPackageNames": ["a*", "!ab"], "enabled": false}]}'),
        Valid('{"packageRules": [{"matchPackageNames": ["@a/b", "!@a/c"], "enabled": false}]}'),
    )
    invalid: ClassVar = (
        Invalid('{"packageRules": [{"matchPackageNames": [], "enabled": false}]}', at="[]"),
        Invalid(
            '{"packageRules": [{"matchPackageNames": ["@a/b", "c", "!@a/*"], "enabled": false}]}',
            at='"@a/b"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every empty selector, and every name that a selector excludes."""
        for found in pattern_lists(subject):
            if found.name not in subject.catalogue.selectors:
                continue
            if not found.patterns:
                yield Finding(
                    pointer=found.setting.pointer,
                    at_key=False,
                    message=f"`{found.name}` is empty, so this rule never applies",
                    help="remove the selector to match all, or the rule",
                )
            elif any(pattern.startswith("!") for pattern in found.patterns):
                yield from _excluded(found)


def _excluded(found: PatternList) -> Iterator[Finding]:
    from renovate_kit.config.grammars.globs import (  # noqa: PLC0415 - few lists get here
        UnusableGlobError,
        matches_pattern_list,
    )

    negative = [pattern for pattern in found.patterns if pattern.startswith("!")]
    for index, name in enumerate(found.patterns):
        try:
            if not is_plain(name) or matches_pattern_list(name, negative):
                continue
        except UnusableGlobError:
            return
        yield Finding(
            pointer=found.place_of(index),
            at_key=False,
            message=f"`{name}` is named here and excluded at the same time",
            help="remove it, or the pattern with `!` that excludes it",
        )
