"""The rule `discarded-variable`."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.problem_places import name_finding, problems_of, renaming
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_variables
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.effective.problems import ProblemKind

__all__ = ["DiscardedVariable"]


class DiscardedVariable(DeploymentRule):
    """A variable of the platform's own tools sets no option of Renovate.

    Renovate takes names such as `GITHUB_TOKEN` out of its environment before it reads options.
    The token of the platform is `RENOVATE_TOKEN`, that for github.com beside another platform
    `GITHUB_COM_TOKEN`.

    Source: the end of `getConfig` in `lib/workers/global/config/parse/env.ts`.
    """

    code = "RK742"
    name = "discarded-variable"
    severity = Severity.WARNING
    judges: ClassVar = (ProblemKind.DISCARDED_NAME,)
    valid: ClassVar = (wanted(with_variables("GITHUB_COM_TOKEN=$(TOKEN)")),)
    invalid: ClassVar = (
        unwanted(
            with_variables("GITLAB_ENDPOINT=https://git.example/api/v4/"),
            at="GITLAB_ENDPOINT",
            fixed=with_variables("RENOVATE_ENDPOINT=https://git.example/api/v4/"),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every variable that Renovate throws away."""
        for problem in problems_of(subject, *self.judges):
            meant = problem.facts.get("meant")
            is_set = meant in subject.deployment.environment
            found = name_finding(
                subject,
                problem,
                f"Renovate takes `{problem.name}` out of its environment: it sets no option",
                "remove it" if is_set or not meant else f"did you mean `{meant}`?",
                renaming(subject, problem.name, meant) if meant else None,
            )
            yield replace(found, severity=Severity.INFO) if is_set else found
