"""The rule `unknown-template-name`."""

from collections.abc import Iterator
from itertools import islice
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.problem_places import (
    end_of,
    place_of_value,
    problems_of,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_variables
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.effective.problems import ProblemKind

__all__ = ["UnknownTemplateName"]


class UnknownTemplateName(DeploymentRule):
    """A config refers to a secret or a variable that the operator's `secrets` do not have.

    `{{ secrets.NAME }}` and `{{ variables.NAME }}` are replaced as soon as `secrets` or
    `variables` has anything in it. A name that is not among them ends the run.

    Source: `applySecretsAndVariablesToConfig` in `lib/config/secrets.ts`.
    """

    code = "RK754"
    name = "unknown-template-name"
    severity = Severity.ERROR
    judges: ClassVar = (ProblemKind.UNKNOWN_TEMPLATE_NAME,)
    valid: ClassVar = (
        wanted(
            with_variables(
                'RENOVATE_VARIABLES={"AUTHOR": "A <a@b.example>"}',
                "RENOVATE_GIT_AUTHOR={{ variables.AUTHOR }}",
            )
        ),
    )
    invalid: ClassVar = (
        unwanted(
            with_variables(
                'RENOVATE_VARIABLES={"AUTHOR": "A <a@b.example>"}',
                "RENOVATE_USER_AGENT={{ variables.AGENT }}",
            ),
            at='"{{ variables.AGENT }}"',
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the first reference that leads nowhere: Renovate gets no further."""
        for problem in islice(problems_of(subject, *self.judges), 1):
            template = problem.facts.get("template", problem.name)
            option = problem.facts.get("option", problem.name)
            yield DeploymentFinding(
                origin=place_of_value(subject, problem),
                at_key=False,
                message=f"there is nothing for `{template}` in `{option}`: {end_of(problem)}",
                help="add the name to `secrets` or `variables`",
            )
