"""`validate` on the deployment of the first user, and on folders of manifests of our own."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

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
