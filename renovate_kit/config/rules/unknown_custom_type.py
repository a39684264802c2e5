"""The rule `unknown-custom-type`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.custom_managers import custom_managers
from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["UnknownCustomType"]


class UnknownCustomType(Rule):
    """The `customType` of a custom manager is none that Renovate has.

    Renovate refuses the config.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK401"
    name = "unknown-custom-type"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"customManagers": [{"customType": "jsonata"}, {"customType": "regex"}]}'),
    )
    invalid: ClassVar = (
        Invalid('{"customManagers": [{"customType": "yaml"}]}', at='"yaml"'),
        Invalid('{"customManagers": [{"customType": ""}]}', at='""'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every type that there is not."""
        types = " or ".join(f"`{name}`" for name in sorted(subject.catalogue.custom_managers))
        for manager in custom_managers(subject):
            if manager.type is None:
                is_reported = not manager.unknown_fields
                yield Finding(
                    pointer=(*manager.pointer, "customType"),
                    at_key=False,
                    message="a custom manager has a type that Renovate knows",
                    help=f"write {types}",
                    official=manager.setting.scope.verdict("error") if is_reported else None,
                )
