"""What config files set, and what Renovate does where it can't read one."""

import pytest

from renovate_kit.config.effective import ConfigFile, ProblemKind, SourceKind
from tests.config.effective.starting import FOLDER, config_file, kinds, labels, only, started

NAMED = {"RENOVATE_CONFIG_FILE": "a.json"}


def test_a_file_is_migrated_and_each_option_knows_its_line() -> None:
    text = '{\n  "masterIssue": true,\n  "labels": "x"\n}'
    config = started(NAMED, files={"a.json": text})
    assert config.value("dependencyDashboard") is True
    dashboard = config.options["dependencyDashboard"].source
    assert dashboard.kind is SourceKind.FILE
    assert dashboard.origin is not None
    assert (dashboard.origin.path, dashboard.origin.line) == ("a.json", 2)
    labels_origin = config.options["labels"].source.origin
    assert labels_origin is not None
    assert labels_origin.line == 3


@pytest.mark.parametrize(
    ("name", "text", "kind", "exit_code"),
    [
        ("a.json", "{", ProblemKind.UNREADABLE_FILE, 1),
        ("a.yaml", "a: 1\na: 2\n", ProblemKind.UNREADABLE_FILE, 1),
        ("a.json", "", ProblemKind.UNREADABLE_FILE, 2),
        ("a.json", "null", ProblemKind.UNMIGRATABLE_CONFIG, 2),
        ("a.conf", "{}", ProblemKind.UNSUPPORTED_FILE_TYPE, 1),
        ("config", "{}", ProblemKind.UNSUPPORTED_FILE_TYPE, 1),
        ("a.js", "module.exports = make()", ProblemKind.UNJUDGED_FILE, None),
    ],
)
def test_a_file_that_cannot_be_read(
    name: str, text: str, kind: ProblemKind, exit_code: int | None
) -> None:
    config = started({"RENOVATE_CONFIG_FILE": f"{FOLDER}/{name}"}, files={name: text})
    assert only(config, kind).exit_code == exit_code
    assert bool(config.unknown_sources) == (kind is ProblemKind.UNJUDGED_FILE)


@pytest.mark.parametrize("variable", ["RENOVATE_CONFIG_FILE", "RENOVATE_ADDITIONAL_CONFIG_FILE"])
def test_a_file_that_does_not_exist(variable: str) -> None:
    problem = only(started({variable: "gone.json"}), ProblemKind.MISSING_FILE)
    assert (problem.name, problem.exit_code) == ("gone.json", 1)
    assert ProblemKind.MISSING_FILE not in kinds(started({variable: ""}))


def test_a_device_is_there_in_every_container_and_no_config() -> None:
    config = started({"RENOVATE_CONFIG_FILE": "/dev/null"})
    assert only(config, ProblemKind.UNSUPPORTED_FILE_TYPE).exit_code == 1


def test_a_file_in_a_volume_that_no_manifest_fills() -> None:
    env = {"RENOVATE_CONFIG_FILE": "/data/a.json"}
    config = started(env, unknown_folders=("/data",))
    assert [source.label for source in config.unknown_sources] == ["/data/a.json"]
    assert ProblemKind.MISSING_FILE in kinds(started(env, unknown_folders=("/dat",)))


def test_a_file_of_which_the_content_is_not_known() -> None:
    file = ConfigFile(path_in_container=f"{FOLDER}/a.json", document=None)
    config = started(NAMED, more_files=(file,))
    assert config.unknown_sources
    assert config.problems == ()


def test_the_implied_file() -> None:
    files = {"config.js": "module.exports = {labels: ['x'], token: process.env.T};"}
    config = started(files=files)
    assert config.value("labels") == ["x"]
    assert (config.value("token"), config.options["token"].is_known) == (None, False)
    assert "labels" not in started({"RENOVATE_CONFIG_FILE": ""}, files=files).options


def test_a_program_that_spreads_something_may_set_anything() -> None:
    files = {"config.js": "module.exports = {...defaults, labels: ['x']};"}
    config = started(files=files)
    assert config.value("labels") == ["x"]
    assert [source.kind for source in config.unknown_sources] == [SourceKind.FILE]


def test_two_files_extend_both_and_the_later_one_wins() -> None:
    env = {**NAMED, "RENOVATE_ADDITIONAL_CONFIG_FILE": "b.json"}
    files = {
        "a.json": '{"extends": ["a:x"], "labels": ["a"], "ignoreDeps": ["a"]}',
        "b.json": '{"extends": ["b:y"], "labels": ["b"], "ignoreDeps": ["b"]}',
    }
    config = started(env, files=files)
    assert config.value("extends") == ["a:x", "b:y"]
    assert config.value("labels") == ["b"]
    assert config.value("ignoreDeps") == ["a", "b"]
    assert labels(config, "ignoreDeps") == ["a.json", "b.json"]


def test_what_a_file_exports() -> None:
    text = '{"processEnv": {"A": "b", "B": 1, "C": ""}, "labels": ["x"]}'
    config = started(NAMED, files={"a.json": text})
    assert config.exported == ("A",)
    assert "processEnv" not in config.options
    names = [item.name for item in config.problems if item.kind is ProblemKind.UNEXPORTED_VARIABLE]
    assert names == ["B", "C"]


def test_a_file_that_is_to_be_deleted() -> None:
    config = started({**NAMED, "RENOVATE_DELETE_CONFIG_FILE": "true"}, files={"a.json": "{}"})
    problem = only(config, ProblemKind.DELETED_FILE)
    assert (problem.name, problem.facts["option"]) == (f"{FOLDER}/a.json", "deleteConfigFile")


def test_a_file_where_renovate_does_not_look() -> None:
    config = started(files={"config.json": "{}"})
    problem = only(config, ProblemKind.SHADOWED_FILE)
    assert problem.facts["meant"] == "RENOVATE_CONFIG_FILE"
    env = {"RENOVATE_CONFIG_FILE": "config.json"}
    assert ProblemKind.SHADOWED_FILE not in kinds(started(env, files={"config.json": "{}"}))


def test_all_of_a_file_from_a_secret_is_secret() -> None:
    file = config_file("a.json", '{"labels": ["x"]}', is_secret=True)
    config = started(NAMED, more_files=(file,))
    assert config.value("labels") == ["x"]
    assert config.options["labels"].is_secret
