"""Which policies for the network hold for a pod, and what they let out of it."""

from collections.abc import Collection, Mapping
from typing import Final

from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.pods import pod_template
from renovate_kit.config.deployment.recognition import pod_path
from renovate_kit.config.document.located import LocatedValue

__all__ = [
    "allows_egress",
    "allows_other_port",
    "is_meant_for_renovate",
    "pod_labels",
    "policies_for",
    "restricts_egress",
    "selects",
    "selects_another",
]

_KUBERNETES: Final = "networking.k8s.io/"
_OF_NAMESPACE: Final = frozenset({"NetworkPolicy", "CiliumNetworkPolicy"})
_OF_CLUSTER: Final = frozenset(
    {
        "AdminNetworkPolicy",
        "BaselineAdminNetworkPolicy",
        "CiliumClusterwideNetworkPolicy",
        "ClusterNetworkPolicy",
        "GlobalNetworkPolicy",
    }
)
_DEFAULT_PROTOCOL: Final = "TCP"


def policies_for(deployment: Deployment) -> tuple[LocatedValue, ...]:
    """Return the policies that may hold for the pod: those of its namespace and of the cluster.

    Whether one of them selects the pod is for `selects` to say.
    """
    return tuple(
        item
        for item in deployment.source.objects
        if item.text("kind") in _OF_CLUSTER
        or (item.text("kind") in _OF_NAMESPACE and _is_in_namespace(item, deployment))
    )


def selects(policy: LocatedValue, deployment: Deployment) -> bool | None:
    """Return whether a policy selects the pod; None if it says so in a way that is not read here.

    Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/
    """
    if not _is_of_kubernetes(policy):
        return None
    return _matches(policy.at("spec", "podSelector"), pod_labels(deployment))


def selects_another(policy: LocatedValue, deployment: Deployment) -> bool:
    """Return whether a policy of Kubernetes selects the pods of another workload beside this one.

    A policy that selects all pods is for no workload in particular.
    """
    selector = policy.at("spec", "podSelector")
    if not _is_of_kubernetes(policy) or selector is None or not selector.fields():
        return False
    own = pod_labels(deployment)
    paths = ((item, pod_path(item.text("kind") or "")) for item in deployment.source.objects)
    templates = (item.at(*path[:-1]) for item, path in paths if path is not None)
    labels = (
        {key: str(value.content) for key, value in template.fields("metadata", "labels").items()}
        for template in templates
        if template is not None
    )
    return any(each and each != own and _matches(selector, each) for each in labels)


def is_meant_for_renovate(policy: LocatedValue) -> bool:
    """Return whether a policy selects by labels and has Renovate in its name or in one of them."""
    labels = policy.fields("spec", "podSelector", "matchLabels")
    names = [
        policy.text("metadata", "name") or "",
        *(str(each.content) for each in labels.values()),
    ]
    return bool(labels) and any("renovate" in name for name in names)


def pod_labels(deployment: Deployment) -> Mapping[str, str]:
    """Return the labels of the pod, without those that the controllers add on their own."""
    template = pod_template(deployment)
    labels = {} if template is None else template.fields("metadata", "labels")
    return {key: str(value.content) for key, value in labels.items()}


def restricts_egress(policy: LocatedValue) -> bool:
    """Return whether a policy keeps in what it does not let out."""
    types = policy.at("spec", "policyTypes")
    if types is None:
        return policy.at("spec", "egress") is not None
    return any(item.content == "Egress" for item in types.items())


def allows_egress(
    policy: LocatedValue, port: int, protocol: str = _DEFAULT_PROTOCOL, *, to_internet: bool
) -> bool:
    """Return whether a policy lets something out of the pod.

    Args:
        policy: of Kubernetes, which selects the pod.
        port: where it is to go.
        protocol: TCP or UDP.
        to_internet: whether it must get beyond the pods of the cluster; else beyond the
            namespace of the pod.
    """
    return any(
        _allows_port(rule, port, protocol)
        and (_reaches_internet(rule) if to_internet else _leaves_namespace(rule))
        for rule in policy.items("spec", "egress")
    )


def allows_other_port(policy: LocatedValue, ports: Collection[int]) -> bool:
    """Return whether a policy lets something out by TCP to a port that is none of some."""
    rules = policy.items("spec", "egress")
    return any(not rule.items("ports") for rule in rules) or any(
        (item.text("protocol") or _DEFAULT_PROTOCOL) == _DEFAULT_PROTOCOL
        and (item.at("endPort") is not None or _number(item.at("port")) not in ports)
        for rule in rules
        for item in rule.items("ports")
    )


def _is_of_kubernetes(policy: LocatedValue) -> bool:
    version = policy.text("apiVersion") or ""
    return policy.text("kind") == "NetworkPolicy" and version.startswith(_KUBERNETES)


def _is_in_namespace(policy: LocatedValue, deployment: Deployment) -> bool:
    own = policy.text("metadata", "namespace")
    return own is None or deployment.namespace is None or own == deployment.namespace


def _matches(selector: LocatedValue | None, labels: Mapping[str, str]) -> bool:
    if selector is None:
        return True
    wanted = selector.fields("matchLabels")
    return all(labels.get(key) == str(value.content) for key, value in wanted.items()) and all(
        _meets(each, labels) for each in selector.items("matchExpressions")
    )


def _meets(expression: LocatedValue, labels: Mapping[str, str]) -> bool:
    value = labels.get(expression.text("key") or "")
    values = [item.content for item in expression.items("values")]
    match expression.text("operator"):
        case "In":
            return value in values
        case "NotIn":
            return value not in values
        case "Exists":
            return value is not None
        case "DoesNotExist":
            return value is None
        case _:
            return True


def _allows_port(rule: LocatedValue, port: int, protocol: str) -> bool:
    ports = rule.items("ports")
    return not ports or any(_covers(item, port, protocol) for item in ports)


def _covers(item: LocatedValue, port: int, protocol: str) -> bool:
    if (item.text("protocol") or _DEFAULT_PROTOCOL) != protocol:
        return False
    first, last = item.at("port"), item.at("endPort")
    if first is None or not isinstance(first.content, int):
        return True  # all ports, or one by a name that only the pods of the other side know
    end = last.content if last is not None and isinstance(last.content, int) else first.content
    return first.content <= port <= end


def _reaches_internet(rule: LocatedValue) -> bool:
    peers = rule.items("to")
    blocks = [peer.text("ipBlock", "cidr") for peer in peers if peer.at("ipBlock") is not None]
    return not peers or any(block is None or not _is_private(block) for block in blocks)


def _leaves_namespace(rule: LocatedValue) -> bool:
    peers = rule.items("to")
    return not peers or any(
        peer.at("namespaceSelector") is not None or peer.at("ipBlock") is not None for peer in peers
    )


def _is_private(block: str) -> bool:
    """Return whether a range of addresses has none of the internet."""
    import ipaddress  # noqa: PLC0415 - few policies need it

    try:
        return ipaddress.ip_network(block, strict=False).is_private
    except ValueError:
        return False  # the API server says so


def _number(port: LocatedValue | None) -> int | None:
    return port.content if port is not None and isinstance(port.content, int) else None
