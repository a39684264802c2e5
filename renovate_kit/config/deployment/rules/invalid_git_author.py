"""The rule `invalid-git-author`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.problem_places import (
    end_of,
    place_of_value,
    problems_of,
    shown_value,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_config_map, with_variables
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.effective.problems import ProblemKind

__all__ = ["InvalidGitAuthor"]


class InvalidGitAuthor(DeploymentRule):
    """`gitAuthor` is no name with a mail address.

    Renovate ends with a fatal error before it does anything. It wants `Name <address>`, or an
    address alone.

    Source: `parseGitAuthor` and `setGitAuthor` in `lib/util/git/`.
    """

    code = "RK758"
    name = "invalid-git-author"
    severity = Severity.ERROR
    judges: ClassVar = (ProblemKind.INVALID_GIT_AUTHOR,)
    valid: ClassVar = (
        wanted(with_variables("RENOVATE_GIT_AUTHOR=Renovate Bot <bot@renovate.example>")),
        wanted(with_variables("RENOVATE_GIT_AUTHOR=bot@renovate.example")),
    )
    invalid: ClassVar = (
        unwanted(with_config_map("RENOVATE_GIT_AUTHOR: Renovate Bot"), at="Renovate Bot"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the author if Renovate can't read it."""
        for problem in problems_of(subject, *self.judges):
            yield DeploymentFinding(
                origin=place_of_value(subject, problem),
                at_key=False,
                message=f"{shown_value(problem) or '`gitAuthor`'} is no name with a mail address: "
                f"{end_of(problem)}",
                help="write it as `Renovate Bot <bot@example.com>`",
            )
