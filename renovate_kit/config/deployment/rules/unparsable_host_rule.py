"""The rule `unparsable-host-rule`."""

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
from renovate_kit.config.deployment.variable_examples import with_variables
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.effective.problems import ProblemKind

__all__ = ["UnparsableHostRule"]


class UnparsableHostRule(DeploymentRule):
    """A variable for `detectHostRulesFromEnv` names a host of one part.

    Renovate takes `DOCKER_REGISTRY_EXAMPLE_TOKEN` for a host rule of `registry.example`. Of a
    host in one part it can't tell what it means: it warns, and makes no rule of it.

    Source: `hostRulesFromEnv` in `lib/workers/global/config/parse/host-rules-from-env.ts`.
    """

    code = "RK761"
    name = "unparsable-host-rule"
    severity = Severity.WARNING
    judges: ClassVar = (ProblemKind.UNPARSABLE_HOST_RULE,)
    valid: ClassVar = (
        wanted(
            with_variables(
                "RENOVATE_DETECT_HOST_RULES_FROM_ENV=true", "DOCKER_DOCKER_IO_USERNAME=a"
            )
        ),
    )
    invalid: ClassVar = (
        unwanted(
            with_variables(
                "RENOVATE_DETECT_HOST_RULES_FROM_ENV=true", "DOCKER_REGISTRY_USERNAME=a"
            ),
            at="DOCKER_REGISTRY_USERNAME",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every variable of which no host rule can be made."""
        for problem in problems_of(subject, *self.judges):
            yield name_finding(
                subject,
                problem,
                f"Renovate makes no host rule of `{problem.name}`: its host has only one part",
                "name the whole host, with `_` for each dot, or use `RENOVATE_HOST_RULES`",
            )
