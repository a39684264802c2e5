"""The rule `misplaced-global-option`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Fix, Severity
from renovate_kit.config.mending import member_removal
from renovate_kit.config.provenance import origin_of
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Setting, Stage, Subject

__all__ = ["MisplacedGlobalOption"]


class MisplacedGlobalOption(Rule):
    """An option that only the operator may set stands in the config of a repository.

    Renovate ignores it there, so what it asks for does not happen.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK104"
    name = "misplaced-global-option"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"autodiscover": true}', kind=ConfigKind.GLOBAL),
        Valid('{"onboarding": false}', kind=ConfigKind.INHERIT),
        Valid('{"hostRules": [{"matchHost": "example.com", "token": "abc"}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"labels": [], "autodiscover": true}', at='"autodiscover"', fixed='{"labels": []}'
        ),
        Invalid(
            '{"onboardingConfig": {"platform": "github"}}',
            at='"platform"',
            fixed='{"onboardingConfig": {}}',
            kind=ConfigKind.GLOBAL,
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every global option that is out of place."""
        for setting in subject.settings:
            if setting.stage is Stage.MISPLACED_GLOBAL:
                yield Finding(
                    pointer=setting.pointer,
                    message=f"`{setting.key}` works in the operator's configuration only",
                    help=_help(setting),
                    official="warning",
                    fix=_removal(setting, subject),
                )


def _help(setting: Setting) -> str:
    name = setting.option.env if setting.option else None
    way = f", with `{name}` or in the config file" if name else ""
    return f"remove it here; who runs Renovate can set it{way}"


def _removal(setting: Setting, subject: Subject) -> Fix | None:
    origin = origin_of(subject.data, setting.pointer)
    member = subject.document.member_at(origin)
    if member is None or member.key != setting.key:
        return None
    return member_removal(
        subject, setting.pointer, description=f"remove `{setting.key}`", is_safe=True
    )
