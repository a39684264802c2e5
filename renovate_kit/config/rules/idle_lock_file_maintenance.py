"""The rule `idle-lock-file-maintenance`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.document.nodes import has_unknown
from renovate_kit.config.preset_contents import settings_below
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Stage, Subject

__all__ = ["IdleLockFileMaintenance"]

_NAME = "lockFileMaintenance"


class IdleLockFileMaintenance(Rule):
    """`lockFileMaintenance` has options but is not switched on.

    It is off by default, unlike all other kinds of update. Judged are configs of repositories
    of which all presets are built in. It is no more than a hint, as the operator's own
    configuration may switch it on.

    Source: `lockFileMaintenance` in `lib/config/options/index.ts`.
    """

    code = "RK625"
    name = "idle-lock-file-maintenance"
    severity = Severity.INFO
    valid: ClassVar = (
        Valid('{"lockFileMaintenance": {"enabled": true, "automerge": true}}'),
        Valid('{"extends": ["config:best-practices"], "lockFileMaintenance": {"automerge": true}}'),
        Valid('{"extends": ["github>a/b"], "lockFileMaintenance": {"automerge": true}}'),
    )
    invalid: ClassVar = (
        Invalid('{"lockFileMaintenance": {"automerge": true}}', at='"lockFileMaintenance"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield an object of options that none switches on."""
        objects = [one for one in subject.at(Stage.TYPED, _NAME) if isinstance(one.value, dict)]
        if subject.kind is not ConfigKind.REPO or any("enabled" in one.value for one in objects):
            return
        if not objects or _may_be_enabled_elsewhere(subject):
            return
        for setting in objects:
            if setting.scope.path is None and setting.value:
                yield Finding(
                    pointer=setting.pointer,
                    message=f"`{_NAME}` is not enabled, so its options have no effect",
                    help='add `"enabled": true` to it',
                )


def _may_be_enabled_elsewhere(subject: Subject) -> bool:
    if has_unknown(subject.document.root):
        return True
    for setting in subject.at(Stage.TYPED, "extends", "matchUpdateTypes"):
        if not isinstance(setting.value, list):
            return True
        if setting.key == "matchUpdateTypes":
            if _NAME in setting.value:
                return True
        elif not all(isinstance(name, str) for name in setting.value):
            return True
        else:
            keys = settings_below(setting.value, subject.catalogue)
            if keys is None or _NAME in keys:
                return True
    return False
