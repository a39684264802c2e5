"""The rule `text-log`."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.member_insertion import added_members
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.pods import is_made_by_operator
from renovate_kit.config.deployment.problem_places import (
    container_place,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_config_map, with_variables
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue, Origin

__all__ = ["TextLog"]

_NAMES = ("RENOVATE_LOG_FORMAT", "LOG_FORMAT")


class TextLog(DeploymentRule):
    """Renovate logs texts for people, of which no program can make much.

    With `LOG_FORMAT: json` each line is an object with all that Renovate knows: a log store can
    search it, and `renovate-kit report` can count what the runs did. Texts lose most of that at
    the level `info`.

    Source: `getEnv` and `formatRecord` in `lib/logger/`.
    """

    code = "RK762"
    name = "text-log"
    severity = Severity.INFO
    valid: ClassVar = (
        wanted(with_config_map("LOG_FORMAT: json")),
        wanted(with_variables("RENOVATE_LOG_FORMAT=JSON")),
    )
    invalid: ClassVar = (
        unwanted(
            with_config_map("RENOVATE_PLATFORM: github"),
            at="data",
            fixed=with_config_map("LOG_FORMAT: json\nRENOVATE_PLATFORM: github"),
        ),
        unwanted(with_variables("RENOVATE_PLATFORM=github"), at="env"),
        unwanted(with_variables("LOG_FORMAT=pretty"), at='"pretty"'),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the place where variables are set, or the one that sets another format."""
        deployment = subject.deployment
        set_by = next(
            (deployment.environment.get(name) for name in _NAMES if name in deployment.environment),
            None,
        )
        if set_by is not None:
            if set_by.value is not None and set_by.value.strip().lower() != "json":
                yield _finding(set_by.origin, at_key=False)
            return
        if deployment.has_unknown_variables or is_made_by_operator(deployment):
            return
        data = _data_of_config_map(deployment)
        variables = deployment.container.at("env")
        if data is not None:
            fix = added_members(
                deployment, data, ["LOG_FORMAT: json"], after="", description="log JSON"
            )
            yield replace(_finding(data.origin, at_key=True), fix=fix)
        elif variables is not None:
            yield _finding(variables.origin, at_key=True)
        else:
            yield _finding(container_place(deployment), at_key=False)


def _finding(origin: Origin, *, at_key: bool) -> DeploymentFinding:
    return DeploymentFinding(
        origin=origin,
        at_key=at_key,
        message="Renovate logs texts, of which no program can make much",
        help="set `LOG_FORMAT` to `json`",
    )


def _data_of_config_map(deployment: Deployment) -> LocatedValue | None:
    """Return the `data` of the first ConfigMap from which the container takes all variables."""
    for item in deployment.container.items("envFrom"):
        name = item.text("configMapRef", "name")
        found = deployment.source.named("ConfigMap", name, deployment.namespace) if name else None
        data = None if found is None else found.at("data")
        if data is not None and data.origin.key_span is not None:
            return data
    return None
