"""The rule `missing-github-token`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
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
from renovate_kit.config.document.nodes import UNKNOWN
from renovate_kit.config.effective.problems import ProblemKind
from renovate_kit.config.effective.result import EffectiveConfig
from renovate_kit.config.provenance import Json

__all__ = ["MissingGithubToken"]

_HOST = "github.com"


class MissingGithubToken(DeploymentRule):
    """Renovate works on another platform, and has no token for github.com.

    Most packages are developed there. Without a token Renovate writes no release notes of them
    into its pull requests, and leaves out dependencies on GitHub's tags and releases. A token
    without any rights will do.

    Source: `hasValidToken` in `lib/workers/repository/update/pr/changelog/github/source.ts` and
    `checkGithubToken` in `lib/util/check-token.ts`.
    """

    code = "RK779"
    name = "missing-github-token"
    severity = Severity.INFO
    valid: ClassVar = (
        wanted(with_variables("RENOVATE_PLATFORM=gitea", "GITHUB_COM_TOKEN=<token>")),
        wanted(
            with_variables(
                "RENOVATE_PLATFORM=gitea",
                'RENOVATE_HOST_RULES=[{"matchHost": "github.com", "token": "<token>"}]',
            )
        ),
        wanted(with_variables("RENOVATE_PLATFORM=github")),
    )
    invalid: ClassVar = (
        unwanted(
            with_config_map("RENOVATE_PLATFORM: gitlab\nRENOVATE_TOKEN: <token>"), at="gitlab"
        ),
        unwanted(
            with_variables("RENOVATE_ENDPOINT=https://github.example.com/api/v3/"),
            at='"https://github.example.com/api/v3/"',
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the platform if it is another one and there is no token for github.com."""
        effective = subject.effective
        if may_be_set_elsewhere(subject) or effective.value("githubTokenWarn") is False:
            return
        if any(True for _ in problems_of(subject, ProblemKind.UNKNOWN_PLATFORM)):
            return
        platform, endpoint = effective.options.get("platform"), effective.value("endpoint")
        if platform is not None and (not platform.is_known or platform.value == "local"):
            return
        is_elsewhere = platform is not None and platform.value != "github"
        is_enterprise = isinstance(endpoint, str) and _HOST not in endpoint
        if not (is_elsewhere or is_enterprise) or _may_have_token(effective):
            return
        yield DeploymentFinding(
            origin=option_place(subject, *(("platform",) if is_elsewhere else ("endpoint",))),
            at_key=False,
            message="there is no token for github.com: no release notes from there, and no "
            "updates of what is taken from GitHub's tags and releases",
            help="add `GITHUB_COM_TOKEN` to the Secret, a token without any rights",
        )


def _may_have_token(effective: EffectiveConfig) -> bool:
    option = effective.options.get("hostRules")
    if option is None:
        return False
    if not isinstance(option.value, list):
        return True
    return any(map(_may_be_for_github, option.value))


def _may_be_for_github(rule: Json) -> bool:
    if not isinstance(rule, dict):
        return True
    if "token" not in rule and "password" not in rule:
        return False
    host = rule.get("matchHost")
    if host is None:
        return rule.get("hostType") in {None, "github"}
    return not isinstance(host, str) or _HOST in host or UNKNOWN in host
