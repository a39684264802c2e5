"""The rule `foreign-endpoint`."""

from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.problem_places import may_be_set_elsewhere, option_place
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_config_map, with_variables
from renovate_kit.config.diagnostics import Severity

__all__ = ["ForeignEndpoint"]

_DEFAULT_PLATFORM = "github"
_PLATFORMS = {
    "api.bitbucket.org": ("bitbucket",),
    "api.github.com": ("github",),
    "bitbucket.org": ("bitbucket",),
    "codeberg.org": ("forgejo", "gitea"),
    "dev.azure.com": ("azure",),
    "gitea.com": ("gitea", "forgejo"),
    "github.com": ("github",),
    "gitlab.com": ("gitlab",),
}


class ForeignEndpoint(DeploymentRule):
    """The `endpoint` belongs to another platform than the one that is set.

    Renovate talks to it in the language of the wrong API, fails at its first request, and ends
    before it does anything.

    Source: https://docs.renovatebot.com/modules/platform/
    """

    code = "RK734"
    name = "foreign-endpoint"
    severity = Severity.ERROR
    valid: ClassVar = (
        wanted(
            with_variables(
                "RENOVATE_PLATFORM=gitlab", "RENOVATE_ENDPOINT=https://gitlab.com/api/v4/"
            )
        ),
        wanted(
            with_variables(
                "RENOVATE_PLATFORM=gitea", "RENOVATE_ENDPOINT=https://git.example/api/v1/"
            )
        ),
    )
    invalid: ClassVar = (
        unwanted(
            with_config_map(
                "RENOVATE_ENDPOINT: https://gitlab.com/api/v4/\nRENOVATE_PLATFORM: github\n"
                "RENOVATE_TOKEN: <token>"
            ),
            at="https://gitlab.com/api/v4/",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the endpoint if its host is known to be of another platform."""
        options = subject.effective.options
        endpoint, platform = options.get("endpoint"), options.get("platform")
        if endpoint is None or not endpoint.is_known or endpoint.is_secret:
            return
        if may_be_set_elsewhere(subject) if platform is None else not platform.is_known:
            return
        try:
            host = urlsplit(str(endpoint.value)).hostname or ""
        except ValueError:
            return
        own, meant = platform.value if platform else _DEFAULT_PLATFORM, _PLATFORMS.get(host)
        if meant is not None and own not in meant:
            yield DeploymentFinding(
                origin=option_place(subject, "endpoint"),
                at_key=False,
                message=f"{host} is no endpoint of the platform `{own}`: Renovate fails at its "
                "first request",
                help=f"set `RENOVATE_PLATFORM` to `{meant[0]}`, or mend the endpoint",
            )
