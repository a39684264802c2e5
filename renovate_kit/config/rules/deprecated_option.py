"""The rule `deprecated-option`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.options import Option
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Setting, Stage, Subject

__all__ = ["DeprecatedOption"]


class DeprecatedOption(Rule):
    """An option, or the value `docker` of `binarySource`, that Renovate is giving up.

    It still works, and will be gone in some release to come.

    Source: `getDeprecationMessage` and `validateGlobalConfig` in `lib/config/validation.ts`.
    """

    code = "RK108"
    name = "deprecated-option"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"commitMessageAction": "Update"}'),
        Valid('{"binarySource": "install"}', kind=ConfigKind.GLOBAL),
    )
    invalid: ClassVar = (
        Invalid('{"commitMessage": "chore: update"}', at='"commitMessage"'),
        Invalid('{"dockerUser": "1000"}', at='"dockerUser"', kind=ConfigKind.GLOBAL),
        Invalid('{"binarySource": "docker"}', at='"docker"', kind=ConfigKind.GLOBAL),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every deprecated option, and the one deprecated value."""
        for setting in subject.settings:
            option = setting.option
            if setting.stage in {Stage.MISPLACED_GLOBAL, Stage.IGNORED} or option is None:
                continue
            if option.is_deprecated:
                yield Finding(
                    pointer=setting.pointer,
                    message=f"`{option.name}` is deprecated",
                    help=_help(option),
                    official="warning",
                )
            elif _is_docker(setting):
                yield Finding(
                    pointer=setting.pointer,
                    at_key=False,
                    message="`docker` is deprecated as `binarySource`",
                    help="write `install`, which installs tools inside Renovate's container",
                    official="warning",
                )


def _is_docker(setting: Setting) -> bool:
    is_set = setting.key == "binarySource" and setting.stage is Stage.GLOBAL
    return is_set and bool(setting.value == "docker")


def _help(option: Option) -> str:
    successors = ", ".join(f"`{name}`" for name in option.replaced_by)
    return f"use {successors}" if successors else f"remove it; see {option.documentation_url}"
