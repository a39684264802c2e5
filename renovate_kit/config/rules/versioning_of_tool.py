"""The rule `versioning-of-tool`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["VersioningOfTool"]


class VersioningOfTool(Rule):
    """`constraintsVersioning` names a tool, whose versioning is fixed.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK418"
    name = "versioning-of-tool"
    severity = Severity.ERROR
    valid: ClassVar = (Valid('{"constraintsVersioning": {"vscode": "semver"}}'),)
    invalid: ClassVar = (
        Invalid('{"constraintsVersioning": {"node": "semver"}}', at='"node"'),
        Invalid('{"constraintsVersioning": {"vscode": "npm", "golang": "npm"}}', at='"golang"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every tool that is named."""
        schemes = subject.catalogue.tool_versionings
        for setting, name, _ in subject.constraints():
            if setting.key == "constraintsVersioning" and name in schemes:
                yield Finding(
                    pointer=(*setting.pointer, name),
                    message=f"the tool `{name}` always has the versioning `{schemes[name]}`",
                    help="remove it; only constraints that are no tools have a choice",
                    official=setting.scope.verdict("error"),
                )
