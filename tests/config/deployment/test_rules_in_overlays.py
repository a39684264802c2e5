from pathlib import Path
from textwrap import dedent

import pytest

from renovate_kit.config.deployment.checkout import Checkout
from renovate_kit.config.deployment.examples import cron_job
from renovate_kit.config.deployment.model import Note
from renovate_kit.config.deployment.rule import DeploymentFinding
from renovate_kit.config.deployment.sources import find_sources
from renovate_kit.config.deployment.workloads import deployments_in
from renovate_kit.config.diagnostics import Severity
from tests.config.deployment.clusters import deployment
from tests.config.deployment.rule_runs import found_by, marked, with_notes

CRON_JOB = cron_job(container="envFrom:\n  - configMapRef:\n      name: renovate-env")

IN_NAMESPACE = CRON_JOB.replace(
    "  name: renovate\nspec", "  name: renovate\n  namespace: renovate\nspec"
)


def found_below(top: Path, name: str, files: dict[str, str]) -> list[DeploymentFinding]:
    """Return what a rule finds in a checkout."""
    for path, text in files.items():
        file = top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text))
    checkout = Checkout(top=top.resolve(), shown_from=top.resolve())
    return [
        finding
        for source in find_sources(top.resolve(), checkout)
        for made in deployments_in(source, checkout)
        for finding in found_by(name, made)
    ]


def config_map(value: str, namespace: str = "") -> str:
    written = f"  namespace: {namespace}\n" if namespace else ""
    return (
        f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: renovate-env\n{written}"
        f"data:\n  RENOVATE_UNICODE_EMOJI: {value}\n"
    )


@pytest.mark.parametrize(("value", "is_refused"), [("off", False), ("false", True), ("1", True)])
def test_kustomize_puts_quotes_around_what_yaml_1_2_takes_for_a_text(
    tmp_path: Path, value: str, *, is_refused: bool
) -> None:
    files = {
        "kustomization.yaml": "resources: [cronjob.yaml, configmap.yaml]\n",
        "cronjob.yaml": CRON_JOB,
        "configmap.yaml": config_map(value),
    }
    assert bool(found_below(tmp_path, "unquoted-value", files)) is is_refused


def test_objects_that_kustomize_moves_apart_are_told_of(tmp_path: Path) -> None:
    files = {
        "kustomization.yaml": "resources: [cronjob, other]\n",
        "cronjob/kustomization.yaml": "namespace: renovate\nresources: [cronjob.yaml]\n",
        "cronjob/cronjob.yaml": CRON_JOB,
        "other/kustomization.yaml": "namespace: elsewhere\nresources: [configmap.yaml]\n",
        "other/configmap.yaml": config_map("'true'", namespace="renovate"),
    }
    (finding,) = found_below(tmp_path, "wrong-namespace", files)
    assert "`elsewhere`" in finding.message
    assert finding.origin.path == "cronjob/cronjob.yaml"
    assert found_below(tmp_path, "missing-reference", files) == []


def test_one_namespace_for_all_is_no_finding(tmp_path: Path) -> None:
    files = {
        "kustomization.yaml": "namespace: renovate\nresources: [cronjob.yaml, configmap.yaml]\n",
        "cronjob.yaml": CRON_JOB,
        "configmap.yaml": config_map("'true'"),
    }
    for name in ("wrong-namespace", "namespaceless-object", "missing-reference"):
        assert found_below(tmp_path, name, files) == []


def test_an_overlay_does_not_hide_that_a_file_has_no_namespace(tmp_path: Path) -> None:
    files = {
        "kustomization.yaml": "namespace: renovate\nresources: [cronjob.yaml, configmap.yaml]\n",
        "cronjob.yaml": IN_NAMESPACE,
        "configmap.yaml": config_map("'true'"),
    }
    (finding,) = found_below(tmp_path, "namespaceless-object", files)
    assert (finding.origin.path, finding.origin.line) == ("configmap.yaml", 4)


def test_what_a_generator_makes_has_no_file_to_be_mended(tmp_path: Path) -> None:
    files = {
        "kustomization.yaml": """\
            namespace: renovate
            resources: [cronjob.yaml]
            configMapGenerator:
              - name: renovate-env
                literals: [RENOVATE_PLATFROM=gitea]
        """,
        "cronjob.yaml": CRON_JOB.replace(
            "  name: renovate\nspec", "  name: r\n  namespace: a\nspec"
        ),
    }
    assert found_below(tmp_path, "namespaceless-object", files) == []
    (finding,) = found_below(tmp_path, "unknown-variable", files)
    assert finding.origin.path == "kustomization.yaml"
    assert "RENOVATE_PLATFROM" in marked(finding)
    assert finding.fix is None


def test_notes_about_files_that_are_not_renovates_are_left_out() -> None:
    made = deployment(CRON_JOB)
    notes = (
        Note(message="a remote base is not read", path="apps/other/kustomization.yaml"),
        Note(message="a remote base is not read", path="kustomization.yaml"),
        Note(message="no such file", path="apps/other/kustomization.yaml", is_error=True),
    )
    near, failing = found_by("unresolved-manifest", with_notes(made, *notes))
    assert near.severity is Severity.INFO
    assert near.message == "kustomization.yaml: not resolved: a remote base is not read"
    assert failing.severity is Severity.ERROR
    assert failing.message == "apps/other/kustomization.yaml: no such file"


def test_nothing_is_missing_where_not_all_is_known() -> None:
    made = deployment(CRON_JOB, is_complete=False)
    silent = ("missing-reference", "missing-credentials", "no-repositories", "text-log")
    for name in (*silent, "missing-github-token", "autodiscover-without-filter"):
        assert found_by(name, made) == []


def test_what_is_asked_for_twice_is_told_of_once() -> None:
    item = "  - secretRef:\n      name: by-hand\n"
    made = deployment(cron_job(container=f"envFrom:\n{item}{item}"))
    (finding,) = found_by("missing-reference", made)
    assert finding.severity is Severity.INFO


def test_what_the_cluster_makes_itself_is_not_missing() -> None:
    pod = "volumes:\n  - name: ca\n    configMap:\n      name: kube-root-ca.crt"
    container = "volumeMounts:\n  - name: ca\n    mountPath: /ca"
    assert found_by("missing-reference", deployment(cron_job(pod=pod, container=container))) == []


def test_the_later_of_two_config_maps_wins() -> None:
    second = config_map("'false'").replace("renovate-env", "renovate-more")
    container = (
        "envFrom:\n  - configMapRef:\n      name: renovate-env\n"
        "  - configMapRef:\n      name: renovate-more\n"
    )
    made = deployment(config_map("'true'"), second, cron_job(container=container))
    (finding,) = found_by("shadowed-variable", made)
    assert finding.severity is None
    assert finding.origin.line == 6
    assert "`renovate-more`" in finding.message
