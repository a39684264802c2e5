"""The rule `misplaced-option`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Setting, Stage, Subject

__all__ = ["MisplacedOption"]

_NOT_JUDGED = {Stage.MISPLACED_GLOBAL, Stage.GLOBAL, Stage.IGNORED}

_MOST_NAMED = 8


class MisplacedOption(Rule):
    """An option stands in an object that may not have it.

    Renovate reads it from certain objects only; here it has no effect.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK105"
    name = "misplaced-option"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"postUpgradeTasks": {"commands": ["make"]}}'),
        Valid('{"matchHost": "example.com"}', kind=ConfigKind.PRESET),
    )
    invalid: ClassVar = (
        Invalid('{"matchHost": "example.com"}', at='"matchHost"'),
        Invalid(
            '{"packageRules": [{"matchPackageNames": ["a"], "minor": {"commands": ["make"]}}]}',
            at='"commands"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every option that its surroundings may not have."""
        for setting in subject.settings:
            if setting.stage in _NOT_JUDGED or setting.scope.kind is ConfigKind.PRESET:
                continue
            parents = setting.option.parents if setting.option else ()
            if parents and setting.scope.parent not in parents:
                yield Finding(
                    pointer=setting.pointer,
                    message=f"`{setting.key}` has no effect {_place(setting)}",
                    help=f"it works {_places(parents)}",
                    official="warning",
                )


def _place(setting: Setting) -> str:
    parent = setting.scope.parent
    return "at the top level" if parent == "." else f"in `{parent}`"


def _places(parents: tuple[str, ...]) -> str:
    names = [f"`{parent}`" for parent in sorted(parents) if parent != "."]
    rest = len(names) - _MOST_NAMED
    objects = ", ".join(names[:_MOST_NAMED]) + (f" and {rest} other objects" if rest > 0 else "")
    top = "at the top level" if "." in parents else ""
    return " and ".join(filter(None, (top, f"in {objects}" if objects else "")))
