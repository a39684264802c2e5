"""The rule `missing-report-path`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Stage, Subject

__all__ = ["MissingReportPath"]


class MissingReportPath(Rule):
    """`reportType` asks for a report to be stored, and no `reportPath` says where.

    Renovate does not start with such a configuration.

    Source: `validateGlobalConfig` in `lib/config/validation.ts`.
    """

    code = "RK502"
    name = "missing-report-path"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"reportType": "logging"}', kind=ConfigKind.GLOBAL),
        Valid('{"reportType": "file", "reportPath": "report.json"}', kind=ConfigKind.GLOBAL),
    )
    invalid: ClassVar = (
        Invalid('{"reportType": "file"}', at='"file"', kind=ConfigKind.GLOBAL),
        Invalid('{"reportType": "s3", "reportPath": null}', at='"s3"', kind=ConfigKind.GLOBAL),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield the type of the report if it has no path."""
        for setting in subject.at(Stage.GLOBAL, "reportType"):
            has_path = isinstance(setting.scope.data.get("reportPath"), str)
            if setting.value in ("s3", "file") and not has_path:
                example = "s3://bucket/report.json" if setting.value == "s3" else "report.json"
                yield Finding(
                    pointer=setting.pointer,
                    at_key=False,
                    message=f"a report of type `{setting.value}` needs a `reportPath`",
                    help=f'add `"reportPath": "{example}"`',
                    official=setting.scope.verdict("error"),
                )
