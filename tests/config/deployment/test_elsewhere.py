from pathlib import Path

import pytest

from renovate_kit.config.deployment.examples import cron_job
from renovate_kit.config.deployment.model import Deployment
from tests.config.deployment.clusters import deployment, variables

WHOLE = """\
kind: ENC[AES256_GCM,data:AA==,iv:BB==,tag:CC==,type:str]
stringData:
  A: ENC[AES256_GCM,data:AA==,iv:BB==,tag:CC==,type:str]
"""


def secret(namespace: str = "") -> str:
    return (
        f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: env\n{namespace}"
        "stringData:\n  RENOVATE_TOKEN: hunter2\n"
    )


def kustomization(*resources: str) -> str:
    return f"resources: [{', '.join(resources)}]\n"


def among(top: Path, files: dict[str, str], container: str, pod: str = "") -> Deployment:
    """Return a CronJob of the namespace `bots` in a checkout with other files."""
    for name, text in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)
    job = cron_job(container=container, pod=pod)
    job = job.replace("  name: renovate\n", "  name: renovate\n  namespace: bots\n", 1)
    return deployment(job, top=top.resolve())


def with_env(top: Path, files: dict[str, str]) -> Deployment:
    return among(top, files, "envFrom: [{secretRef: {name: env}}]")


@pytest.mark.parametrize(
    "files",
    [
        {"secrets/env.yaml": secret()},
        {"secrets/env.yaml": secret("  namespace: bots\n")},
        {"secrets/env.yaml": secret(), "secrets/kustomization.yaml": kustomization("env.yaml")},
        {"secrets/env.yaml": secret(), "kustomization.yaml": kustomization("secrets/env.yaml")},
    ],
    ids=["loose", "loose-in-namespace", "taken", "taken-from-above"],
)
def test_a_secret_that_is_applied_in_another_way_counts(
    tmp_path: Path, files: dict[str, str]
) -> None:
    found = with_env(tmp_path, files)
    assert found.missing == ()
    assert variables(found) == {"RENOVATE_TOKEN": None}
    assert found.environment["RENOVATE_TOKEN"].origin.path == "secrets/env.yaml"
    assert not found.has_unknown_variables
    assert [item.text("kind") for item in found.related] == ["CronJob", "Secret"]


def test_a_secret_that_nothing_takes_is_missing(tmp_path: Path) -> None:
    files = {"a/env.yaml": secret(), "a/kustomization.yaml": kustomization("other.yaml")}
    found = with_env(tmp_path, files)
    assert [(each.kind, each.name) for each in found.missing] == [("Secret", "env")]
    assert [item.text("kind") for item in found.related] == ["CronJob"]


def test_a_secret_that_stays_in_another_namespace_is_missing(tmp_path: Path) -> None:
    found = with_env(tmp_path, {"env.yaml": secret("  namespace: default\n")})
    assert [each.other_namespace for each in found.missing] == ["default"]


def test_a_secret_whose_namespace_may_still_change_may_be_there(tmp_path: Path) -> None:
    files = {
        "a/env.yaml": secret("  namespace: default\n"),
        "a/kustomization.yaml": kustomization("env.yaml"),
    }
    found = with_env(tmp_path, files)
    assert found.missing == ()
    assert found.has_unknown_variables


def test_a_secret_whose_name_is_encrypted_may_be_the_one(tmp_path: Path) -> None:
    assert with_env(tmp_path, {"secret.yaml": WHOLE}).missing == ()
    missing = among(tmp_path, {}, "envFrom: [{configMapRef: {name: env}}]").missing
    assert [each.kind for each in missing] == ["ConfigMap"]


def test_claims_and_accounts_elsewhere_are_there(tmp_path: Path) -> None:
    pod = "serviceAccountName: bot\nvolumes: [{name: c, persistentVolumeClaim: {claimName: cache}}]"
    mount = "volumeMounts: [{name: c, mountPath: /cache}]"
    files = {
        "account.yaml": "kind: ServiceAccount\nmetadata: {name: bot}\n",
        "claim.yaml": "kind: PersistentVolumeClaim\nmetadata: {name: cache}\n",
    }
    assert among(tmp_path / "with", files, mount, pod).missing == ()
    (tmp_path / "without").mkdir()
    missing = among(tmp_path / "without", {}, mount, pod).missing
    assert {(each.kind, each.name) for each in missing} == {
        ("ServiceAccount", "bot"),
        ("PersistentVolumeClaim", "cache"),
    }


def test_nothing_outside_of_the_checkout_counts(tmp_path: Path) -> None:
    (tmp_path / "env.yaml").write_text(secret())
    inside = tmp_path / "checkout"
    inside.mkdir()
    (inside / "link.yaml").symlink_to(tmp_path / "env.yaml")
    assert [each.name for each in with_env(inside, {}).missing] == ["env"]
