"""The rule `unreachable-limit`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["UnreachableLimit"]


class UnreachableLimit(Rule):
    """`prConcurrentLimit` is higher than `branchConcurrentLimit`.

    Each pull request has a branch, so the limit for branches is always reached first and the
    other one does nothing. 0 is no limit.

    Source: `lib/workers/repository/process/limits.ts`.
    """

    code = "RK626"
    name = "unreachable-limit"
    severity = Severity.INFO
    valid: ClassVar = (
        Valid('{"prConcurrentLimit": 3, "branchConcurrentLimit": 5}'),
        Valid('{"prConcurrentLimit": 3, "branchConcurrentLimit": 0}'),
        Valid('{"prConcurrentLimit": 0, "branchConcurrentLimit": 5}'),
    )
    invalid: ClassVar = (Invalid('{"prConcurrentLimit": 10, "branchConcurrentLimit": 5}', at="10"),)

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every limit for pull requests above the limit for branches beside it."""
        for setting in subject.at(Stage.TYPED, "prConcurrentLimit"):
            branches = setting.scope.data.get("branchConcurrentLimit")
            if _is_limit(setting.value) and _is_limit(branches) and setting.value > branches:
                yield Finding(
                    pointer=setting.pointer,
                    at_key=False,
                    message=f"`branchConcurrentLimit` is {branches}, so this is never reached",
                    help=f"write `{branches}` or less, or raise the other one",
                )


def _is_limit(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
