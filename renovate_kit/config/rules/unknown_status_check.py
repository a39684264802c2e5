"""The rule `unknown-status-check`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid, did_you_mean
from renovate_kit.config.subject import Stage, Subject

__all__ = ["UnknownStatusCheck"]


class UnknownStatusCheck(Rule):
    """`statusCheckNames` or `statusCheckWhen` names a check that Renovate does not set.

    Source: `allowedStatusCheckStrings` in `lib/config/types.ts`.
    """

    code = "RK412"
    name = "unknown-status-check"
    severity = Severity.ERROR
    valid: ClassVar = (Valid('{"statusCheckNames": {"minimumReleaseAge": "renovate/age"}}'),)
    invalid: ClassVar = (
        Invalid('{"statusCheckNames": {"stability": "renovate/age"}}', at='"stability"'),
        Invalid('{"statusCheckWhen": {"artifactErrors": "always"}}', at='"artifactErrors"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every name of a check that there is not."""
        known = sorted(subject.catalogue.status_checks)
        for setting in subject.at(Stage.TYPED, "statusCheckNames", "statusCheckWhen"):
            names = setting.value if isinstance(setting.value, dict) else {}
            for name in names:
                if name in known:
                    continue
                yield Finding(
                    pointer=(*setting.pointer, name),
                    message=f"there is no status check `{name}`",
                    help=did_you_mean(name, known, f"there are {', '.join(known)}"),
                    official=setting.scope.verdict("error"),
                )
