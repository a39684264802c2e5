"""The rule `wide-role`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.service_accounts import (
    account_bindings,
    account_name,
    bound_role,
    mounts_token,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue

__all__ = ["WideRole"]

_BUILT_IN = {
    "cluster-admin": "everything",
    "admin": "nearly everything",
    "edit": "change workloads and read Secrets",
}
_ANY = "*"
_OF_SECRETS = frozenset({"secrets", _ANY})
_CHANGING = frozenset({"create", "delete", "deletecollection", "patch", "update", _ANY})
_POD = "serviceAccountName: renovate"
_BINDING = """\
apiVersion: rbac.authorization.k8s.io/v1
kind: {kind}
metadata:
  name: renovate
  namespace: default
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {role_kind}
  name: {role}
subjects:
  - kind: ServiceAccount
    name: {account}
    namespace: default
---
"""
_ROLE = """\
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {role}
  namespace: default
rules:
  - apiGroups: [""]
    resources: [{resource}]
    verbs: [get, list]
---
"""
_WIDE = _BINDING.format(
    kind="ClusterRoleBinding", role_kind="ClusterRole", role="cluster-admin", account="renovate"
)
_OTHER = _WIDE.replace("name: renovate\n    namespace", "name: backup\n    namespace")
_READER = _BINDING.format(kind="RoleBinding", role_kind="Role", role="reader", account="renovate")


class WideRole(DeploymentRule):
    """A role is bound to the ServiceAccount of Renovate.

    Renovate never asks the API server for anything, so every role is more than it needs. What may
    be done with the token in the container, any package manager may do that Renovate starts for
    a repository: read the Secrets of the namespace, or take over the cluster.

    Source: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
    """

    code = "RK720"
    name = "wide-role"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job(pod=_POD)),
        wanted(_OTHER + cron_job(pod=_POD)),
    )
    invalid: ClassVar = (
        unwanted(_WIDE + cron_job(pod=_POD), at="roleRef"),
        unwanted(
            _READER + _ROLE.format(role="reader", resource="secrets") + cron_job(pod=_POD),
            at="roleRef",
        ),
        unwanted(
            _READER + _ROLE.format(role="reader", resource="pods") + cron_job(pod=_POD),
            at="roleRef",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every role that is bound to the ServiceAccount of the pod."""
        deployment = subject.deployment
        has_token = mounts_token(deployment) is not False
        for binding in account_bindings(deployment):
            reference = binding.at("roleRef")
            if reference is None:
                continue
            ability = _ability(binding, deployment)
            name = f"{reference.text('kind')} `{reference.text('name')}`"
            yield DeploymentFinding(
                origin=reference.origin,
                severity=None if ability and has_token else Severity.INFO,
                message=f"the ServiceAccount `{account_name(deployment)}` may {ability}, by the "
                f"{name}; Renovate needs nothing of it"
                if ability
                else f"the ServiceAccount `{account_name(deployment)}` has the {name}, of which "
                "Renovate needs nothing",
                help="remove the binding, unless another container of the pod needs it",
            )


def _ability(binding: LocatedValue, deployment: Deployment) -> str | None:
    """Return what is dangerous in a role; None if nothing is, or nobody knows."""
    role = bound_role(binding, deployment)
    if role is None:
        is_cluster_role = binding.text("roleRef", "kind") == "ClusterRole"
        name = binding.text("roleRef", "name") or ""
        where = "" if binding.text("kind") == "ClusterRoleBinding" else " in its namespace"
        found = _BUILT_IN.get(name) if is_cluster_role else None
        return None if found is None else f"do {found}{where}".replace("do change", "change")
    found_here = [ability for rule in role.items("rules") if (ability := _of_rule(rule))]
    return found_here[0] if found_here else None


def _of_rule(rule: LocatedValue) -> str | None:
    resources = {str(item.content) for item in rule.items("resources")}
    verbs = {str(item.content) for item in rule.items("verbs")}
    if _ANY in resources and _ANY in verbs:
        return "do everything"
    if resources & _OF_SECRETS:
        return "read Secrets"
    if verbs & _CHANGING:
        return f"change {', '.join(sorted(resources)) or 'objects'}"
    return None
