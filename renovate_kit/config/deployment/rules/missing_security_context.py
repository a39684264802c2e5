"""The rule `missing-security-context`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.member_insertion import added_members
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.pods import container_place, is_whole, security_setting
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Fix, Severity

__all__ = ["MissingSecurityContext"]

_LINES = {
    "runAsNonRoot": ("runAsNonRoot: true",),
    "allowPrivilegeEscalation": ("allowPrivilegeEscalation: false",),
    "capabilities": ("capabilities:", "  drop:", "    - ALL"),
    "seccompProfile": ("seccompProfile:", "  type: RuntimeDefault"),
}
"""What the Pod Security Standard `restricted` asks for, as the fix writes it."""

_MEANINGS = {
    "runAsNonRoot": "`runAsNonRoot: true`",
    "allowPrivilegeEscalation": "`allowPrivilegeEscalation: false`",
    "capabilities": "`capabilities.drop: [ALL]`",
    "seccompProfile": "a `seccompProfile`",
    "readOnlyRootFilesystem": "`readOnlyRootFilesystem: true`",
}
_PROFILES = frozenset({"RuntimeDefault", "Localhost"})
_FIX = """\
              securityContext:
                runAsNonRoot: true
                allowPrivilegeEscalation: false
                capabilities:
                  drop:
                    - ALL
                seccompProfile:
                  type: RuntimeDefault
"""
_IN_POD = """\
securityContext:
  runAsNonRoot: true
  seccompProfile:
    type: RuntimeDefault
"""
_IN_CONTAINER = """\
securityContext:
  allowPrivilegeEscalation: false
  capabilities:
    drop: [ALL]
"""


class MissingSecurityContext(DeploymentRule):
    """The container may do more than Renovate needs: its security context does not forbid it.

    Renovate runs the package managers of the repositories that it updates, and with them what
    their packages want. Its image is made for the user 12021, so it can do without root, without
    more privileges than it starts with, and without any capability; `RuntimeDefault` is the
    seccomp profile of the container runtime. The four together are what the Pod Security Standard
    `restricted` asks for. A read-only root file system is more: then a volume must hold the folder
    in which Renovate works, and no package manager can be installed. So its absence alone is no
    finding.

    Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
    """

    code = "RK710"
    name = "missing-security-context"
    severity = Severity.WARNING
    valid: ClassVar = (wanted(cron_job(pod=_IN_POD, container=_IN_CONTAINER)),)
    invalid: ClassVar = (
        unwanted(
            cron_job(),
            at="name",
            fixed=cron_job().replace("renovate:44.121.2\n", f"renovate:44.121.2\n{_FIX}"),
        ),
        unwanted(
            cron_job(pod=_IN_POD, container="securityContext:\n  allowPrivilegeEscalation: false"),
            at="name",
            fixed=cron_job(
                pod=_IN_POD,
                container="securityContext:\n  capabilities:\n    drop:\n      - ALL\n"
                "  allowPrivilegeEscalation: false",
            ),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the container, if its security context leaves something open."""
        deployment = subject.deployment
        missing = list(_missing(deployment)) if is_whole(deployment) else []
        if not missing:
            return
        named = [*missing]
        if not _is(deployment, "readOnlyRootFilesystem", value=True):
            named.append("readOnlyRootFilesystem")
        what = ", ".join(_MEANINGS[name] for name in named)
        has_context = any(
            each.fields("securityContext") for each in (deployment.container, deployment.pod)
        )
        yield DeploymentFinding(
            origin=container_place(deployment),
            severity=Severity.INFO if missing == ["seccompProfile"] else None,
            message=f"the security context lacks {what}"
            if has_context
            else f"no security context: it lacks {what}",
            help=_help(deployment),
            fix=_fix(deployment, missing),
        )


def _missing(deployment: Deployment) -> Iterator[str]:
    if not _is(deployment, "runAsNonRoot", value=True):
        yield "runAsNonRoot"
    if not _is(deployment, "allowPrivilegeEscalation", value=False):
        yield "allowPrivilegeEscalation"
    capabilities = security_setting(deployment, "capabilities")
    dropped = () if capabilities is None else capabilities.items("drop")
    if not any(str(item.content).upper() == "ALL" for item in dropped):
        yield "capabilities"
    profile = security_setting(deployment, "seccompProfile")
    if profile is None or profile.text("type") not in _PROFILES:
        yield "seccompProfile"


def _is(deployment: Deployment, name: str, *, value: bool) -> bool:
    setting = security_setting(deployment, name)
    return setting is not None and setting.content is value


def _help(deployment: Deployment) -> str:
    if deployment.chart is not None:
        return (
            "the chart takes it as `renovate.securityContext`, and the pod's as `securityContext`"
        )
    return "write a `securityContext` as the Pod Security Standard `restricted` asks for it"


def _fix(deployment: Deployment, missing: list[str]) -> Fix | None:
    """Return the fix that writes all that is missing; None if some of it is there otherwise."""
    container = deployment.container
    context = container.at("securityContext")
    lines = [line for name in missing for line in _LINES[name]]
    description = "forbid what Renovate does not need"
    if context is None:
        block = ["securityContext:", *(f"  {line}" for line in lines)]
        return added_members(deployment, container, block, after="image", description=description)
    if any(context.at(name) is not None for name in missing):
        return None
    return added_members(deployment, context, lines, description=description)
