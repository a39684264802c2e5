import pytest

from renovate_kit.config.deployment.examples import cron_job
from renovate_kit.config.deployment.network_policies import (
    allows_egress,
    policies_for,
    restricts_egress,
    selects,
)
from tests.config.deployment.clusters import deployment, manifest

POLICY = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: "
LABELLED = cron_job().replace(
    "template:\n        spec:",
    "template:\n        metadata: {labels: {app: renovate, tier: bots}}\n        spec:",
)


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("{}", True),
        ("{matchLabels: {app: renovate}}", True),
        ("{matchLabels: {app: renovate, tier: web}}", False),
        ("{matchExpressions: [{key: app, operator: In, values: [a, renovate]}]}", True),
        ("{matchExpressions: [{key: app, operator: NotIn, values: [renovate]}]}", False),
        ("{matchExpressions: [{key: app, operator: Exists}]}", True),
        ("{matchExpressions: [{key: app, operator: DoesNotExist}]}", False),
        ("{matchExpressions: [{key: x, operator: Exists}], matchLabels: {tier: bots}}", False),
    ],
)
def test_a_policy_selects_by_the_labels_of_the_pod(selector: str, *, expected: bool) -> None:
    policy = manifest(f"{POLICY}{{podSelector: {selector}}}")

    assert selects(policy, deployment(LABELLED)) is expected


@pytest.mark.parametrize(
    "head",
    [
        "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy",
        "apiVersion: projectcalico.org/v3\nkind: NetworkPolicy",
    ],
)
def test_selectors_of_network_plugins_are_not_judged(head: str) -> None:
    policy = manifest(f"{head}\nspec: {{selector: \"app == 'renovate'\"}}")

    assert selects(policy, deployment(LABELLED)) is None


def test_policies_of_other_namespaces_do_not_hold() -> None:
    here = cron_job().replace("  name: renovate\nspec", "  name: renovate\n  namespace: b\nspec")
    others = [
        f"{POLICY}{{podSelector: {{}}}}".replace("name: a", f"name: {name}, namespace: {namespace}")
        for name, namespace in (("mine", "b"), ("theirs", "c"))
    ]

    found = policies_for(deployment(here, *others))

    assert [policy.text("metadata", "name") for policy in found] == ["mine"]


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("{podSelector: {}}", False),
        ("{podSelector: {}, egress: []}", True),
        ("{podSelector: {}, policyTypes: [Ingress], egress: []}", False),
        ("{podSelector: {}, policyTypes: [Ingress, Egress]}", True),
    ],
)
def test_a_policy_holds_for_egress_if_it_says_so(spec: str, *, expected: bool) -> None:
    assert restricts_egress(manifest(f"{POLICY}{spec}")) is expected


@pytest.mark.parametrize(
    ("rule", "dns", "internet"),
    [
        ("{}", True, True),
        ("{ports: [{port: 443}]}", False, True),
        ("{ports: [{port: 1, endPort: 1024, protocol: UDP}]}", True, False),
        ("{ports: [{port: 400, endPort: 500}]}", False, True),
        ("{ports: [{port: https}]}", False, True),
        ("{to: [{namespaceSelector: {}}]}", True, False),
        ("{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 443}]}", False, True),
    ],
)
def test_a_rule_allows_what_its_ports_and_peers_allow(
    rule: str, *, dns: bool, internet: bool
) -> None:
    policy = manifest(f"{POLICY}{{podSelector: {{}}, egress: [{rule}]}}")

    assert allows_egress(policy, 53, "UDP", to_internet=False) is dns
    assert allows_egress(policy, 443, to_internet=True) is internet
