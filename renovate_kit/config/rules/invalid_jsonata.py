"""The rule `invalid-jsonata`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.custom_managers import custom_managers
from renovate_kit.config.diagnostics import Finding, OfficialVerdict, Severity
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["InvalidJsonata"]


class InvalidJsonata(Rule):
    """A JSONata expression does not parse.

    Renovate refuses the config.

    Source: `validateConfig` in `lib/config/validation.ts`, `validateJSONataManagerFields` in
    `lib/config/validation-helpers/utils.ts`.
    """

    code = "RK208"
    name = "invalid-jsonata"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"packageRules": [{"matchJsonata": ["$exists(deprecated)"], "enabled": false}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"matchJsonata": ["a", "$exists(b"], "enabled": false}]}',
            at='"$exists(b"',
        ),
        Invalid(
            '{"customManagers": [{"customType": "jsonata", "fileFormat": "json", '
            '"managerFilePatterns": ["a.json"], "datasourceTemplate": "npm", '
            '"matchStrings": ["{\\"depName\\": a, \\"currentValue\\": }"]}]}',
            at='"{\\"depName\\": a, \\"currentValue\\": }"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every expression that does not parse."""
        for setting in subject.settings:
            if setting.key != "matchJsonata" or setting.stage is Stage.GLOBAL:
                continue
            items = setting.value
            if isinstance(items, list) and all(isinstance(item, str) for item in items):
                official = setting.scope.verdict("error")
                for index, text in enumerate(items):
                    yield from _findings((*setting.pointer, index), text, official)
        for manager in custom_managers(subject):
            if manager.type == "jsonata" and isinstance(manager.data.get("matchStrings"), list):
                for index, text in enumerate(manager.match_strings):
                    pointer = (*manager.pointer, "matchStrings", index)
                    yield from _findings(pointer, text, manager.verdict("error"))


def _findings(pointer: Pointer, text: str, official: OfficialVerdict) -> Iterator[Finding]:
    from renovate_kit.config.grammars.jsonata import (  # noqa: PLC0415 - few configs have it
        expression_problem,
    )

    if problem := expression_problem(text):
        yield Finding(
            pointer=pointer,
            at_key=False,
            message=f"this is no JSONata expression: {problem}",
            help="see https://docs.jsonata.org/",
            official=official,
        )
