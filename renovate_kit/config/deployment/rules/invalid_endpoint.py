"""The rule `invalid-endpoint`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.problem_places import (
    end_of,
    may_be_set_elsewhere,
    option_place,
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

__all__ = ["InvalidEndpoint"]


class InvalidEndpoint(DeploymentRule):
    """The platform's `endpoint` is missing or no URL.

    Renovate ends with a fatal error before it does anything. An endpoint is the whole address
    of the API, with `https://`. Azure DevOps, Bitbucket Server, Gerrit and SCM-Manager have no
    default one.

    Source: `initPlatform` of each platform in `lib/modules/platform/`.
    """

    code = "RK757"
    name = "invalid-endpoint"
    severity = Severity.ERROR
    judges: ClassVar = (ProblemKind.MISSING_ENDPOINT, ProblemKind.INVALID_ENDPOINT)
    valid: ClassVar = (
        wanted(
            with_variables(
                "RENOVATE_PLATFORM=gitea", "RENOVATE_ENDPOINT=https://git.example/api/v1/"
            )
        ),
    )
    invalid: ClassVar = (
        unwanted(
            with_config_map(
                "RENOVATE_ENDPOINT: git.example\nRENOVATE_PLATFORM: gitea\nRENOVATE_TOKEN: <token>"
            ),
            at="git.example",
        ),
        unwanted(
            with_config_map("RENOVATE_PLATFORM: bitbucket-server\nRENOVATE_TOKEN: <token>"),
            at="bitbucket-server",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the endpoint, or the platform that has none."""
        for problem in problems_of(subject, *self.judges):
            platform = problem.facts.get("platform", "the platform")
            if problem.kind is ProblemKind.INVALID_ENDPOINT:
                yield DeploymentFinding(
                    origin=place_of_value(subject, problem),
                    at_key=False,
                    message=f"the endpoint {shown_value(problem) or 'here'} is no URL: "
                    f"{end_of(problem)}",
                    help="write the whole address, with `https://`",
                )
            elif not may_be_set_elsewhere(subject):
                yield DeploymentFinding(
                    origin=problem.origin or option_place(subject, "platform"),
                    at_key=False,
                    message=f"{platform} needs an endpoint, and nothing sets one: "
                    f"{end_of(problem)}",
                    help="set `RENOVATE_ENDPOINT` to the address of its API",
                )
