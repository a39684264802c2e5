"""The rule `left-on-dry-run`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.problem_places import (
    option_place,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_arguments, with_variables
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.nodes import UNKNOWN

__all__ = ["LeftOnDryRun"]


class LeftOnDryRun(DeploymentRule):
    """`dryRun` is on, so that no branch and no pull request is ever made.

    It is for trying a config out. The runs look like successes, and nothing comes of them.

    Source: `dryRun` in `docs/usage/self-hosted-configuration.md`.
    """

    code = "RK778"
    name = "left-on-dry-run"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(with_variables("RENOVATE_AUTODISCOVER=true")),
        wanted(with_variables("RENOVATE_DRY_RUN=false")),
    )
    invalid: ClassVar = (
        unwanted(with_variables("RENOVATE_DRY_RUN=full"), at='"full"'),
        unwanted(with_arguments("--dry-run=lookup"), at='"--dry-run=lookup"'),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield `dryRun` if it is set."""
        value = subject.effective.value("dryRun")
        if not isinstance(value, str) or not value or value == UNKNOWN:
            return
        yield DeploymentFinding(
            origin=option_place(subject, "dryRun"),
            at_key=False,
            message=f"`dryRun` is `{value}`: Renovate makes no branch and no pull request"
            if value != "false"
            else "`dryRun` is the text `false`, which is not the same as false: Renovate makes no "
            "branch and no pull request",
            help="remove it when the trial is over",
        )
