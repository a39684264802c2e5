"""The rule `missing-file-patterns`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.custom_managers import custom_managers
from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["MissingFilePatterns"]


class MissingFilePatterns(Rule):
    """A custom manager does not say in which files it looks.

    Renovate refuses the config.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK402"
    name = "missing-file-patterns"
    severity = Severity.ERROR
    valid: ClassVar = (Valid('{"customManagers": [{"managerFilePatterns": ["/Makefile$/"]}]}'),)
    invalid: ClassVar = (
        Invalid('{"customManagers": [{"customType": "regex"}]}', at='{"customType": "regex"}'),
        Invalid(
            '{"customManagers": [{"customType": "regex", "managerFilePatterns": []}]}',
            at='{"customType": "regex", "managerFilePatterns": []}',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every custom manager without patterns of files."""
        for manager in custom_managers(subject):
            if not manager.has_file_patterns:
                is_reported = manager.type is not None and not manager.unknown_fields
                yield Finding(
                    pointer=manager.pointer,
                    at_key=False,
                    message="this custom manager has no `managerFilePatterns`",
                    help="list the files, as in `managerFilePatterns: ['/(^|/)Makefile$/']`",
                    official=manager.setting.scope.verdict("error") if is_reported else None,
                )
