"""The rule `no-repositories`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.pods import is_made_by_operator
from renovate_kit.config.deployment.problem_places import (
    may_be_set_elsewhere,
    option_place,
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

__all__ = ["NoRepositories"]


_LOST_CONFIGS = (
    ProblemKind.INVALID_RENOVATE_CONFIG,
    ProblemKind.MISSING_FILE,
    ProblemKind.UNMIGRATABLE_CONFIG,
    ProblemKind.UNREADABLE_FILE,
    ProblemKind.UNSUPPORTED_FILE_TYPE,
)


class NoRepositories(DeploymentRule):
    """No repositories are named, and `autodiscover` is off.

    Renovate warns in its log, does nothing, and ends with exit code 0: the job looks like a
    success. Name the repositories, or let Renovate discover them.

    Source: `autodiscoverRepositories` in `lib/workers/global/autodiscover.ts`.
    """

    code = "RK759"
    name = "no-repositories"
    severity = Severity.WARNING
    judges: ClassVar = (ProblemKind.NO_REPOSITORIES,)
    valid: ClassVar = (
        wanted(with_variables("RENOVATE_TOKEN=<token>", "RENOVATE_REPOSITORIES=a/b")),
        wanted(with_variables("RENOVATE_TOKEN=<token>", "RENOVATE_AUTODISCOVER=true")),
    )
    invalid: ClassVar = (
        unwanted(
            with_config_map('RENOVATE_AUTODISCOVER: "false"\nRENOVATE_TOKEN: <token>'),
            at='"false"',
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the place where `autodiscover` is off, or the container."""
        if may_be_set_elsewhere(subject) or is_made_by_operator(subject.deployment):
            return
        if any(True for _ in problems_of(subject, *_LOST_CONFIGS)):
            return  # the repositories may stand in what Renovate can't take in
        for problem in problems_of(subject, *self.judges):
            yield DeploymentFinding(
                origin=problem.origin or option_place(subject, "repositories", "autodiscover"),
                at_key=False,
                message="no repositories are named and `autodiscover` is off: each run does "
                "nothing, and ends as a success",
                help="name the repositories in `args` or in `RENOVATE_REPOSITORIES`",
            )
