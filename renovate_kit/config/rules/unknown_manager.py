"""The rule `unknown-manager`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid, did_you_mean
from renovate_kit.config.subject import Stage, Subject

__all__ = ["UnknownManager"]

_CUSTOM = "custom."
_LIST = "https://docs.renovatebot.com/modules/manager/ lists them"


class UnknownManager(Rule):
    """`enabledManagers` names a manager that Renovate does not have.

    Renovate refuses the config. Without that it would look for no dependencies of the kind.

    Source: `getUnsupportedEnabledManagers` in `lib/config/validation.ts`.
    """

    code = "RK109"
    name = "unknown-manager"
    severity = Severity.ERROR
    valid: ClassVar = (Valid('{"enabledManagers": ["npm", "custom.regex"]}'),)
    invalid: ClassVar = (
        Invalid('{"enabledManagers": ["npm", "docker-file"]}', at='"docker-file"'),
        Invalid('{"enabledManagers": ["kustomization"]}', at='"kustomization"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every name that is no manager."""
        known = subject.catalogue.managers | subject.catalogue.custom_managers
        for setting in subject.at(Stage.TYPED, "enabledManagers"):
            if not isinstance(setting.value, list):
                continue
            unknown = (
                (index, name)
                for index, name in enumerate(setting.value)
                if isinstance(name, str) and name.replace(_CUSTOM, "", 1) not in known
            )
            for count, (index, name) in enumerate(unknown):
                yield Finding(
                    pointer=(*setting.pointer, index),
                    message=f"there is no manager `{name}`",
                    help=did_you_mean(name, known, _LIST),
                    official=setting.scope.verdict("error"),
                    # The official validator has one message for all of them.
                    official_count=0 if count else 1,
                )
