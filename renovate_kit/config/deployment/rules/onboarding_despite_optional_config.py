"""The rule `onboarding-despite-optional-config`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.problem_places import (
    may_be_set_elsewhere,
    option_place,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_variables
from renovate_kit.config.diagnostics import Severity

__all__ = ["OnboardingDespiteOptionalConfig"]


class OnboardingDespiteOptionalConfig(DeploymentRule):
    """`requireConfig` is `optional`, and Renovate opens onboarding pull requests all the same.

    A repository without a config gets no update until its onboarding pull request is merged or
    closed. Who wants to spare repositories that has to turn `onboarding` off, too.

    Source: `isOnboarded` in `lib/workers/repository/onboarding/branch/check.ts`.
    """

    code = "RK777"
    name = "onboarding-despite-optional-config"
    severity = Severity.INFO
    valid: ClassVar = (
        wanted(with_variables("RENOVATE_REQUIRE_CONFIG=optional", "RENOVATE_ONBOARDING=false")),
        wanted(with_variables("RENOVATE_REQUIRE_CONFIG=required")),
    )
    invalid: ClassVar = (
        unwanted(with_variables("RENOVATE_REQUIRE_CONFIG=optional"), at='"optional"'),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield `requireConfig` if onboarding is on."""
        effective = subject.effective
        is_optional = effective.value("requireConfig") == "optional"
        if not is_optional or "onboarding" in effective.options or may_be_set_elsewhere(subject):
            return
        yield DeploymentFinding(
            origin=option_place(subject, "requireConfig"),
            at_key=False,
            message="Renovate opens an onboarding pull request although a config is optional: "
            "updates wait until it is merged or closed",
            help="set `onboarding` to `false` if that is not meant",
        )
