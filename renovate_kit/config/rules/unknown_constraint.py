"""The rule `unknown-constraint`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid, did_you_mean
from renovate_kit.config.subject import Subject

__all__ = ["UnknownConstraint"]


class UnknownConstraint(Rule):
    """`constraints` or `constraintsVersioning` names something that Renovate does not know.

    The constraint restricts nothing; in `constraintsVersioning` Renovate refuses the config.

    Source: `isConstraintName` in `lib/util/exec/types.ts`.
    """

    code = "RK416"
    name = "unknown-constraint"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"constraints": {"go": "1.24", "node": "22"}}'),
        Valid('{"constraintsVersioning": {"perl": "semver"}}'),
    )
    invalid: ClassVar = (
        Invalid('{"constraints": {"nodejs": "22"}}', at='"nodejs"'),
        Invalid('{"constraintsVersioning": {"perll": "semver"}}', at='"perll"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every name that is no constraint."""
        catalogue = subject.catalogue
        known = catalogue.tools | catalogue.additional_constraints
        for setting, name, _ in subject.constraints():
            if name in known:
                continue
            is_versioning = setting.key == "constraintsVersioning"
            candidates = catalogue.additional_constraints if is_versioning else known
            yield Finding(
                pointer=(*setting.pointer, name),
                message=f"Renovate knows no constraint `{name}`",
                help=did_you_mean(name, candidates, "remove it"),
                official=setting.scope.verdict("error" if is_versioning else "warning"),
            )
