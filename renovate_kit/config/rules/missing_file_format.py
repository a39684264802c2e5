"""The rule `missing-file-format`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.custom_managers import custom_managers
from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["MissingFileFormat"]

_WITHOUT_FORMAT = (
    '{"customType": "jsonata", "managerFilePatterns": ["versions.json"], "matchStrings": ["a"],'
    ' "depNameTemplate": "a", "currentValueTemplate": "1", "datasourceTemplate": "npm"}'
)


class MissingFileFormat(Rule):
    """A JSONata manager does not say how its files are written.

    Renovate could not read them, and refuses the config.

    Source: `validateJSONataManagerFields` in `lib/config/validation-helpers/utils.ts`.
    """

    code = "RK405"
    name = "missing-file-format"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"customManagers": [{"customType": "jsonata", "fileFormat": "yaml"}]}'),
        Valid('{"customManagers": [{"customType": "regex"}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"customManagers": [' + _WITHOUT_FORMAT + "]}",
            at=_WITHOUT_FORMAT,
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every JSONata manager without a format."""
        for manager in custom_managers(subject):
            file_format = manager.data.get("fileFormat")
            is_given = isinstance(file_format, str) and file_format
            if manager.type == "jsonata" and not is_given:
                yield Finding(
                    pointer=manager.pointer,
                    at_key=False,
                    message="this JSONata manager has no `fileFormat`",
                    help="write `json`, `toml` or `yaml`",
                    official=manager.verdict("error"),
                )
