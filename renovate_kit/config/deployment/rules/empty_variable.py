"""The rule `empty-variable`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.problem_places import (
    name_finding,
    problems_of,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_config_map, with_variables
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.effective.problems import ProblemKind

__all__ = ["EmptyVariable"]


class EmptyVariable(DeploymentRule):
    """A variable is set to an empty text, which for Renovate is the same as not set.

    The option keeps the value that a config file or the default gives it. Who wants an empty
    list or object writes `[]` or `{}`; what is not needed can go.

    Source: `if (!envVal) continue` in `getConfig`, `lib/workers/global/config/parse/env.ts`.
    """

    code = "RK745"
    name = "empty-variable"
    severity = Severity.INFO
    judges: ClassVar = (ProblemKind.EMPTY_VALUE,)
    valid: ClassVar = (wanted(with_config_map("RENOVATE_LABELS: '[]'")),)
    invalid: ClassVar = (
        unwanted(with_config_map("RENOVATE_LABELS: ''"), at="RENOVATE_LABELS"),
        unwanted(with_variables("RENOVATE_ENDPOINT="), at="RENOVATE_ENDPOINT"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every variable without a value."""
        for problem in problems_of(subject, *self.judges):
            option = problem.facts.get("option", problem.name)
            yield name_finding(
                subject,
                problem,
                f"`{problem.name}` is empty, so `{option}` stays as it is without it",
                "remove it, or give it a value",
            )
