"""The rule `option-of-other-platform`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.javascript import is_same
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Setting, Stage, Subject

__all__ = ["OptionOfOtherPlatform"]

_WORKS_ELSEWHERE_TOO = frozenset({"password", "username", "vulnerabilityAlerts"})


class OptionOfOtherPlatform(Rule):
    """An option does nothing on the platform that Renovate is configured for.

    The platform is that of the operator's configuration; where it is not known, nothing is
    said. An option that is set to what it is anyway is left alone.

    Source: `supportedPlatforms` in `lib/config/options/index.ts`.
    """

    code = "RK623"
    name = "option-of-other-platform"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"autoApprove": true}'),
        Valid('{"platform": "gitlab", "autoApprove": true}', kind=ConfigKind.GLOBAL),
        Valid('{"platform": "github", "autoApprove": false}', kind=ConfigKind.GLOBAL),
    )
    invalid: ClassVar = (
        Invalid(
            '{"platform": "github", "autoApprove": true}',
            at='"autoApprove"',
            kind=ConfigKind.GLOBAL,
        ),
        Invalid(
            '{"platform": "gitlab", "forkToken": "{{ secrets.A }}"}',
            at='"forkToken"',
            kind=ConfigKind.GLOBAL,
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every option that the platform has no use for."""
        platform = _platform(subject)
        if platform not in subject.catalogue.platforms:
            return
        for setting in subject.settings:
            option = setting.option
            if option is None or not _is_set(setting) or option.name in _WORKS_ELSEWHERE_TOO:
                continue
            if option.supported_platforms and platform not in option.supported_platforms:
                yield Finding(
                    pointer=setting.pointer,
                    message=f"`{option.name}` does nothing on the platform `{platform}`",
                    help=f"it is for {', '.join(option.supported_platforms)}",
                )


def _platform(subject: Subject) -> str | None:
    if subject.kind is ConfigKind.GLOBAL and isinstance(subject.data, dict):
        own = subject.data.get("platform")
        if isinstance(own, str):
            return own
    return subject.global_settings.platform


def _is_set(setting: Setting) -> bool:
    """Return whether a setting changes something where its option works."""
    if setting.stage not in {Stage.TYPED, Stage.GLOBAL} or setting.option is None:
        return False
    return not is_same(setting.value, setting.option.default)
