"""The rule `privileged-container`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.literal_fixes import replaced_literal
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity

__all__ = ["PrivilegedContainer"]

_CONTEXT = "securityContext:\n  "
_HARMLESS = frozenset({"NET_BIND_SERVICE"})
_SWITCHES = {
    "privileged": "the container may do on the node whatever root may do there",
    "allowPrivilegeEscalation": "a program in the container may gain more privileges than it has",
}


class PrivilegedContainer(DeploymentRule):
    """The container is given privileges that Renovate does not need.

    Renovate reads and writes files of its own and speaks HTTPS. A privileged container, added
    capabilities and the escalation of privileges serve only what breaks in by a package of one
    of the repositories.

    Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
    """

    code = "RK713"
    name = "privileged-container"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job()),
        wanted(cron_job(container=f"{_CONTEXT}allowPrivilegeEscalation: false")),
    )
    invalid: ClassVar = (
        unwanted(
            cron_job(container=f"{_CONTEXT}privileged: true"),
            at="privileged",
            fixed=cron_job(container=f"{_CONTEXT}privileged: false"),
        ),
        unwanted(
            cron_job(container=f"{_CONTEXT}allowPrivilegeEscalation: true"),
            at="allowPrivilegeEscalation",
            fixed=cron_job(container=f"{_CONTEXT}allowPrivilegeEscalation: false"),
        ),
        unwanted(cron_job(container=f"{_CONTEXT}capabilities:\n    add: [SYS_ADMIN]"), at="add"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every privilege that is given to the container."""
        container = subject.deployment.container
        for name, consequence in _SWITCHES.items():
            switch = container.at("securityContext", name)
            if switch is not None and switch.content is True:
                yield DeploymentFinding(
                    origin=switch.origin,
                    message=f"`{name}: true`: {consequence}",
                    help="write `false`: Renovate does not need it",
                    fix=replaced_literal(switch.origin, "true", "false"),
                )
        added = container.at("securityContext", "capabilities", "add")
        names = [] if added is None else [str(item.content) for item in added.items()]
        surplus = [name for name in names if name not in _HARMLESS]
        if added is not None and surplus:
            listed = "`, `".join(surplus)
            yield DeploymentFinding(
                origin=added.origin,
                message=f"the container gets `{listed}`, and Renovate needs none of it",
                help="remove it, and write `drop: [ALL]`",
            )
