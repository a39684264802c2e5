"""The rule `selector-outside-rule`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.options import OptionType
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Setting, Stage, Subject

__all__ = ["SelectorOutsideRule"]

_RULE = re.compile(r"p.*Rules\[\d+\]\Z")


class SelectorOutsideRule(Rule):
    """A `match...` option stands outside `packageRules`.

    It selects nothing there: the settings around it apply to every dependency, or Renovate
    refuses the config.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK107"
    name = "selector-outside-rule"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"packageRules": [{"matchManagers": ["npm"], "automerge": true}]}'),
        Valid('{"matchManagers": ["npm"], "automerge": true}', kind=ConfigKind.PRESET),
    )
    invalid: ClassVar = (
        Invalid('{"matchManagers": ["npm"], "automerge": true}', at='"matchManagers"'),
        Invalid('{"npm": {"matchDepTypes": ["engines"], "enabled": false}}', at='"matchDepTypes"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every selector that is in no rule."""
        for setting in subject.at(Stage.TYPED, *subject.catalogue.selectors):
            if _is_checked(setting) and not _RULE.search(setting.scope.path or ""):
                yield Finding(
                    pointer=setting.pointer,
                    message=f"`{setting.key}` selects nothing outside a package rule",
                    help="move it with the settings it is for into an entry of `packageRules`",
                    official=setting.scope.verdict("error"),
                )


def _is_checked(setting: Setting) -> bool:
    # Other selectors than lists escape the official validator here; `misplaced-option` has them.
    is_list = setting.option is not None and setting.option.type is OptionType.ARRAY
    is_preset = setting.scope.kind is ConfigKind.PRESET and setting.scope.path is None
    return is_list and isinstance(setting.value, list) and not is_preset
