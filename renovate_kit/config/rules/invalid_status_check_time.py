"""The rule `invalid-status-check-time`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["InvalidStatusCheckTime"]

_TIMES = ("always", "never", "failed")


class InvalidStatusCheckTime(Rule):
    """`statusCheckWhen` says something else than `always`, `never` or `failed`.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK413"
    name = "invalid-status-check-time"
    severity = Severity.ERROR
    valid: ClassVar = (Valid('{"statusCheckWhen": {"artifactError": "failed"}}'),)
    invalid: ClassVar = (
        Invalid('{"statusCheckWhen": {"artifactError": "on-failure"}}', at='"on-failure"'),
        Invalid('{"statusCheckWhen": {"artifactError": null}}', at="null"),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every value that is no such time."""
        for setting in subject.at(Stage.TYPED, "statusCheckWhen"):
            times = setting.value if isinstance(setting.value, dict) else {}
            for name, time in times.items():
                if time not in _TIMES:
                    yield Finding(
                        pointer=(*setting.pointer, name),
                        at_key=False,
                        message=f"Renovate knows no such time to set `{name}`",
                        help="write `always`, `never` or `failed`, in quotes",
                        official=setting.scope.verdict("error"),
                    )
