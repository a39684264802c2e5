"""The rule `disallowed-internal-host`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Subject

__all__ = ["DisallowedInternalHost"]


class DisallowedInternalHost(Rule):
    """A host rule sets `allowInternal` where only the operator may.

    Who may write to a repository could otherwise make Renovate call hosts in the network that
    it runs in. Renovate refuses the config, even if the value is false.

    Source: `mayGrantInternalHostAccess` in `lib/config/validation.ts`.
    """

    code = "RK431"
    name = "disallowed-internal-host"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid(
            '{"hostRules": [{"matchHost": "a.internal", "allowInternal": true}]}',
            kind=ConfigKind.GLOBAL,
        ),
    )
    invalid: ClassVar = (
        Invalid(
            '{"hostRules": [{"matchHost": "a.internal", "allowInternal": true}]}',
            at='"allowInternal"',
        ),
        Invalid(
            '{"hostRules": [{"matchHost": "a.internal", "allowInternal": true}]}',
            at='"allowInternal"',
            kind=ConfigKind.INHERIT,
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every `allowInternal` that is not the operator's."""
        for setting, index, rule in subject.host_rules():
            kind = setting.scope.kind
            is_inherited = kind is ConfigKind.INHERIT
            is_trusted = is_inherited and subject.global_settings.inherit_config_trusted
            if "allowInternal" in rule and kind is not ConfigKind.GLOBAL and not is_trusted:
                yield Finding(
                    pointer=(*setting.pointer, index, "allowInternal"),
                    message="`allowInternal` is for the operator to set",
                    help="move the host rule into the operator's configuration"
                    + (", or set `inheritConfigTrusted` there" if is_inherited else ""),
                    official=setting.scope.verdict("error"),
                )
