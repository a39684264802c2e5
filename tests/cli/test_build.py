import shutil
import subprocess
from pathlib import Path

import pytest

from tests.commandline import Run

AGE = "age1" + "q" * 58
SETTINGS = f"""\
image:
  tag: 44.121.2
platform: github
repositories: [org/app]
secret:
  age: [{AGE}]
overlays:
  staging: {{}}
"""
BASE = "infrastructure/controllers/base/renovate"
SECRET = f"{BASE}/renovate-container-env.yaml"
TOKEN = "ghp_" + "a1B2" * 9

# Says what it was asked, and hides the value as SOPS would.
SOPS = """\
#!/bin/sh
printf '%s\\n' "$@" > "$(dirname "$0")/arguments"
sed 's/^  RENOVATE_TOKEN: .*/  RENOVATE_TOKEN: ENC[AES256_GCM,data:xx,type:str]/'
printf 'sops:\\n  version: 3.10.2\\n'
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "renovate-kit.yaml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "config"


@pytest.fixture
def sops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "bin" / "sops"
    program.parent.mkdir()
    program.write_text(SOPS)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return program


def test_the_tree_is_written_beside_the_settings_and_then_up_to_date(
    run: Run, folder: Path
) -> None:
    first = run("build")
    assert first.exit_code == 0
    assert f"config/{BASE}/cronjob.yaml: written\n" in first.out
    assert (folder / BASE / "cronjob.yaml").is_file()
    second = run("build")
    assert (second.exit_code, second.out) == (0, "config: up to date\n")


def test_what_the_person_has_to_do_is_said(run: Run, folder: Path) -> None:
    outcome = run("build")

    assert "the Secret is still missing" in outcome.err
    assert f"sops --encrypt --age {AGE}" in outcome.err
    assert "pinned by version only" in outcome.err
    assert folder.is_dir()


def test_another_folder_gets_the_same_bytes(run: Run, folder: Path, tmp_path: Path) -> None:
    run("build")
    run("build", "--settings", folder / "renovate-kit.yaml", "--output", tmp_path / "other")

    for file in (tmp_path / "other").rglob("*.yaml"):
        assert (folder / file.relative_to(tmp_path / "other")).read_text() == file.read_text()


def test_check_is_silent_about_a_tree_that_is_right(run: Run, folder: Path) -> None:
    run("build")

    outcome = run("build", "--check")

    assert (outcome.exit_code, outcome.out, outcome.err) == (0, "", "")
    assert folder.is_dir()


@pytest.mark.parametrize("flag", ["--check", "--diff"])
def test_a_tree_that_is_out_of_date_is_shown_and_stays(run: Run, folder: Path, flag: str) -> None:
    run("build")
    settings = folder / "renovate-kit.yaml"
    settings.write_text(settings.read_text() + "schedule: '@daily'\n")

    outcome = run("build", flag)

    assert outcome.exit_code == 1
    assert '-  schedule: "@hourly"\n+  schedule: "@daily"\n' in outcome.out
    assert "@hourly" in (folder / BASE / "cronjob.yaml").read_text()


def test_check_before_the_first_build_shows_all_files(run: Run, folder: Path) -> None:
    outcome = run("build", "--check")

    assert outcome.exit_code == 1
    assert outcome.out.count("\n+++ ") + outcome.out.startswith("+++ ") == 10
    assert [file.name for file in folder.iterdir()] == ["renovate-kit.yaml"]


def test_files_of_people_stay(run: Run, folder: Path) -> None:
    shared = folder / "infrastructure/controllers/base/kustomization.yaml"
    shared.parent.mkdir(parents=True)
    shared.write_text("kind: Kustomization\nresources:\n- linkding # mine\n")
    mine = folder / BASE / "mine.yaml"
    mine.parent.mkdir(parents=True)
    mine.write_text("kind: X\n")

    assert run("build").exit_code == 0

    assert shared.read_text() == "kind: Kustomization\nresources:\n- linkding # mine\n- renovate\n"
    assert mine.read_text() == "kind: X\n"


def test_files_of_people_are_replaced_only_if_that_is_wanted(run: Run, folder: Path) -> None:
    base = folder / BASE
    base.mkdir(parents=True)
    (base / "cronjob.yaml").write_text("kind: CronJob\n")
    kustomization = base / "kustomization.yaml"
    kustomization.write_text("kind: Kustomization\nresources: [cronjob.yaml, extra.yaml]\n")

    refused = run("build")

    assert refused.exit_code == 2
    assert f"config/{BASE}/cronjob.yaml: is there, and build has not written it\n" in refused.err
    assert "kustomization.yaml: would not name `extra.yaml` any more" in refused.err
    assert "2 files of yours would be replaced" in refused.err
    assert sorted(file.name for file in base.iterdir()) == ["cronjob.yaml", "kustomization.yaml"]
    assert run("build", "--check").exit_code == 1

    assert run("build", "--replace").exit_code == 0
    assert "extra.yaml" not in kustomization.read_text()
    settings = folder / "renovate-kit.yaml"
    settings.write_text(SETTINGS + "extraResources: [extra.yaml]\n")
    assert run("build").exit_code == 0
    assert "  - extra.yaml\n" in kustomization.read_text()


def test_a_renovate_json_of_a_person_stays_and_a_built_one_follows_the_settings(
    run: Run, folder: Path
) -> None:
    file, settings = folder / "renovate.json", folder / "renovate-kit.yaml"
    file.write_text("{}\n")
    settings.write_text(SETTINGS + "repository: {automerge: true}\n")

    assert run("build").exit_code == 2
    assert file.read_text() == "{}\n"
    assert run("build", "--replace").exit_code == 0
    settings.write_text(SETTINGS + "repository: {automerge: false}\n")
    assert run("build").exit_code == 0
    assert '"automerge": false' in file.read_text()


def test_what_is_built_no_more_is_named(run: Run, folder: Path) -> None:
    settings = folder / "renovate-kit.yaml"
    settings.write_text(SETTINGS + "resourceQuota: {hard: {pods: 2}}\n")
    run("build")
    settings.write_text(SETTINGS)

    outcome = run("build")

    assert f"config/{BASE}/resourcequota.yaml: the settings make no such file" in outcome.err
    assert (folder / BASE / "resourcequota.yaml").is_file()


def test_an_encrypted_secret_is_made_of_values_from_standard_input(
    run: Run, folder: Path, sops: Path
) -> None:
    outcome = run("build", "--secrets", "-", stdin=f"# mine\nRENOVATE_TOKEN={TOKEN}\n".encode())

    assert outcome.exit_code == 0, outcome.err
    text = (folder / SECRET).read_text()
    assert "RENOVATE_TOKEN: ENC[" in text
    assert "missing" not in outcome.err
    assert TOKEN not in text + outcome.out + outcome.err
    arguments = (sops.parent / "arguments").read_text().splitlines()
    assert arguments[:3] == ["--encrypt", "--age", AGE]
    assert arguments[-1] == "/dev/stdin"

    assert run("build").out == "config: up to date\n"
    assert run("build", "--check").exit_code == 0
    again = run("build", "--secrets", "-", stdin=b"RENOVATE_TOKEN=x\n")
    assert again.exit_code == 2
    assert (folder / SECRET).read_text() == text


def test_recipients_can_come_from_a_sops_config(run: Run, folder: Path, sops: Path) -> None:
    settings = folder / "renovate-kit.yaml"
    settings.write_text(SETTINGS.replace(f"age: [{AGE}]", "sopsConfig: .sops.yaml"))
    assert run("build").exit_code == 3
    (folder / ".sops.yaml").write_text(f"creation_rules:\n- path_regex: .*.yaml\n  age: {AGE}\n")

    outcome = run("build", "--secrets", "-", stdin=b"RENOVATE_TOKEN=x\n")

    assert outcome.exit_code == 0, outcome.err
    assert AGE in (sops.parent / "arguments").read_text()


def test_without_sops_no_value_is_written(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    outcome = run("build", "--secrets", "-", stdin=f"RENOVATE_TOKEN={TOKEN}\n".encode())

    assert outcome.exit_code == 2
    assert "sops" in outcome.err
    assert not any(TOKEN in file.read_text() for file in folder.rglob("*") if file.is_file())


def test_a_sops_that_fails_writes_nothing(run: Run, folder: Path, sops: Path) -> None:
    sops.write_text("#!/bin/sh\necho 'no such recipient' >&2\nexit 1\n")

    outcome = run("build", "--secrets", "-", stdin=b"RENOVATE_TOKEN=x\n")

    assert outcome.exit_code == 3
    assert "sops: no such recipient" in outcome.err
    assert not (folder / BASE).exists()


def test_a_sops_that_does_not_encrypt_is_not_believed(run: Run, folder: Path, sops: Path) -> None:
    sops.write_text("#!/bin/sh\ncat\n")

    assert run("build", "--secrets", "-", stdin=b"RENOVATE_TOKEN=x\n").exit_code == 3
    assert not (folder / BASE).exists()


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (("--secrets", "-"), b"OTHER=x\n", "no value for RENOVATE_TOKEN"),
        (("--secrets", "-", "--check"), b"", "--secrets is for writing"),
        (("--settings", "none.yaml"), b"", "renovate-kit init"),
    ],
)
def test_wrong_usage_is_one_line(
    run: Run, folder: Path, arguments: tuple[str, ...], stdin: bytes, said: str
) -> None:
    outcome = run("build", *arguments, stdin=stdin)

    assert outcome.exit_code == 2
    (line,) = outcome.err.splitlines()
    assert said in line
    assert not (folder / "infrastructure").exists()


def test_a_secret_in_plain_text_stops_the_build_before_anything_is_written(
    run: Run, folder: Path
) -> None:
    secret = folder / SECRET
    secret.parent.mkdir(parents=True)
    secret.write_text(f"kind: Secret\nstringData:\n  RENOVATE_TOKEN: {TOKEN}\n")

    outcome = run("build")

    assert outcome.exit_code == 3
    assert "sops --encrypt --in-place" in outcome.err
    assert TOKEN not in outcome.err
    assert [file.name for file in (folder / BASE).iterdir()] == [secret.name]


def test_every_mistake_in_the_settings_is_a_line_with_its_place(run: Run, folder: Path) -> None:
    (folder / "renovate-kit.yaml").write_text(SETTINGS + "schedul: x\nbackoffLimit: 7\n")

    outcome = run("build")

    assert outcome.exit_code == 2
    first, second, last = outcome.err.splitlines()
    assert first.startswith("config/renovate-kit.yaml:9:1: there is no setting `schedul`")
    assert second.startswith("config/renovate-kit.yaml:10:15: `backoffLimit`")
    assert "2 mistakes" in last


def test_settings_in_the_folder_itself_are_found(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "renovate-kit.yaml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)

    assert run("build").exit_code == 0
    assert (tmp_path / BASE / "cronjob.yaml").is_file()


def test_kubectl_builds_what_was_written(run: Run, folder: Path) -> None:
    program = shutil.which("kubectl")
    if program is None:
        pytest.skip("there is no kubectl")
    run("build")

    finished = subprocess.run(
        [program, "kustomize", folder / "infrastructure/controllers/staging"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 0, finished.stderr
    assert "kind: CronJob" in finished.stdout
