"""How what is said in several places comes together, and what follows from it."""

import pytest

from renovate_kit.config.effective import EnvironmentVariable, ProblemKind, SourceKind
from tests.config.effective.starting import labels, only, started, written

FILE = {"RENOVATE_CONFIG_FILE": "a.json"}


def test_lists_and_objects_that_merge_add_up() -> None:
    text = '{"ignoreDeps": ["a"], "registryAliases": {"a": "1", "b": "1"}, "labels": ["a"]}'
    env = {
        **FILE,
        "RENOVATE_IGNORE_DEPS": "b",
        "RENOVATE_REGISTRY_ALIASES": '{"b": "2"}',
        "RENOVATE_LABELS": "b",
    }
    config = started(env, files={"a.json": text})
    assert config.value("ignoreDeps") == ["a", "b"]
    assert config.value("registryAliases") == {"a": "1", "b": "2"}
    assert labels(config, "ignoreDeps") == ["a.json", "RENOVATE_IGNORE_DEPS"]
    assert config.value("labels") == ["b"]
    assert [source.label for source in config.options["labels"].overridden] == ["a.json"]


def test_an_object_is_merged_with_its_default() -> None:
    config = started({"RENOVATE_LOCK_FILE_MAINTENANCE": '{"enabled": true}'})
    value = config.value("lockFileMaintenance")
    assert value["enabled"] is True
    assert value["branchTopic"] == "lock-file-maintenance"
    assert labels(config, "lockFileMaintenance") == ["RENOVATE_LOCK_FILE_MAINTENANCE"]


def test_force_wins_over_all() -> None:
    env = {**FILE, "RENOVATE_LABELS": "b"}
    config = started(env, files={"a.json": '{"force": {"labels": ["f"]}}'})
    option = config.options["labels"]
    assert option.value == ["f"]
    assert option.source.label == "a.json"
    assert [source.label for source in option.overridden] == ["RENOVATE_LABELS"]


def test_without_autodiscover_forks_are_processed_and_all_are_onboarded() -> None:
    config = started({"RENOVATE_AUTODISCOVER": "false"})
    for name in ("forkProcessing", "onboardingNoDeps"):
        option = config.options[name]
        assert option.value == "enabled"
        assert option.source.kind is SourceKind.DERIVED
        assert (option.source.label, option.source.via) == ("autodiscover", "RENOVATE_AUTODISCOVER")
    assert "forkProcessing" not in started({"RENOVATE_AUTODISCOVER": "true"}).options
    disabled = started({"RENOVATE_FORK_PROCESSING": "disabled"})
    assert disabled.value("forkProcessing") == "disabled"


def test_an_endpoint_gets_its_slash() -> None:
    config = started({"RENOVATE_ENDPOINT": "https://git.example/api"})
    assert config.value("endpoint") == "https://git.example/api/"
    kinds = [source.kind for source in config.options["endpoint"].sources]
    assert kinds == [SourceKind.ENVIRONMENT, SourceKind.DERIVED]
    whole = started({"RENOVATE_ENDPOINT": "https://git.example/api/"})
    assert labels(whole, "endpoint") == ["RENOVATE_ENDPOINT"]


def test_global_presets_are_below_all() -> None:
    env = {"RENOVATE_GLOBAL_EXTENDS": ":semanticCommits,:labels(x)", "RENOVATE_LABELS": "y"}
    config = started(env)
    semantic = config.options["semanticCommits"]
    assert semantic.value == "enabled"
    assert semantic.source.kind is SourceKind.PRESET
    assert semantic.source.via == "globalExtends"
    assert config.value("labels") == ["y"]


@pytest.mark.parametrize(
    ("presets", "kind", "name", "exit_code"),
    [
        ("github>a/b", ProblemKind.UNKNOWN_PRESET, "github>a/b", None),
        ("config:nothing", ProblemKind.UNRESOLVABLE_PRESET, "config:nothing", 2),
        ("[1]", ProblemKind.UNRESOLVABLE_PRESET, "1", 2),
    ],
)
def test_global_presets_that_do_not_resolve(
    presets: str, kind: ProblemKind, name: str, exit_code: int | None
) -> None:
    problem = only(started({"RENOVATE_GLOBAL_EXTENDS": presets}), kind)
    assert (problem.name, problem.exit_code) == (name, exit_code)


def test_secrets_and_variables_are_put_in() -> None:
    env = {
        "RENOVATE_SECRETS": '{"A": "s3cret"}',
        "RENOVATE_VARIABLES": '{"B": "b"}',
        "RENOVATE_TOKEN": "{{ secrets.A }}",
        "RENOVATE_LABELS": '["{{variables.B}}"]',
    }
    config = started(env)
    assert config.value("token") == "s3cret"
    assert config.value("labels") == ["b"]


@pytest.mark.parametrize(
    ("option", "text", "exit_code"),
    [("LABELS", '["{{ secrets.B }}"]', 2), ("BRANCH_PREFIX", "{{ secrets.A }}", 2)],
)
def test_a_secret_that_there_is_not_or_that_may_not_stand_there(
    option: str, text: str, exit_code: int
) -> None:
    env = {"RENOVATE_SECRETS": '{"A": "x"}', f"RENOVATE_{option}": text}
    config = started(env)
    assert config.exit_code == exit_code
    assert config.fatal is not None
    assert config.fatal.kind is ProblemKind.UNKNOWN_TEMPLATE_NAME


def test_a_secret_that_is_not_known_is_not_missing() -> None:
    env = {"RENOVATE_SECRETS": None, "RENOVATE_LABELS": '["{{ secrets.B }}"]'}
    config = started(env)
    assert all(item.kind is not ProblemKind.UNKNOWN_TEMPLATE_NAME for item in config.problems)


def test_host_rules_are_detected_in_variables() -> None:
    env = {
        "RENOVATE_DETECT_HOST_RULES_FROM_ENV": "true",
        "NPM_A_EXAMPLE_TOKEN": "t",
        "NPM_A_EXAMPLE_USERNAME": None,
        "DOCKER_LOCALHOST_TOKEN": "t",
        "GITHUB__TAGS_GHE_EXAMPLE_PASSWORD": "p",
    }
    config = started(env)
    github, npm = config.value("hostRules")
    assert github == {"hostType": "github-tags", "matchHost": "ghe.example", "password": "p"}
    assert (npm["hostType"], npm["matchHost"], npm["token"]) == ("npm", "a.example", "t")
    assert not config.options["hostRules"].is_known
    assert only(config, ProblemKind.UNPARSABLE_HOST_RULE).name == "DOCKER_LOCALHOST_TOKEN"


def test_a_source_knows_the_line_in_the_manifest() -> None:
    _, root = written('{\n  "data": {\n    "RENOVATE_PLATFORM": "gitea"\n  }\n}')
    value = root.at("data", "RENOVATE_PLATFORM")
    assert value is not None
    variable = EnvironmentVariable(name="RENOVATE_PLATFORM", value="gitea", origin=value.origin)
    source = started(secrets=(variable,)).options["platform"].source
    assert source.origin is not None
    assert (source.origin.path, source.origin.line) == ("configmap.json", 3)


def test_values_that_cannot_be_joined_end_renovate() -> None:
    env = {**FILE, "RENOVATE_IGNORE_DEPS": "b"}
    config = started(env, files={"a.json": '{"ignoreDeps": {"a": 1}}'})
    assert only(config, ProblemKind.UNMIGRATABLE_CONFIG).exit_code == 2
    assert config.options == {}


def test_an_endpoint_that_is_no_text_ends_renovate() -> None:
    config = started(FILE, files={"a.json": '{"endpoint": 5}'})
    assert only(config, ProblemKind.UNMIGRATABLE_CONFIG).exit_code == 2
