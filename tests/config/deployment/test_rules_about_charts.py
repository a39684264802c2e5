"""What the rules about workloads say where a chart or an operator makes the workload."""

from renovate_kit.config.deployment.examples import cron_job, unwanted
from renovate_kit.config.diagnostics import Diagnostic
from renovate_kit.config.example_checks import check_manifest_example
from renovate_kit.config.options import load_catalogue

RELEASE = """\
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: renovate
  namespace: renovate
spec:
  interval: 1h
  chart:
    spec:
      chart: renovate
      version: 46.225.0
      sourceRef: {kind: HelmRepository, name: renovate}
  values:
    renovate:
      config: '{"repositories": ["a/b"]}'
"""
OPERATED = """\
apiVersion: renovate-operator.mogenius.com/v1alpha1
kind: RenovateJob
metadata:
  name: renovate
  namespace: renovate
spec:
  schedule: "0 * * * *"
  image: ghcr.io/renovatebot/renovate:44.121.2
  secretRef: renovate
  provider:
    name: github
"""


def found(text: str) -> list[Diagnostic]:
    items = check_manifest_example(unwanted(text, at=""), load_catalogue())
    return [item for item in items if "RK700" <= item.code <= "RK739"]


def test_what_the_values_leave_out_is_said_where_the_chart_is_named() -> None:
    items = {item.rule: item for item in found(RELEASE)}

    assert sorted(items) == [
        "missing-deadline",
        "missing-resources",
        "missing-security-context",
        "overlapping-runs",
        "retried-run",
    ]
    assert {item.excerpt.strip() for item in items.values()} == {"chart: renovate"}
    assert all(item.fix is None for item in items.values())
    assert "renovate.securityContext" in items["missing-security-context"].help


def test_what_the_values_say_is_judged_where_they_say_it() -> None:
    resources = "    resources:\n      limits:\n        memory: 128Mi\n"
    (item,) = (item for item in found(RELEASE + resources) if item.rule == "low-memory-limit")

    assert item.excerpt.strip() == "memory: 128Mi"


def test_values_that_are_not_known_may_say_what_seems_to_be_missing() -> None:
    unknown = "  valuesFrom:\n    - {kind: Secret, name: values}\n"

    assert found(RELEASE + unknown) == []


def test_what_an_operator_makes_is_its_own_affair() -> None:
    assert found(OPERATED) == []


def test_a_patch_that_is_read_alone_lacks_nothing() -> None:
    patch = cron_job().replace('  schedule: "0 * * * *"\n', "")

    assert {item.rule for item in found(patch)} == set()
