import io
import sys
from pathlib import Path
from typing import Any

import pytest

from renovate_kit.cli import existing_deployment, main
from renovate_kit.config.build.existing import ExistingDeployment
from tests.commandline import Run

AGE = "age1" + "q" * 58
FLAGS = ("--repository", "org/app", "--git-author", "Bot <bot@example.com>", "--age", AGE)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_flags_make_settings_that_build_takes(run: Run, tmp_path: Path) -> None:
    outcome = run("init", *FLAGS, "--overlay", "staging", "--overlay", "production")

    assert outcome.exit_code == 0, outcome.err
    assert outcome.out.startswith("config/renovate-kit.yaml: written")
    assert run("build").exit_code == 0
    assert (tmp_path / "config/infrastructure/controllers/staging/kustomization.yaml").is_file()
    assert run("build", "--check").exit_code == 0


def test_a_settings_file_is_replaced_only_if_that_is_wanted(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "renovate-kit.yaml"
    file.write_text("# mine\n")

    refused = run("init", *FLAGS, "--settings", file)
    assert refused.exit_code == 2
    assert file.read_text() == "# mine\n"
    assert run("init", *FLAGS, "--settings", file, "--force").exit_code == 0
    assert "org/app" in file.read_text()


def test_without_a_terminal_nothing_is_asked(run: Run, tmp_path: Path) -> None:
    outcome = run("init", "--repository", "org/app")

    assert outcome.exit_code == 2
    assert "--git-author, --age are missing" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_is_asked_for_what_flags_leave_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    answers = f"Bot <bot@example.com>\norg/app org/other\n{AGE}\n"
    monkeypatch.setattr(sys, "stdin", Terminal(answers))
    monkeypatch.setattr(sys, "argv", ["renovate-kit", "init"])

    with pytest.raises(SystemExit) as exit_info:
        main()

    assert exit_info.value.code == 0
    text = (tmp_path / "config" / "renovate-kit.yaml").read_text()
    assert "  - org/app\n  - org/other\n" in text


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--schedule", "61 * * * *"), "minute"),
        (("--time-zone", "Mars/Base"), "Mars/Base"),
        (("--platform", "githubb"), "must be"),
        (("--image-tag", "latest"), "moves"),
        (("--overlay", "Prod"), "RFC 1123"),
    ],
)
def test_a_wrong_flag_writes_nothing(
    run: Run, tmp_path: Path, flags: tuple[str, ...], said: str
) -> None:
    outcome = run("init", *FLAGS, *flags)

    assert outcome.exit_code == 2
    assert said in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_deployment_is_taken_over_and_every_change_listed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: dict[str, Any] = {
        "image": "renovate/renovate:latest",
        "schedule": "@hourly",
        "repositories": ("org/app",),
        "has_repository_arguments": True,
        "options": {"platform": "github"},
        "sops_recipients": (AGE,),
        "overlays": ("staging",),
    }
    monkeypatch.setattr(existing_deployment, "existing_in", lambda _: ExistingDeployment(**found))

    outcome = run("init", "--from", tmp_path)

    assert outcome.exit_code == 0, outcome.err
    assert "- the image is renovate/renovate:44.121.2 instead of renovate/renovate:latest" in (
        outcome.out
    )
    assert "- a NetworkPolicy" in outcome.out
    assert run("build").exit_code == 0
    assert (
        "- org/app"
        in (tmp_path / "config/infrastructure/controllers/base/renovate/cronjob.yaml").read_text()
    )


def test_every_wrong_flag_is_named(run: Run) -> None:
    outcome = run("init", *FLAGS, "--schedule", "61 * * * *", "--platform", "githubb")

    assert outcome.exit_code == 2
    assert "minute" in outcome.err
    assert "platform" in outcome.err


MANIFESTS = """\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: renovate
  namespace: renovate
spec:
  schedule: "@hourly"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: renovate
              image: renovate/renovate:44.121.2
              args: [org/app]
              envFrom:
                - secretRef: {name: renovate-container-env}
"""
SECRET = f"""\
apiVersion: v1
kind: Secret
metadata: {{name: renovate-container-env, namespace: renovate}}
stringData:
  RENOVATE_TOKEN: ENC[AES256_GCM,data:MwJu,iv:dyHQ,tag:lYtd,type:str]
sops:
  age: [{{recipient: {AGE}}}]
  version: 3.10.2
"""


@pytest.fixture
def deployed(tmp_path: Path) -> Path:
    base = tmp_path / "infra/base/renovate"
    base.mkdir(parents=True)
    (tmp_path / "renovate.json").write_text("{}\n")
    (base / "job.yaml").write_text(MANIFESTS)
    (base / "secret.yaml").write_text(SECRET)
    (base / "alerts.yaml").write_text("apiVersion: v1\nkind: Service\nmetadata: {name: a}\n")
    (base / "kustomization.yaml").write_text(
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
        "resources: [job.yaml, secret.yaml, alerts.yaml]\n"
    )
    return base


def test_resources_that_are_not_renovates_are_carried_over(
    run: Run, tmp_path: Path, deployed: Path
) -> None:
    outcome = run("init", "--from", ".", "--settings", "renovate-kit.yaml")

    assert outcome.exit_code == 0, outcome.err
    assert "extraResources:\n  - alerts.yaml\n" in (tmp_path / "renovate-kit.yaml").read_text()
    assert "it wants --replace" in outcome.out
    assert (
        "Copy the encrypted Secret infra/base/renovate/secret.yaml"
        " to infra/base/renovate/renovate-container-env.yaml\n" in outcome.out
    )
    assert run("build", "--replace").exit_code == 0
    assert "  - alerts.yaml\n" in (deployed / "kustomization.yaml").read_text()


def test_a_tree_beside_the_deployment_is_told_with_the_secret_to_copy(
    run: Run, deployed: Path
) -> None:
    outcome = run("init", "--from", ".")

    assert outcome.exit_code == 0, outcome.err
    assert deployed.is_dir()
    assert "The tree goes to config/infra, and the deployment in infra stays" in outcome.out
    assert "to config/infra/base/renovate/renovate-container-env.yaml\n" in outcome.out
