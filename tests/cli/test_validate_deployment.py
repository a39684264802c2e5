"""`validate` on the deployment of the first user, and on folders of manifests of our own."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from renovate_kit.config.deployment.examples import cron_job
from tests.commandline import Run

BASE = "infrastructure/controllers/base/renovate/"
RANKS = {"info": 1, "warning": 2, "error": 3}

EXPECTED = [
    ("renovate.json", 4, "warning"),
    ("renovate.json", 5, "info"),
    (f"{BASE}cronjob.yaml", 15, "warning"),
    (f"{BASE}cronjob.yaml", 7, "warning"),
    (f"{BASE}cronjob.yaml", 9, "info"),
    (f"{BASE}cronjob.yaml", 14, "warning"),
    (f"{BASE}cronjob.yaml", 12, "warning"),
    (f"{BASE}kustomization.yaml", 3, "info"),
    (f"{BASE}renovate-container-env.yaml", 6, "info"),
    (f"{BASE}renovate-container-env.yaml", 7, "info"),
    (f"{BASE}configmap.yaml", 6, "info"),
]
"""What `../shared/pi-cluster/EXPECTED.md` asks for: the file, the line, the least severity."""


@pytest.fixture
def pi_cluster(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The checkout of the first user, as the current folder."""
    checkout = tmp_path / "pi-cluster"
    shutil.copytree(shared / "pi-cluster", checkout)
    (checkout / "EXPECTED.md").unlink()
    for path in checkout.rglob("*"):
        path.chmod(0o755)
    monkeypatch.chdir(checkout)
    return checkout


def findings(run: Run, *arguments: object) -> list[dict[str, Any]]:
    outcome = run("validate", "--format", "json", *arguments)
    assert outcome.err == ""
    files = json.loads(outcome.out)["files"]
    return [{"path": file["path"], **item} for file in files for item in file["diagnostics"]]


@pytest.mark.shared
@pytest.mark.parametrize(("path", "line", "severity"), EXPECTED)
def test_what_is_wrong_with_pi_cluster_is_found_where_it_stands(
    run: Run, pi_cluster: Path, path: str, line: int, severity: str
) -> None:
    del pi_cluster
    found = [item for item in findings(run, ".") if (item["path"], item["line"]) == (path, line)]
    assert max(RANKS[item["severity"]] for item in found) >= RANKS[severity]


@pytest.mark.shared
def test_nothing_else_is_said_of_pi_cluster(run: Run, pi_cluster: Path) -> None:
    del pi_cluster
    places = {(item["path"], item["line"]) for item in findings(run, ".")}
    assert places == {(path, line) for path, line, _ in EXPECTED}


@pytest.mark.shared
def test_the_overlay_alone_says_the_same(run: Run, pi_cluster: Path) -> None:
    del pi_cluster
    overlay = "infrastructure/controllers/staging"
    whole = [item for item in findings(run, ".") if item["path"].endswith(".yaml")]
    assert findings(run, "--kustomize", overlay) == whole


@pytest.mark.shared
def test_safe_fixes_of_pi_cluster_leave_what_needs_a_person(run: Run, pi_cluster: Path) -> None:
    run("validate", "--fix", ".")
    left = {(item["path"], item["rule"]) for item in findings(run, ".")}
    assert (
        "creationTimestamp" not in (pi_cluster / BASE / "renovate-container-env.yaml").read_text()
    )
    assert "fileMatch" not in (pi_cluster / "renovate.json").read_text()
    assert (f"{BASE}cronjob.yaml", "floating-image-tag") in left


PLAIN = """\
apiVersion: v1
kind: Secret
metadata:
  name: renovate-env
  creationTimestamp: null
stringData:
  RENOVATE_TOKEN: ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R
  RENOVATE_USERNAME: correct-horse-battery
"""


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a CronJob and a Secret in plain text, as the current folder."""
    reference = "envFrom:\n  - secretRef:\n      name: renovate-env"
    (tmp_path / "cronjob.yaml").write_text(cron_job(container=reference), "utf-8")
    (tmp_path / "secret.yaml").write_text(PLAIN, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_no_value_of_a_secret_is_shown(run: Run, cluster: Path, name: str) -> None:
    del cluster
    outcome = run("validate", "--format", name, ".")
    assert outcome.exit_code == 1
    assert "unencrypted-secret" in outcome.out
    for secret in ("correct-horse", "ghp_0a1B"):
        assert secret not in outcome.out + outcome.err


def test_a_difference_shows_no_value_of_a_secret(run: Run, cluster: Path) -> None:
    outcome = run("validate", "--diff", ".")
    assert "-  creationTimestamp: null" in outcome.out
    assert "correct-horse" not in outcome.out
    assert (cluster / "secret.yaml").read_text("utf-8") == PLAIN


def test_a_manifest_from_standard_input_is_refused(run: Run, cluster: Path) -> None:
    raw = (cluster / "cronjob.yaml").read_bytes()
    outcome = run("validate", "--stdin-filename", "cronjob.yaml", "-", stdin=raw)
    assert outcome.exit_code == 3
    assert "name the file" in outcome.err.lower()


def test_a_manifest_that_cannot_be_read_is_no_clean_one(run: Run, cluster: Path) -> None:
    text = (cluster / "cronjob.yaml").read_text("utf-8")
    (cluster / "cronjob.yaml").write_text(text.replace("            - name", "           - name"))
    outcome = run("validate", ".")
    assert outcome.exit_code == 1
    assert "cronjob.yaml:" in outcome.err


def test_a_comment_silences_a_finding_about_a_deployment(run: Run, cluster: Path) -> None:
    file = cluster / "cronjob.yaml"
    rule = "missing-network-policy"
    assert rule in {item["rule"] for item in findings(run, ".")}
    text = file.read_text("utf-8")
    file.write_text(f"# renovate-kit: ignore-file[{rule}]\n{text}", "utf-8")
    assert rule not in {item["rule"] for item in findings(run, ".")}
    file.write_text("# renovate-kit: ignore-file[left-on-dry-run]\n" + text, "utf-8")
    assert "unused-suppression" in {item["rule"] for item in findings(run, ".")}


def test_a_release_of_kubernetes_can_be_chosen(run: Run, cluster: Path) -> None:
    text = (cluster / "cronjob.yaml").read_text("utf-8")
    (cluster / "cronjob.yaml").write_text(text.replace("batch/v1", "batch/v1beta1"), "utf-8")
    found = findings(run, "--kubernetes-version", "1.34", ".")
    assert "1.34" in next(item["message"] for item in found if item["rule"] == "invalid-manifest")
    assert run("validate", "--kubernetes-version", "0.1", ".").exit_code == 2


def test_an_overlay_that_cannot_be_built_is_no_clean_one(run: Run, cluster: Path) -> None:
    kustomization = cluster / "kustomization.yaml"
    kustomization.write_text("resources: [cronjob.yaml, secret.yaml", "utf-8")
    broken = run("validate", "--kustomize", ".")
    assert broken.exit_code == 1
    assert "kustomization.yaml:1:38: error RK763" in broken.out
    kustomization.write_text("resources: [secret.yaml]\n", "utf-8")
    other = run("validate", "--kustomize", ".")
    assert other.exit_code == 3
    assert "nothing in it runs Renovate" in other.err


BROKEN = {
    "syntax": "resources: [../base\n",
    "text": "../base\n",
    "patches": "resources: [../base]\npatches: foo\n",
    "generator": "resources: [../base]\ngenerators: [absent.yaml]\n",
    "resources": "resources: {a: ../base}\n",
    "component": "components: [../base]\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_overlay_that_fails_is_found_in_a_checkout(run: Run, cluster: Path, name: str) -> None:
    for folder, text in (
        ("base", "resources: [cronjob.yaml, secret.yaml]\n"),
        ("prod", BROKEN[name]),
    ):
        (cluster / folder).mkdir()
        (cluster / folder / "kustomization.yaml").write_text(text, "utf-8")
    for file in ("cronjob.yaml", "secret.yaml"):
        (cluster / file).rename(cluster / "base" / file)
    failures = [item for item in findings(run, ".") if item["rule"] == "unresolved-manifest"]
    assert "error" in {item["severity"] for item in failures}
    assert {item["path"] for item in failures} == {"prod/kustomization.yaml"}
    rest = {item["path"] for item in findings(run, ".")}
    assert "base/secret.yaml" in rest  # what the overlay takes is judged all the same


def test_a_base_that_fails_is_found_in_a_checkout(run: Run, cluster: Path) -> None:
    (cluster / "kustomization.yaml").write_text("", "utf-8")
    failures = [item for item in findings(run, ".") if item["severity"] == "error"]
    assert "kustomization.yaml" in {item["path"] for item in failures}


def test_kustomizations_that_take_each_other_are_found(run: Run, cluster: Path) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        (cluster / name).mkdir()
        text = f"resources: [../{other}, cronjob.yaml]\n"
        (cluster / name / "kustomization.yaml").write_text(text, "utf-8")
        shutil.copy(cluster / "cronjob.yaml", cluster / name)
    (cluster / "cronjob.yaml").unlink()
    rules = {item["rule"] for item in findings(run, ".")}
    assert "unresolved-manifest" in rules
