"""The rule `unknown-tool`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid, did_you_mean
from renovate_kit.config.subject import Stage, Subject

__all__ = ["UnknownTool"]


class UnknownTool(Rule):
    """`installTools` names a tool that Renovate cannot install.

    The commands that need it will not find it.

    Source: `toolDefinitions` in `lib/util/exec/types.ts`.
    """

    code = "RK415"
    name = "unknown-tool"
    severity = Severity.WARNING
    valid: ClassVar = (Valid('{"postUpgradeTasks": {"installTools": {"node": {}}}}'),)
    invalid: ClassVar = (
        Invalid('{"postUpgradeTasks": {"installTools": {"nodejs": {}}}}', at='"nodejs"'),
        Invalid('{"postUpgradeTasks": {"installTools": {"cmake": {}}}}', at='"cmake"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every tool that there is not."""
        known = subject.catalogue.tools
        for setting in subject.at(Stage.TYPED, "installTools"):
            tools = setting.value if isinstance(setting.value, dict) else {}
            for name in tools:
                if name in known:
                    continue
                yield Finding(
                    pointer=(*setting.pointer, name),
                    message=f"Renovate has no tool `{name}` to install",
                    help=did_you_mean(name, known, "install it with a command, or remove it"),
                    official="warning",
                )
