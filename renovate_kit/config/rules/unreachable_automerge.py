"""The rule `unreachable-automerge`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["UnreachableAutomerge"]


class UnreachableAutomerge(Rule):
    """`automerge` is switched on where `enabled` switches all updates off.

    There is no update that it could be for. Nothing is said if the config enables updates
    elsewhere again, as then these may be meant.

    Source: `applyPackageRules` in `lib/util/package-rules/index.ts`.
    """

    code = "RK617"
    name = "unreachable-automerge"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid(
            '{"packageRules": [{"matchDepNames": ["*"], "enabled": false, "automerge": true}, '
            '{"matchDepNames": ["a"], "enabled": true}]}'
        ),
        Valid('{"packageRules": [{"matchDepNames": ["a"], "automerge": true}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"matchDepNames": ["a"], "enabled": false, "automerge": true}]}',
            at='"automerge"',
        ),
        Invalid('{"major": {"automerge": true, "enabled": false}}', at='"automerge"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every `automerge` beside an `enabled` that is false."""
        settings = list(subject.at(Stage.TYPED, "automerge", "enabled"))
        if any(setting.key == "enabled" and setting.value is True for setting in settings):
            return
        for setting in settings:
            is_on = setting.key == "automerge" and setting.value is True
            is_inside = setting.scope.path is not None
            if is_on and is_inside and setting.scope.data.get("enabled") is False:
                yield Finding(
                    pointer=setting.pointer,
                    message="`automerge` has nothing to merge: `enabled` is false here",
                    help="remove one of the two",
                )
