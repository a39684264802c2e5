"""The rule `unknown-platform`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.amendments import rewritten
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

__all__ = ["UnknownPlatform"]


class UnknownPlatform(DeploymentRule):
    """`platform` is none of those that Renovate knows.

    Renovate ends with a fatal error before it does anything. The names are all in lower case.

    Source: `setPlatformApi` in `lib/modules/platform/index.ts`.
    """

    code = "RK755"
    name = "unknown-platform"
    severity = Severity.ERROR
    judges: ClassVar = (ProblemKind.UNKNOWN_PLATFORM,)
    valid: ClassVar = (wanted(with_variables("RENOVATE_PLATFORM=gitea")),)
    invalid: ClassVar = (
        unwanted(
            with_config_map("RENOVATE_PLATFORM: GitHub"),
            at="GitHub",
            fixed=with_config_map("RENOVATE_PLATFORM: github"),
        ),
        unwanted(with_variables("RENOVATE_PLATFORM=sourcehut"), at='"sourcehut"'),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the platform if there is none of that name."""
        for problem in problems_of(subject, *self.judges):
            origin = place_of_value(subject, problem)
            meant, allowed = problem.facts.get("meant"), problem.facts.get("allowed")
            help_ = f"one of {allowed}" if allowed else ""
            fix = None
            if meant and problem.value:
                fix = rewritten(origin, problem.value, meant, is_safe=False)
            yield DeploymentFinding(
                origin=origin,
                at_key=False,
                message=f"there is no platform {shown_value(problem) or 'of this name'}: "
                f"{end_of(problem)}",
                help=f"did you mean `{meant}`?" if meant else help_,
                fix=fix,
            )
