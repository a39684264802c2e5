"""The settings -> what the pods may reach.

Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/
"""

from typing import Any, Final
from urllib.parse import urlsplit

from renovate_kit.config.build.manifests import (
    INGEST_PART,
    REPORT_PART,
    metadata,
    part_metadata,
    part_selector,
    selector,
)
from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.yaml_text import Commented

__all__ = ["network_policy", "report_network_policies"]

Manifest = dict[str, Any]
_HTTPS: Final = 443
_API_SERVER: Final = 6443
_NODE_LOCAL_DNS: Final = "169.254.20.10/32"
_LINK_LOCAL: Final = ("169.254.0.0/16", "fe80::/10")
_PRIVATE: Final = (
    "10.0.0.0/8",
    "100.64.0.0/10",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "fc00::/7",
)
_EVERYWHERE: Final = ("0.0.0.0/0", "::/0")


def network_policy(settings: Settings) -> Manifest | None:
    """Return the policy: nothing comes in, DNS and HTTPS go out; None if none is wanted.

    A policy knows addresses, not names of hosts. Link-local addresses stay closed in any case:
    the credentials of a cloud's node are there.
    """
    if not settings.network_policy.enabled:
        return None
    egress = [_dns(), _https(settings), *_others(settings)]
    return _policy(metadata(settings, settings.name), selector(settings), egress)


def report_network_policies(settings: Settings) -> tuple[Manifest, ...]:
    """Return the policies of the pods that make the weekly report; none if none are wanted.

    Those that read logs reach the API of Kubernetes and nothing else; those that publish reach
    what Renovate reaches.
    """
    if settings.weekly_report is None or not settings.network_policy.enabled:
        return ()
    publishing = [_dns(), _https(settings), *_others(settings)]
    reading = [_dns(), _kubernetes_api()]
    parts = ((REPORT_PART, publishing), (INGEST_PART, reading))
    return tuple(
        _policy(part_metadata(settings, part), part_selector(settings, part), egress)
        for part, egress in parts
    )


def _policy(about: Manifest, pods: dict[str, str], egress: list[Any]) -> Manifest:
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": about,
        "spec": {
            "podSelector": {"matchLabels": pods},
            "policyTypes": Commented(["Ingress", "Egress"], "Nothing comes in: no rule says so."),
            "egress": egress,
        },
    }


def _kubernetes_api() -> Commented:
    peers = [
        {"ipBlock": {"cidr": cidr, "except": [each for each in _LINK_LOCAL if _is_in(each, cidr)]}}
        for cidr in _EVERYWHERE
    ]
    ports = [{"protocol": "TCP", "port": port} for port in (_HTTPS, _API_SERVER)]
    return Commented(
        {"to": peers, "ports": ports},
        "The API of Kubernetes: where it is differs from cluster to cluster",
    )


def _dns() -> Commented:
    rule = {
        "to": [
            {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}}},
            {"ipBlock": {"cidr": _NODE_LOCAL_DNS}},
        ],
        "ports": [{"protocol": "UDP", "port": 53}, {"protocol": "TCP", "port": 53}],
    }
    return Commented(rule, "DNS: the cluster's, and the usual address of NodeLocal DNSCache")


def _https(settings: Settings) -> Commented:
    allows_private = _allows_private(settings)
    closed = _LINK_LOCAL if allows_private else (*_PRIVATE, *_LINK_LOCAL)
    peers: list[Manifest] = [
        {"ipBlock": {"cidr": cidr, "except": [other for other in closed if _is_in(other, cidr)]}}
        for cidr in _EVERYWHERE
    ]
    if allows_private:
        peers.insert(0, {"namespaceSelector": {}})
    ports = sorted({_HTTPS, *_port_of(settings.endpoint)})
    where = "everywhere" if allows_private else "outside of private networks"
    return Commented(
        {"to": peers, "ports": [{"protocol": "TCP", "port": port} for port in ports]},
        f"The platform, registries and release notes: HTTPS {where}",
    )


def _others(settings: Settings) -> list[Manifest]:
    return [
        {
            "to": [{"ipBlock": {"cidr": egress.cidr}}],
            "ports": [{"protocol": "TCP", "port": port} for port in egress.ports],
        }
        for egress in settings.network_policy.egress
    ]


def _allows_private(settings: Settings) -> bool:
    wanted = settings.network_policy.private_networks
    return settings.endpoint is not None if wanted is None else wanted


def _is_in(network: str, everywhere: str) -> bool:
    return (":" in network) == (":" in everywhere)


def _port_of(endpoint: str | None) -> tuple[int, ...]:
    if endpoint is None:
        return ()
    address = urlsplit(endpoint)
    return (address.port or (80 if address.scheme == "http" else _HTTPS),)
