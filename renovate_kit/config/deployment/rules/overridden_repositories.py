"""The rule `overridden-repositories`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.problem_places import (
    place_of_value,
    problems_of,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_arguments
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.effective.problems import ProblemKind

__all__ = ["OverriddenRepositories"]


class OverriddenRepositories(DeploymentRule):
    """Repositories on the command line replace those that are set elsewhere.

    Renovate runs for the ones on the command line only, and warns about it in each run. Name all
    of them in one place.

    Source: `parseConfigs` in `lib/workers/global/config/parse/index.ts`.
    """

    code = "RK748"
    name = "overridden-repositories"
    severity = Severity.WARNING
    judges: ClassVar = (ProblemKind.REPOSITORIES_OVERRIDDEN,)
    valid: ClassVar = (wanted(with_arguments("a/b", "a/c")),)
    invalid: ClassVar = (
        unwanted(
            cron_job(
                container="""
                    args: [a/b]
                    env:
                      - name: RENOVATE_REPOSITORIES
                        value: a/c,a/d
                """
            ),
            at="a/b",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the repositories on the command line if there are others."""
        for problem in problems_of(subject, *self.judges):
            yield DeploymentFinding(
                origin=place_of_value(subject, problem),
                at_key=False,
                message="the repositories in the arguments replace those that are set elsewhere: "
                "Renovate runs for these only",
                help="name all repositories in one place",
            )
