"""`config/` is what the builder makes of `config/renovate-kit.yaml`."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from renovate_kit.config.build.json_schema import settings_schema
from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.settings_reading import read_settings
from renovate_kit.config.build.tree import build

FOLDER = Path(__file__).parents[3] / "config"
SETTINGS = FOLDER / "renovate-kit.yaml"


def shipped() -> Settings:
    read = read_settings(SETTINGS.read_text(encoding="utf-8"), str(SETTINGS))
    assert isinstance(read, Settings), read
    return read


def test_the_tree_is_up_to_date() -> None:
    for path, text in build(shipped()).items():
        assert (FOLDER / path).read_text(encoding="utf-8") == text, f"{path}: renovate-kit build"


def test_there_is_nothing_else_in_it() -> None:
    own = {"README.md", "renovate-kit.yaml", "renovate-kit.schema.json"}
    there = {file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*") if file.is_file()}

    assert there - own == build(shipped()).keys()


def test_the_schema_for_editors_is_up_to_date() -> None:
    text = (FOLDER / "renovate-kit.schema.json").read_text(encoding="utf-8")

    assert text == json.dumps(settings_schema(), indent=2) + "\n"


@pytest.mark.parametrize("overlay", ["base", "staging"])
def test_kustomize_builds_it(overlay: str) -> None:
    program = shutil.which("kubectl")
    if program is None:
        pytest.skip("there is no kubectl")

    finished = subprocess.run(
        [program, "kustomize", FOLDER / "infrastructure" / "controllers" / overlay],
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 0, finished.stderr
    assert "kind: CronJob" in finished.stdout
    assert "kind: Secret\n" not in finished.stdout
