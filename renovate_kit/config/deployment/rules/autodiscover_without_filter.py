"""The rule `autodiscover-without-filter`."""

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
from renovate_kit.config.provenance import Json

__all__ = ["AutodiscoverWithoutFilter"]

_EVERYTHING = ("*", "**", "*/*", "**/*")
_FILTERS = (
    "autodiscoverFilter",
    "autodiscoverNamespaces",
    "autodiscoverProjects",
    "autodiscoverTopics",
)


class AutodiscoverWithoutFilter(DeploymentRule):
    """Renovate discovers repositories by itself, and nothing says which of them it may take.

    It takes all that its token can write to: also those that somebody shares with the account
    later. In each one without a config it opens an onboarding pull request; where onboarding is
    off and no config is required, it proposes updates at once. Name the ones that are meant.

    Source: `autodiscoverRepositories` in `lib/workers/global/autodiscover.ts`, and
    `isOnboarded` in `lib/workers/repository/onboarding/branch/check.ts`.
    """

    code = "RK776"
    name = "autodiscover-without-filter"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(with_variables("RENOVATE_AUTODISCOVER=true", "RENOVATE_AUTODISCOVER_FILTER=a/*")),
        wanted(with_variables("RENOVATE_AUTODISCOVER=true", "RENOVATE_ONBOARDING=false")),
        wanted(with_variables("RENOVATE_AUTODISCOVER=false")),
    )
    invalid: ClassVar = (
        unwanted(with_variables("RENOVATE_AUTODISCOVER=true"), at='"true"'),
        unwanted(
            with_variables("RENOVATE_AUTODISCOVER=true", "RENOVATE_AUTODISCOVER_FILTER=a/*,*/*"),
            at='"true"',
        ),
        unwanted(
            with_variables("RENOVATE_AUTODISCOVER=true", "RENOVATE_REQUIRE_CONFIG=ignored"),
            at='"true"',
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield `autodiscover` if nothing limits it."""
        effective = subject.effective
        if effective.value("autodiscover") is not True or may_be_set_elsewhere(subject):
            return
        if any(_limits(name, subject) for name in _FILTERS) or effective.value("dryRun"):
            return
        consequence = _consequence(
            effective.value("requireConfig"), onboards=effective.value("onboarding") is not False
        )
        if consequence:
            yield DeploymentFinding(
                origin=option_place(subject, "autodiscover"),
                at_key=False,
                message="Renovate takes every repository that its token can write to, and "
                f"{consequence}",
                help="set `autodiscoverFilter`, as in `RENOVATE_AUTODISCOVER_FILTER: my-org/*`",
            )


def _limits(name: str, subject: DeploymentSubject) -> bool:
    """Return whether an option is set, and to more than a pattern that everything fits."""
    option = subject.effective.options.get(name)
    if option is None:
        return False
    if name != _FILTERS[0] or not option.is_known:
        return True
    patterns = option.value if isinstance(option.value, list) else [option.value]
    has_exceptions = any(str(each).startswith("!") for each in patterns)
    return has_exceptions or not any(each in _EVERYTHING for each in patterns)


def _consequence(require_config: Json, *, onboards: bool) -> str | None:
    """Return what happens in a repository without a config; None if nothing does."""
    if require_config == "ignored":
        return "proposes updates in each, whatever its config says"
    if onboards:
        return "opens an onboarding pull request in each that has no config"
    if require_config == "optional":
        return "proposes updates in each, also in those without a config"
    return None
