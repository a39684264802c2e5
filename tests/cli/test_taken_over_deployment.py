"""`init --from`, `build` and `show-config` together: what is taken over means the same."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.commandline import Run

OVERLAY = "infrastructure/controllers/staging"
SHIPPED = Path(__file__).parents[2] / "config"


@pytest.fixture
def pi_cluster(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    checkout = tmp_path / "pi-cluster"
    shutil.copytree(shared / "pi-cluster", checkout)
    for path in checkout.rglob("*"):
        path.chmod(0o755)
    monkeypatch.chdir(checkout)
    return checkout


def options(run: Run, overlay: object) -> dict[str, Any]:
    outcome = run("show-config", "--format", "json", "--kustomize", overlay)
    assert (outcome.exit_code, outcome.err) == (0, "")
    shown = json.loads(outcome.out)["options"]
    return {name: (option["value"], option["secret"]) for name, option in shown.items()}


@pytest.mark.shared
def test_what_was_taken_over_has_the_same_effective_config(run: Run, pi_cluster: Path) -> None:
    before = options(run, OVERLAY)
    assert before["repositories"] == (["luddera/pi-cluster"], False)
    assert before["token"] == (None, True)
    init = run("init", "--from", ".", "--settings", "renovate-kit.yaml")
    assert init.exit_code == 0
    assert "the image is renovate/renovate:" in init.out

    assert "it wants --replace" in init.out
    manifest = pi_cluster / "infrastructure/controllers/base/renovate/cronjob.yaml"
    written = manifest.read_text("utf-8")
    refused = run("build", "--settings", "renovate-kit.yaml")
    assert refused.exit_code == 2
    assert "cronjob.yaml: is there, and build has not written it" in refused.err
    assert manifest.read_text("utf-8") == written

    assert run("build", "--settings", "renovate-kit.yaml", "--replace").exit_code == 0

    assert before.pop("autodiscover") == (False, False)  # the default, which needs no word
    assert options(run, OVERLAY) == before
    secret = pi_cluster / "infrastructure/controllers/base/renovate/renovate-container-env.yaml"
    assert "ENC[AES256_GCM" in secret.read_text("utf-8")
    assert run("build", "--settings", "renovate-kit.yaml", "--check").exit_code == 0


@pytest.mark.shared
def test_the_effective_config_of_pi_cluster_is_the_expected_one(run: Run, pi_cluster: Path) -> None:
    del pi_cluster
    outcome = run("show-config", "--format", "json", "--kustomize", OVERLAY)
    shown = json.loads(outcome.out)["options"]
    places = {
        name: (Path(option["source"]).name, option["line"], option["value"])
        for name, option in shown.items()
    }
    author = "Lud's Renovate Bot <bot@renovateapp.com>"
    assert places == {
        "platform": ("configmap.yaml", 9, "github"),
        "gitAuthor": ("configmap.yaml", 8, author),
        "autodiscover": ("configmap.yaml", 7, False),
        "forkProcessing": ("configmap.yaml", 7, "enabled"),
        "onboardingNoDeps": ("configmap.yaml", 7, "enabled"),
        "repositories": ("cronjob.yaml", 17, ["luddera/pi-cluster"]),
        "force": ("cronjob.yaml", 17, {"repositories": ["luddera/pi-cluster"]}),
        "token": ("renovate-container-env.yaml", 3, None),
    }


def test_a_built_deployment_is_read_back_as_its_settings(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SHIPPED, tmp_path / "config")
    written = yaml.safe_load((SHIPPED / "renovate-kit.yaml").read_text("utf-8"))

    outcome = run("init", "--from", "config", "--settings", "again.yaml")

    assert outcome.exit_code == 0
    again = yaml.safe_load((tmp_path / "again.yaml").read_text("utf-8"))
    for name in ("image", "schedule", "timeZone", "platform", "gitAuthor", "repositories",
                 "repositoriesIn", "log", "overlays"):  # fmt: skip
        assert again.get(name) == written.get(name), name


def test_the_environment_that_kubectl_builds_gives_the_shown_config(
    run: Run, tmp_path: Path
) -> None:
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        pytest.skip("there is no kubectl")
    overlay = SHIPPED / OVERLAY
    real = subprocess.run(
        [kubectl, "kustomize", overlay], capture_output=True, text=True, check=True
    )
    (tmp_path / "all.yaml").write_text(real.stdout, encoding="utf-8")
    (tmp_path / "kustomization.yaml").write_text("resources: [all.yaml]\n", encoding="utf-8")

    assert options(run, tmp_path) == options(run, overlay)
