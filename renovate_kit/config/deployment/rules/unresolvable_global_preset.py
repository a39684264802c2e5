"""The rule `unresolvable-global-preset`."""

from collections.abc import Iterator
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

__all__ = ["UnresolvableGlobalPreset"]


class UnresolvableGlobalPreset(DeploymentRule):
    """`globalExtends` names a preset at which Renovate breaks off.

    Presets of `globalExtends` are resolved before any repository is looked at: one that fails
    ends the whole run.

    Source: `resolveGlobalExtends` in `lib/workers/global/index.ts`.
    """

    code = "RK753"
    name = "unresolvable-global-preset"
    severity = Severity.ERROR
    judges: ClassVar = (ProblemKind.UNRESOLVABLE_PRESET,)
    valid: ClassVar = (wanted(with_variables('RENOVATE_GLOBAL_EXTENDS=["config:recommended"]')),)
    invalid: ClassVar = (
        unwanted(
            with_variables("RENOVATE_GLOBAL_EXTENDS=config:recomended"),
            at='"config:recomended"',
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every such preset."""
        for problem in problems_of(subject, *self.judges):
            reason = problem.facts.get("reason")
            why = f" ({reason})" if reason else ""
            yield DeploymentFinding(
                origin=place_of_value(subject, problem),
                at_key=False,
                message=f"the preset `{problem.name}` can't be resolved{why}: {end_of(problem)}",
            )
