"""The rule `unsettable-variable`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.problem_places import name_finding, problems_of
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_variables
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.effective.problems import ProblemKind

__all__ = ["UnsettableVariable"]


class UnsettableVariable(DeploymentRule):
    """A variable is named after an option that no variable can set.

    Renovate ignores it without a word in the log. The option belongs into the config file, or
    into the JSON of `RENOVATE_CONFIG`.

    Source: `env: false` in `lib/config/options/index.ts`.
    """

    code = "RK743"
    name = "unsettable-variable"
    severity = Severity.WARNING
    judges: ClassVar = (ProblemKind.NOT_SETTABLE_BY_ENV,)
    valid: ClassVar = (wanted(with_variables('RENOVATE_CONFIG={"allowedEnv": ["FOO_*"]}')),)
    invalid: ClassVar = (
        unwanted(with_variables("RENOVATE_RANGE_STRATEGY=pin"), at="RENOVATE_RANGE_STRATEGY"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every variable of such an option."""
        for problem in problems_of(subject, *self.judges):
            option = problem.facts.get("option", problem.name)
            yield name_finding(
                subject,
                problem,
                f"no variable can set `{option}`: `{problem.name}` is silently ignored",
                f"set `{option}` in the config file or in `RENOVATE_CONFIG`",
            )
