"""The rule `missing-match-strings`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.custom_managers import custom_managers
from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["MissingMatchStrings"]


class MissingMatchStrings(Rule):
    """A custom manager does not say what to look for.

    Renovate refuses the config.

    Source: `validateRegexManagerFields` and `validateJSONataManagerFields` in
    `lib/config/validation-helpers/utils.ts`.
    """

    code = "RK403"
    name = "missing-match-strings"
    severity = Severity.ERROR
    valid: ClassVar = (Valid('{"customManagers": [{"matchStrings": ["(?<depName>a)"]}]}'),)
    invalid: ClassVar = (
        Invalid(
            '{"customManagers": [{"customType": "regex", "managerFilePatterns": ["/a/"]}]}',
            at='{"customType": "regex", "managerFilePatterns": ["/a/"]}',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every custom manager without `matchStrings`."""
        for manager in custom_managers(subject):
            if manager.type is None or manager.match_strings:
                continue
            yield Finding(
                pointer=manager.pointer,
                at_key=False,
                message="this custom manager has no list of `matchStrings`",
                help="list expressions that capture the version and the name of a dependency",
                official=manager.verdict("error"),
                # What they should capture is missing too; the official validator says it all.
                official_count=1 + len(manager.missing_fields),
            )
