"""The rule `missing-credentials`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.problem_places import (
    end_of,
    may_be_set_elsewhere,
    option_place,
    place_of_value,
    problems_of,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_config_map, with_secret
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.effective.problems import ProblemKind

__all__ = ["MissingCredentials"]


class MissingCredentials(DeploymentRule):
    """Nothing gives Renovate a token for its platform, or there are two that contradict.

    Renovate ends with a fatal error before it does anything. Put `RENOVATE_TOKEN` into a Secret
    and let the container take it from there. A Secret that is encrypted or made in the cluster
    counts, as does everything that can't be read here.

    Source: `initPlatform` of each platform in `lib/modules/platform/`.
    """

    code = "RK756"
    name = "missing-credentials"
    severity = Severity.ERROR
    judges: ClassVar = (
        ProblemKind.MISSING_CREDENTIALS,
        ProblemKind.CONFLICTING_CREDENTIALS,
    )
    valid: ClassVar = (
        wanted(with_secret("RENOVATE_TOKEN: <token>")),
        wanted(
            cron_job(
                container="""
                    envFrom:
                      - secretRef:
                          name: made-by-hand
                """
            )
        ),
    )
    invalid: ClassVar = (
        unwanted(with_config_map("RENOVATE_PLATFORM: gitlab"), at="gitlab"),
        unwanted(with_secret('RENOVATE_TOKEN: ""'), at="renovate"),
        unwanted(
            cron_job(container="args: [a/b]").replace("- name: renovate", "- name: bot"), at="bot"
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the platform for which there is no token, or more than there may be."""
        for problem in problems_of(subject, *self.judges):
            platform = problem.facts.get("platform", "the platform")
            if problem.kind is ProblemKind.CONFLICTING_CREDENTIALS:
                yield DeploymentFinding(
                    origin=place_of_value(subject, problem),
                    at_key=False,
                    message=f"{platform} takes a token or a password, and both are set: "
                    f"{end_of(problem)}",
                    help="remove one of them",
                )
            elif not may_be_set_elsewhere(subject):
                yield DeploymentFinding(
                    origin=problem.origin or option_place(subject, "platform"),
                    at_key=False,
                    message=f"nothing sets a token for {platform}: {end_of(problem)}",
                    help="put `RENOVATE_TOKEN` into a Secret, and name that under `envFrom`",
                    severity=None if problem.is_fatal else Severity.WARNING,
                )
