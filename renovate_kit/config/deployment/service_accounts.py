"""As whom the pod speaks to the API server, and what it may do there."""

from collections.abc import Iterator
from typing import Final

from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.document.located import LocatedValue

__all__ = ["account_bindings", "account_name", "bound_role", "mounts_token", "service_account_of"]

_DEFAULT: Final = "default"
_BINDINGS: Final = ("RoleBinding", "ClusterRoleBinding")


def account_name(deployment: Deployment) -> str:
    """Return the name of the pod's ServiceAccount."""
    pod = deployment.pod
    return pod.text("serviceAccountName") or pod.text("serviceAccount") or _DEFAULT


def service_account_of(deployment: Deployment) -> LocatedValue | None:
    """Return the pod's ServiceAccount; None if no file has it."""
    name = account_name(deployment)
    return deployment.source.named("ServiceAccount", name, deployment.namespace)


def mounts_token(deployment: Deployment) -> bool | None:
    """Return whether the pod gets the token of its ServiceAccount; None if that can't be known.

    Source: https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
    """
    own = deployment.pod.at("automountServiceAccountToken")
    if own is not None and isinstance(own.content, bool):
        return own.content
    account = service_account_of(deployment)
    if account is None:
        return True if account_name(deployment) == _DEFAULT else None
    inherited = account.at("automountServiceAccountToken")
    return inherited is None or inherited.content is not False


def account_bindings(deployment: Deployment) -> Iterator[LocatedValue]:
    """Yield the RoleBindings and ClusterRoleBindings that name the pod's ServiceAccount."""
    name = account_name(deployment)
    for binding in deployment.source.of_kind(*_BINDINGS):
        if any(_is_account(each, binding, name, deployment) for each in binding.items("subjects")):
            yield binding


def bound_role(binding: LocatedValue, deployment: Deployment) -> LocatedValue | None:
    """Return the Role or ClusterRole that a binding gives; None if no file has it."""
    kind, name = binding.text("roleRef", "kind"), binding.text("roleRef", "name")
    if kind is None or name is None:
        return None
    namespace = binding.text("metadata", "namespace") if kind == "Role" else None
    return deployment.source.named(kind, name, namespace)


def _is_account(
    subject: LocatedValue, binding: LocatedValue, name: str, deployment: Deployment
) -> bool:
    if subject.text("kind") != "ServiceAccount" or subject.text("name") != name:
        return False
    namespace = subject.text("namespace") or binding.text("metadata", "namespace")
    return namespace is not None and namespace == (deployment.namespace or _DEFAULT)
