"""The rule `missing-captures`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.custom_managers import CustomManager, custom_managers
from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["MissingCaptures"]


class MissingCaptures(Rule):
    """A custom manager does not find all that makes up a dependency.

    It takes a name, a version (or digest) and a datasource, each captured by `matchStrings` or
    set by a template. Renovate refuses the config otherwise. Groups are recognised by the text
    `(?<name>`; `(?P<name>` does not do.

    Source: `validateRegexManagerFields` and `validateJSONataManagerFields` in
    `lib/config/validation-helpers/utils.ts`.
    """

    code = "RK404"
    name = "missing-captures"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid(
            '{"customManagers": [{"customType": "regex", "managerFilePatterns": ["/a/"], '
            '"matchStrings": ["(?<depName>a)(?<currentValue>b)"], "datasourceTemplate": "npm"}]}'
        ),
    )
    invalid: ClassVar = (
        Invalid(
            '{"customManagers": [{"customType": "regex", "managerFilePatterns": ["/a/"], '
            '"matchStrings": ["(?<depName>a)"], "datasourceTemplate": "npm"}]}',
            at='"matchStrings"',
        ),
        Invalid(
            '{"customManagers": [{"customType": "jsonata", "managerFilePatterns": ["a.json"], '
            '"fileFormat": "json", "matchStrings": ["{\'depName\': a, \'currentValue\': b}"]}]}',
            at='"matchStrings"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield everything that a custom manager does not find."""
        for manager in custom_managers(subject):
            if manager.type is None or not manager.match_strings:
                continue
            for group in manager.missing_fields:
                names = " or ".join(f"`{name}`" for name in group)
                yield Finding(
                    pointer=(*manager.pointer, "matchStrings"),
                    message=f"this custom manager finds no {names}",
                    help=_help(manager, group),
                    official=manager.verdict("error"),
                )


def _help(manager: CustomManager, group: tuple[str, ...]) -> str:
    captured = f"(?<{group[0]}>...)" if manager.type == "regex" else f'"{group[0]}": ...'
    template = next((name for name in group if name != "currentDigest"), group[0])
    return f"capture it as in `{captured}`, or set `{template}Template`"
