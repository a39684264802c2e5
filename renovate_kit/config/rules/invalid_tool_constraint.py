"""The rule `invalid-tool-constraint`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["InvalidToolConstraint"]


class InvalidToolConstraint(Rule):
    """The constraint of a tool is no version in the scheme of that tool.

    Renovate cannot tell which versions fit, and installs the latest one.

    Source: `validateConfig` in `lib/config/validation.ts`, `getToolConfig` in
    `lib/util/exec/containerbase.ts`.
    """

    code = "RK417"
    name = "invalid-tool-constraint"
    severity = Severity.WARNING
    valid: ClassVar = (Valid('{"constraints": {"node": "^22.1.0", "python": ">=3.10,<3.13"}}'),)
    invalid: ClassVar = (
        Invalid('{"constraints": {"node": "latest"}}', at='"latest"'),
        Invalid('{"constraints": {"helm": "3.x"}}', at='"3.x"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every such version."""
        from renovate_kit.config.grammars.versionings import (  # noqa: PLC0415 - few configs have it
            VERSIONING_SCHEMES,
            is_valid_version,
        )

        for setting, name, version in subject.constraints():
            scheme = subject.catalogue.tool_versionings.get(name)
            if setting.key != "constraints" or scheme not in VERSIONING_SCHEMES:
                continue
            if not is_valid_version(scheme, version):
                yield Finding(
                    pointer=(*setting.pointer, name),
                    at_key=False,
                    message=f"`{version}` is no `{scheme}` version, as the tool `{name}` needs",
                    help=f"see https://docs.renovatebot.com/modules/versioning/{scheme}/",
                    official="warning",
                )
