"""The rule `nested-top-level-option`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Scope, Subject

__all__ = ["NestedTopLevelOption"]


class NestedTopLevelOption(Rule):
    """The object of a manager, or `env`, stands inside another object.

    Renovate reads these at the top level of a config only, and refuses them elsewhere.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK106"
    name = "nested-top-level-option"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"npm": {"enabled": false}}'),
        Valid('{"repositories": [{"repository": "a/b", "npm": {}}]}', kind=ConfigKind.GLOBAL),
    )
    invalid: ClassVar = (
        Invalid('{"lockFileMaintenance": {"npm": {"enabled": true}}}', at='"npm"'),
        Invalid('{"hostRules": [{"matchHost": "example.com", "npm": {}}]}', at='"npm"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every such object that is not at the top level."""
        for setting in subject.settings:
            is_manager = setting.key in subject.catalogue.managers
            if not (is_manager or setting.key == "env") or _is_top(setting.scope):
                continue
            selector = f'`"matchManagers": ["{setting.key}"]`'
            outer = setting.scope.path
            yield Finding(
                pointer=setting.pointer,
                message=f"`{setting.key}` must stand at the top level, not in `{outer}`",
                help=f"move it, or use a package rule with {selector}" if is_manager else "move it",
                official=setting.scope.verdict("error"),
            )


def _is_top(scope: Scope) -> bool:
    # An entry of `repositories` is a config of its own, so its parent is the top level too.
    return scope.path in {None, "onboardingConfig"} or scope.parent == "."
