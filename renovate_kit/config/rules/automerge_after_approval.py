"""The rule `automerge-after-approval`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["AutomergeAfterApproval"]


class AutomergeAfterApproval(Rule):
    """`automerge` stands beside `dependencyDashboardApproval`.

    Renovate opens no pull request, and so merges nothing, until somebody ticks the update on
    the dashboard. That may be meant; if updates are to be merged unattended, it is not.

    Source: `processBranch` in `lib/workers/repository/update/branch/index.ts`.
    """

    code = "RK618"
    name = "automerge-after-approval"
    severity = Severity.INFO
    valid: ClassVar = (
        Valid('{"packageRules": [{"matchDepNames": ["a"], "dependencyDashboardApproval": true}]}'),
        Valid('{"automerge": true, "major": {"dependencyDashboardApproval": true}}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"matchDepNames": ["a"], "automerge": true, '
            '"dependencyDashboardApproval": true}]}',
            at='"automerge"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every `automerge` that waits for somebody."""
        for setting in subject.at(Stage.TYPED, "automerge"):
            needs_approval = setting.scope.data.get("dependencyDashboardApproval") is True
            if setting.value is True and needs_approval:
                yield Finding(
                    pointer=setting.pointer,
                    message="`automerge` waits until the update is ticked on the dashboard",
                    help="remove `dependencyDashboardApproval` if nobody is to be asked",
                )
