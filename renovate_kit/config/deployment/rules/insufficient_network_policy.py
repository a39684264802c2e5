"""The rule `insufficient-network-policy`."""

from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.network_policies import (
    allows_egress,
    allows_other_port,
    policies_for,
    restricts_egress,
    selects,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue, Origin

__all__ = ["InsufficientNetworkPolicy"]

_DNS = 53
_HTTP = 80
_HTTPS = 443
_USUAL_PORTS = frozenset({_DNS, _HTTPS})
_KIND_OF_HOST = 2
"""The part of `gitea.git.svc` that tells a Service from a pod."""
_HOSTS = {
    "github": "api.github.com",
    "gitlab": "gitlab.com",
    "bitbucket": "api.bitbucket.org",
    "azure": "dev.azure.com",
}
_POLICY = """\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: renovate
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
"""
_TO_DNS = "    - ports:\n        - {protocol: UDP, port: 53}\n"
_TO_INTERNET = "    - ports:\n        - {protocol: TCP, port: 443}\n"
_TO_OWN_PODS = (
    "    - to:\n        - podSelector: {}\n      ports:\n        - {protocol: UDP, port: 53}\n"
)
_TO_INTRANET = (
    "    - to:\n        - ipBlock: {cidr: 10.0.0.0/8}\n      ports:\n        - {port: 443}\n"
)
_AT_SERVICE = """
    env:
      - name: RENOVATE_PLATFORM
        value: gitea
      - name: RENOVATE_ENDPOINT
        value: http://gitea.git.svc:3000/
"""
_TO_NAMESPACE = "    - to:\n        - namespaceSelector: {}\n      ports:\n        - {port: 443}\n"


class InsufficientNetworkPolicy(DeploymentRule):
    """The NetworkPolicies of the pod keep Renovate from what it needs.

    As soon as one policy for egress selects the pod, all is forbidden that none of them allows.
    Renovate needs DNS (port 53, UDP) to find any host, and HTTPS (443) to its platform and to
    registries. A rule with `namespaceSelector` or `podSelector` reaches pods of the
    cluster only, never a host outside; that takes an `ipBlock`, or a rule without `to`. One with
    nothing but a `podSelector` reaches the namespace of the pod only, where no DNS server is.

    Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/
    """

    code = "RK723"
    name = "insufficient-network-policy"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(f"{_POLICY}{_TO_DNS}{_TO_INTERNET}---\n{cron_job()}"),
        wanted(f"{_POLICY.replace('Egress', 'Ingress').replace('  egress:', '')}---\n{cron_job()}"),
    )
    invalid: ClassVar = (
        unwanted(f"{_POLICY}{_TO_INTERNET}---\n{cron_job()}", at="egress"),
        unwanted(f"{_POLICY}{_TO_DNS}---\n{cron_job()}", at="egress"),
        unwanted(f"{_POLICY}{_TO_DNS}{_TO_NAMESPACE}---\n{cron_job()}", at="egress"),
        unwanted(f"{_POLICY}{_TO_OWN_PODS}{_TO_INTERNET}---\n{cron_job()}", at="egress"),
        unwanted(f"{_POLICY}{_TO_DNS}{_TO_INTRANET}---\n{cron_job()}", at="egress"),
        unwanted(
            f"{_POLICY}{_TO_DNS}{_TO_INTERNET}---\n{cron_job(container=_AT_SERVICE)}", at="egress"
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the policies that together leave out DNS or the platform, by the first one."""
        deployment = subject.deployment
        verdicts = [(each, selects(each, deployment)) for each in policies_for(deployment)]
        if any(verdict is None for _, verdict in verdicts) or not deployment.source.is_complete:
            return
        policies = [each for each, verdict in verdicts if verdict and restricts_egress(each)]
        if not policies:
            return
        missing = list(_missing(policies, subject))
        if missing:
            yield DeploymentFinding(
                origin=_place(policies[0]),
                message=f"no rule lets Renovate out to {' and '.join(missing)}: each run fails",
                help="allow UDP 53, and TCP 443 in a rule without `to` or with an `ipBlock`",
            )


def _missing(policies: list[LocatedValue], subject: DeploymentSubject) -> Iterator[str]:
    if not any(allows_egress(each, _DNS, "UDP", to_internet=False) for each in policies):
        yield f"DNS (UDP {_DNS})"
    host = _public_host(subject)
    if host is not None and not any(
        allows_egress(each, _HTTPS, to_internet=True) for each in policies
    ):
        yield f"{host} (TCP {_HTTPS})"
    service = _service(subject)
    if service is None:
        return
    name, port = service
    is_let_out = any(
        allows_egress(each, port, to_internet=False) or allows_other_port(each, _USUAL_PORTS)
        for each in policies
    )
    if not is_let_out:
        yield f"{name} (TCP {port})"


def _service(subject: DeploymentSubject) -> tuple[str, int] | None:
    """Return the host and port of the platform if that is a Service of another namespace.

    Policies are about the ports of pods, which may be others than that of the Service. So only
    where no port is open but the usual ones is it sure that none is meant for the platform.
    """
    option = subject.effective.options.get("endpoint")
    try:
        url = urlsplit(str(option.value)) if option is not None and option.is_known else None
        host, port = (url.hostname, url.port) if url is not None else (None, None)
    except ValueError:
        return None
    parts = (host or "").split(".")
    if url is None or host is None or len(parts) <= _KIND_OF_HOST or parts[_KIND_OF_HOST] != "svc":
        return None
    port = port or (_HTTP if url.scheme == "http" else _HTTPS)
    is_near = parts[1] == subject.deployment.namespace
    return None if is_near or port in _USUAL_PORTS else (host, port)


def _public_host(subject: DeploymentSubject) -> str | None:
    """Return the host of the platform if it is one that is surely outside of the cluster."""
    option = subject.effective.options.get("endpoint")
    if option is None:
        may_be_set = subject.deployment.has_unknown_variables or subject.effective.unknown_sources
        platform = subject.effective.value("platform") or "github"
        return None if may_be_set else _HOSTS.get(str(platform))
    try:
        host = urlsplit(str(option.value)).hostname if option.is_known else None
    except ValueError:
        return None
    return host if host in _HOSTS.values() else None


def _place(policy: LocatedValue) -> Origin:
    rules = policy.at("spec", "egress") or policy.at("spec", "policyTypes") or policy
    return rules.origin
