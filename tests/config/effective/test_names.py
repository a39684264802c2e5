"""Names of variables that set nothing."""

import pytest

from renovate_kit.config.effective import EnvironmentVariable, ProblemKind
from tests.config.effective.starting import kinds, only, started, variables, written


@pytest.mark.parametrize(
    ("name", "text", "kind", "facts"),
    [
        ("RENOVATE_AUTODISCOVR", "true", ProblemKind.UNKNOWN_NAME, "RENOVATE_AUTODISCOVER"),
        ("RENOVATE_PLATFROM", "x", ProblemKind.UNKNOWN_NAME, "RENOVATE_PLATFORM"),
        ("RENOVATE_X_SQLITE_PACKAGE_CASHE", "1", ProblemKind.UNKNOWN_NAME, None),
        ("RENOVATE_SERVICE_HOST", "10.0.0.1", ProblemKind.UNKNOWN_NAME, None),
        ("RENOVTE_ENDPOINT", "x", ProblemKind.UNKNOWN_NAME, "RENOVATE_ENDPOINT"),
        ("AUTODISCOVER", "true", ProblemKind.MISSING_PREFIX, "RENOVATE_AUTODISCOVER"),
        ("renovate_platform", "x", ProblemKind.MISSING_PREFIX, "RENOVATE_PLATFORM"),
        ("RENOVATE_INCLUDE_FORKS", "true", ProblemKind.UNMIGRATED_NAME, "RENOVATE_FORK_PROCESSING"),
        (
            "RENOVATE_MASTER_ISSUE",
            "true",
            ProblemKind.UNMIGRATED_NAME,
            "RENOVATE_DEPENDENCY_DASHBOARD",
        ),
        ("RENOVATE_ALIASES", "{}", ProblemKind.RENAMED_NAME, "RENOVATE_REGISTRY_ALIASES"),
        ("RENOVATE_X_S3_ENDPOINT", "x", ProblemKind.PROMOTED_NAME, "RENOVATE_S3_ENDPOINT"),
        ("GITHUB_TOKEN", "x", ProblemKind.DISCARDED_NAME, "RENOVATE_TOKEN"),
        ("GITLAB_ENDPOINT", "x", ProblemKind.DISCARDED_NAME, "RENOVATE_ENDPOINT"),
        ("RENOVATE_SCHEDULE", "daily", ProblemKind.NOT_SETTABLE_BY_ENV, None),
        ("RENOVATE_GITHUB_ACTIONS", "{}", ProblemKind.UNTYPABLE_NAME, "RENOVATE_GITHUB-ACTIONS"),
    ],
)
def test_a_name_that_sets_nothing(
    name: str, text: str, kind: ProblemKind, facts: str | None
) -> None:
    config = started({name: text})
    problem = only(config, kind)
    assert problem.name == name
    assert not problem.ends_run
    if facts is not None:
        assert problem.facts["meant"] == facts


@pytest.mark.parametrize(
    "name",
    [
        *("RENOVATE_X_HARD_EXIT", "LOG_LEVEL", "RENOVATE_LOG_LEVEL", "TZ", "NODE_OPTIONS", "PATH"),
        *("HTTPS_PROXY", "GITHUB_COM_TOKEN", "NPM_TOKEN", "MY_RENOVATE", "RENOVATE_TMPDIR"),
    ],
)
def test_a_name_that_has_its_use(name: str) -> None:
    named = {
        ProblemKind.UNKNOWN_NAME,
        ProblemKind.MISSING_PREFIX,
        ProblemKind.DISCARDED_NAME,
        ProblemKind.UNMIGRATED_NAME,
    }
    assert not kinds(started({name: "info"})) & named


def test_a_name_that_a_program_or_another_value_speaks_of() -> None:
    program = "module.exports = {token: process.env.RENOVATE_MY_TOKEN};"
    env = {"RENOVATE_CONFIG_FILE": "a.js", "RENOVATE_MY_TOKEN": "x"}
    assert ProblemKind.UNKNOWN_NAME not in kinds(started(env, files={"a.js": program}))

    manifest, root = written('{"RENOVATE_USER_": "a", "RENOVATE_GIT_AUTHOR": "$(RENOVATE_USER_)"}')
    del manifest
    both = tuple(
        EnvironmentVariable(name=name, value="a <a@b>", origin=value.origin)
        for name, value in root.fields().items()
    )
    assert ProblemKind.UNKNOWN_NAME not in kinds(started(secrets=both))


def test_a_name_without_prefix_may_be_for_a_program_that_cannot_be_read() -> None:
    program = "module.exports = make(process.env);"
    env = {"RENOVATE_CONFIG_FILE": "a.js", "TOKEN": "x", "RENOVATE_TOKN": "x"}
    config = started(env, files={"a.js": program})
    assert only(config, ProblemKind.UNKNOWN_NAME).name == "RENOVATE_TOKN"
    assert ProblemKind.MISSING_PREFIX not in kinds(config)


def test_a_name_is_no_slip_where_the_right_one_is_set_too() -> None:
    env = {"TOKEN": "x", "GITHUB_TOKEN": "x", "RENOVATE_TOKEN": "y"}
    named = kinds(started(env))
    assert not named & {ProblemKind.MISSING_PREFIX, ProblemKind.DISCARDED_NAME}


def test_credentials_of_hosts_have_their_use_only_if_they_are_looked_for() -> None:
    name = "RENOVATE_NPM_REGISTRY_EXAMPLE_COM_TOKEN"
    problem = only(started({name: "x"}), ProblemKind.UNKNOWN_NAME)
    assert problem.facts["needs"] == "detectHostRulesFromEnv"
    config = started({name: "x", "RENOVATE_DETECT_HOST_RULES_FROM_ENV": "true"})
    assert ProblemKind.UNKNOWN_NAME not in kinds(config)
    rule = {"hostType": "npm", "matchHost": "registry.example.com", "token": "x"}
    assert config.value("hostRules") == [rule]


def test_names_that_the_image_sets_are_nobodys_mistake() -> None:
    image = variables({"RENOVATE_OF_IMAGE": "1", "RENOVATE_BINARY_SOURCE": "install"})
    config = started({"RENOVATE_BINARY_SOURCE": "global"}, image_environment=image)
    assert ProblemKind.UNKNOWN_NAME not in kinds(config)
    assert config.value("binarySource") == "global"
