"""The rule `unknown-custom-manager-field`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.custom_managers import custom_managers
from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.options import nearest
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["UnknownCustomManagerField"]


class UnknownCustomManagerField(Rule):
    """A custom manager has a field that custom managers do not have.

    Renovate refuses the config, even if it is an option elsewhere, as `enabled` is.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK400"
    name = "unknown-custom-manager-field"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid(
            '{"customManagers": [{"customType": "regex", "managerFilePatterns": ["/a/"], '
            '"matchStrings": ["(?<depName>a)(?<currentValue>b)"], "datasourceTemplate": "npm"}]}'
        ),
    )
    invalid: ClassVar = (
        Invalid('{"customManagers": [{"customType": "regex", "enabled": true}]}', at='"enabled"'),
        Invalid(
            '{"customManagers": [{"customType": "regex", "datasorceTemplate": "npm"}]}',
            at='"datasorceTemplate"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every field that there is not."""
        known = sorted(subject.catalogue.custom_manager_keys)
        for manager in custom_managers(subject):
            for count, field in enumerate(manager.unknown_fields):
                likely = nearest(field, known)
                yield Finding(
                    pointer=(*manager.pointer, field),
                    message=f"a custom manager has no field `{field}`",
                    help=f"did you mean `{likely}`?" if likely else f"it has {', '.join(known)}",
                    official=manager.setting.scope.verdict("error"),
                    # The official validator has one message for all of them.
                    official_count=0 if count else 1,
                )
