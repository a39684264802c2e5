"""The rule `option-of-other-manager`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.pattern_lists import is_plain
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Setting, Stage, Subject

__all__ = ["OptionOfOtherManager"]

_USED_BY_MORE = frozenset({"bumpVersion", "constraints", "registryAliases"})
"""More managers heed these than Renovate lists."""


class OptionOfOtherManager(Rule):
    """An option is set for managers that do not heed it.

    Source: `supportedManagers` in `lib/config/options/index.ts`.
    """

    code = "RK624"
    name = "option-of-other-manager"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"composer": {"ignoreScripts": true}, "skipInstalls": true}'),
        Valid('{"packageRules": [{"matchManagers": ["/^np/"], "skipInstalls": true}]}'),
    )
    invalid: ClassVar = (
        Invalid('{"cargo": {"skipInstalls": true}}', at='"skipInstalls"'),
        Invalid(
            '{"packageRules": [{"matchManagers": ["poetry"], "goGetDirs": ["a"]}]}',
            at='"goGetDirs"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every option that none of the managers around it heeds."""
        for setting in subject.settings:
            option = setting.option
            if setting.stage is not Stage.TYPED or option is None or option.name in _USED_BY_MORE:
                continue
            supported = option.supported_managers
            managers = _managers(setting, subject) if supported else frozenset()
            if managers and managers.isdisjoint(supported):
                yield Finding(
                    pointer=setting.pointer,
                    message=f"`{option.name}` does nothing for {', '.join(sorted(managers))}",
                    help=f"it is for {', '.join(supported)}",
                )


def _managers(setting: Setting, subject: Subject) -> frozenset[str]:
    """Return for which managers a setting is, none if for all or that can't be told."""
    scope = setting.scope
    if scope.path in subject.catalogue.managers:
        return frozenset({str(scope.path)})
    names = scope.data.get("matchManagers")
    if not isinstance(names, list) or not all(is_plain(name) for name in names):
        return frozenset()
    known = frozenset(names)
    return known if known <= subject.catalogue.managers else frozenset()
