"""The rule `unknown-constraint-versioning`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid, did_you_mean
from renovate_kit.config.subject import Subject

__all__ = ["UnknownConstraintVersioning"]

_LIST = "https://docs.renovatebot.com/modules/versioning/ lists them"


class UnknownConstraintVersioning(Rule):
    """`constraintsVersioning` names a versioning that Renovate does not have.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK419"
    name = "unknown-constraint-versioning"
    severity = Severity.ERROR
    valid: ClassVar = (Valid('{"constraintsVersioning": {"vscode": "regex:^(?<major>\\\\d+)$"}}'),)
    invalid: ClassVar = (Invalid('{"constraintsVersioning": {"vscode": "semvr"}}', at='"semvr"'),)

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every versioning that there is not."""
        catalogue = subject.catalogue
        for setting, name, versioning in subject.constraints():
            is_judged = (
                setting.key == "constraintsVersioning"
                and name in catalogue.additional_constraints
                and name not in catalogue.tools
            )
            scheme = versioning.partition(":")[0]
            if is_judged and scheme not in catalogue.versionings:
                yield Finding(
                    pointer=(*setting.pointer, name),
                    at_key=False,
                    message=f"there is no versioning `{scheme}`",
                    help=did_you_mean(scheme, catalogue.versionings, _LIST),
                    official=setting.scope.verdict("error"),
                )
