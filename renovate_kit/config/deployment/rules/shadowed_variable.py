"""The rule `shadowed-variable`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.model import EnvironmentEntry, Holder
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_config_map
from renovate_kit.config.diagnostics import Severity

__all__ = ["ShadowedVariable"]


class ShadowedVariable(DeploymentRule):
    """A variable is set twice, and the first value has no effect.

    Of two entries under `envFrom` the later one wins, and `env` wins over both. Who changes the
    value that loses wonders why nothing happens. A variable under `env` that overrides what a
    ConfigMap says may be meant, and is told for information only.

    Source: `makeEnvironmentVariables` in `pkg/kubelet/kubelet_pods.go` of Kubernetes.
    """

    code = "RK746"
    name = "shadowed-variable"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(
            with_config_map(
                "LOG_LEVEL: debug",
                variables="""
                    - name: LOG_LEVEL
                      value: debug
                """,
            )
        ),
    )
    invalid: ClassVar = (
        unwanted(
            with_config_map(
                "LOG_LEVEL: debug",
                variables="""
                    - name: LOG_LEVEL
                      value: info
                """,
            ),
            at="LOG_LEVEL",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every variable that another one of its name overrides."""
        for entry in subject.deployment.environment.values():
            for lost in entry.overrides:
                if lost.holder is Holder.CHART or _is_same(entry, lost):
                    continue
                yield DeploymentFinding(
                    origin=lost.origin,
                    at_key=lost.holder is not Holder.ENV,
                    message=f"`{entry.name}` has no effect here: {_holder(entry)} sets it too, "
                    "and wins",
                    help="remove one of the two",
                    severity=_severity(entry, lost),
                )


def _is_same(winner: EnvironmentEntry, loser: EnvironmentEntry) -> bool:
    held = [(entry.holder, entry.holder_name) for entry in (winner, loser)]
    is_asked_twice = winner.holder_name is not None and held[0] == held[1]
    if winner.origin is loser.origin or is_asked_twice:
        return True
    return winner.value is not None and winner.value == loser.value


def _severity(winner: EnvironmentEntry, loser: EnvironmentEntry) -> Severity | None:
    is_meant = winner.holder is Holder.ENV and loser.holder is not Holder.ENV
    is_known = winner.value is not None and loser.value is not None
    return None if is_known and not is_meant else Severity.INFO


def _holder(entry: EnvironmentEntry) -> str:
    if entry.holder in {Holder.CONFIG_MAP, Holder.SECRET}:
        return f"the {entry.holder.value} `{entry.holder_name}`"
    return "`env` of the container"
