"""What a variable sets, and what is wrong with its value."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.effective import EnvironmentVariable, ProblemKind, SourceKind
from tests.config.effective.starting import kinds, labels, only, started


@pytest.mark.parametrize(
    ("name", "text", "option", "value"),
    [
        ("RENOVATE_AUTODISCOVER", "true", "autodiscover", True),
        ("RENOVATE_AUTODISCOVER", "false", "autodiscover", False),
        ("RENOVATE_PR_HOURLY_LIMIT", "5", "prHourlyLimit", 5),
        ("RENOVATE_PR_HOURLY_LIMIT", "0x1f", "prHourlyLimit", 31),
        ("RENOVATE_PR_HOURLY_LIMIT", "1" * 5000, "prHourlyLimit", math.inf),
        ("RENOVATE_PR_HOURLY_LIMIT", "9" * 400, "prHourlyLimit", math.inf),
        ("RENOVATE_PR_HOURLY_LIMIT", " -7 ", "prHourlyLimit", -7),
        ("RENOVATE_PR_HOURLY_LIMIT", "9007199254740993", "prHourlyLimit", 9007199254740992),
        ("RENOVATE_LABELS", " a , ,b ", "labels", ["a", "b"]),
        ("RENOVATE_LABELS", "['a', \"b\",]", "labels", ["a", "b"]),
        ("RENOVATE_BRANCH_PREFIX", "a\\nb", "branchPrefix", "a\nb"),
        ("RENOVATE_ONBOARDING_CONFIG", "{a: [1]}", "onboardingConfig", {"a": [1]}),
        ("RENOVATE_HOST_RULES", "[{matchHost: 'a'}]", "hostRules", [{"matchHost": "a"}]),
        ("RENOVATE_DRY_RUN", "true", "dryRun", "full"),
        ("RENOVATE_PLATFORM_COMMIT", "false", "platformCommit", "disabled"),
        ("RENOVATE_GITHUB-ACTIONS", '{"enabled":false}', "github-actions", {"enabled": False}),
        ("RENOVATE_X_REPO_CACHE_FORCE_LOCAL", "no", "repositoryCacheForceLocal", True),
        ("RENOVATE_BASE_BRANCHES", "main", "baseBranchPatterns", ["main"]),
        ("RENOVATE_RECREATE_CLOSED", "true", "recreateWhen", "always"),
    ],
)
def test_a_variable_sets_its_option(name: str, text: str, option: str, value: Any) -> None:  # noqa: ANN401
    found = started({name: text}).options[option]
    merged = found.value if not isinstance(value, dict) else {**found.value, **value}
    assert merged == (value if not isinstance(value, dict) else found.value)
    assert found.source.kind is SourceKind.ENVIRONMENT
    assert (found.source.label, found.source.via) == (name, "ConfigMap renovate")


@pytest.mark.parametrize(
    ("name", "text", "kind", "facts", "exit_code"),
    [
        ("AUTODISCOVER", "True", ProblemKind.INVALID_BOOLEAN, {"meant": "true"}, 2),
        ("AUTODISCOVER", "'no'", ProblemKind.INVALID_BOOLEAN, {"meant": "false"}, 2),
        ("AUTODISCOVER", "maybe", ProblemKind.INVALID_BOOLEAN, {}, 2),
        ("AUTODISCOVER", "", ProblemKind.EMPTY_VALUE, {}, None),
        ("ONBOARDING_CONFIG", "{", ProblemKind.INVALID_JSON, {}, 2),
        ("ONBOARDING_CONFIG", "[1]", ProblemKind.WRONG_JSON_TYPE, {"type": "list"}, None),
        ("HOST_RULES", "{}", ProblemKind.IGNORED_LIST, {"reason": "type"}, None),
        ("CUSTOM_MANAGERS", "x", ProblemKind.IGNORED_LIST, {"reason": "syntax"}, None),
        ("PR_HOURLY_LIMIT", "ten", ProblemKind.NOT_A_NUMBER, {}, None),
        ("PR_HOURLY_LIMIT", "10abc", ProblemKind.PARTLY_A_NUMBER, {"read": "10"}, None),
        ("LABELS", "/^a{1,2}$/", ProblemKind.TORN_LIST, {"pieces": "2"}, None),
        ("LABELS", '["a", b]', ProblemKind.TORN_LIST, {"pieces": "2"}, None),
        ("LABELS", "src/{a,b}/**", ProblemKind.TORN_LIST, {"pieces": "2"}, None),
        ("LABELS", "123", ProblemKind.SCALAR_FOR_LIST, {"type": "number"}, None),
        ("DRY_RUN", "false", ProblemKind.CONVERTED_VALUE, {"becomes": "null"}, None),
        ("FORK_PROCESSING", "ENABLED", ProblemKind.UNSUPPORTED_VALUE, {"meant": "enabled"}, None),
        ("BRANCH_PREFIX", "a\n", ProblemKind.SURROUNDING_BLANKS, {}, None),
        ("REPOSITORIES", "a/b c/d", ProblemKind.REPOSITORIES_WITH_BLANKS, {}, None),
        ("CONFIG", "{", ProblemKind.INVALID_RENOVATE_CONFIG, {"line": "1"}, 1),
        ("CONFIG", "null", ProblemKind.INVALID_RENOVATE_CONFIG, {}, 1),
        ("LOG_LEVEL", "loud", ProblemKind.INVALID_LOG_LEVEL, {}, 1),
        ("LOG_FILE", "/Var/Log", ProblemKind.LOWERED_LOG_FILE, {"becomes": "/var/log"}, None),
    ],
)
def test_a_value_that_is_not_taken_as_it_was_meant(
    name: str, text: str, kind: ProblemKind, facts: dict[str, str], exit_code: int | None
) -> None:
    config = started({f"RENOVATE_{name}": text})
    problem = only(config, kind)
    assert problem.name == f"RENOVATE_{name}"
    assert problem.exit_code == exit_code
    assert facts.items() <= dict(problem.facts).items()
    assert problem.value == text


@pytest.mark.parametrize("text", ["/a/,/b/", "a,b", '["/^a{1,2}$/"]', "@scope/a,b", "a/b,c/d"])
def test_a_list_that_is_no_torn_one(text: str) -> None:
    assert ProblemKind.TORN_LIST not in kinds(started({"RENOVATE_LABELS": text}))


def test_dry_run_set_to_false_takes_back_what_renovate_config_says_but_not_a_file() -> None:
    text = '{"dryRun": "full"}'
    of_text = started({"RENOVATE_DRY_RUN": "false", "RENOVATE_CONFIG": text})
    assert "dryRun" not in of_text.options
    env = {"RENOVATE_DRY_RUN": "false", "RENOVATE_CONFIG_FILE": "a.json"}
    assert started(env, files={"a.json": text}).value("dryRun") == "full"


def test_a_variable_replaces_what_renovate_config_says_of_its_option() -> None:
    config = started({"RENOVATE_CONFIG": "{ignoreDeps: ['a']}", "RENOVATE_IGNORE_DEPS": "b"})
    option = config.options["ignoreDeps"]
    assert option.value == ["b"]
    assert [source.label for source in option.overridden] == ["RENOVATE_CONFIG"]


def test_the_token_for_github_com_becomes_a_host_rule() -> None:
    config = started({"GITHUB_COM_TOKEN": "x", "RENOVATE_HOST_RULES": "[{matchHost: 'a'}]"})
    rules = config.value("hostRules")
    assert rules[1] == {"hostType": "github", "matchHost": "github.com", "token": "x"}
    assert labels(config, "hostRules") == ["RENOVATE_HOST_RULES", "GITHUB_COM_TOKEN"]


def test_a_prefix_of_ones_own() -> None:
    env = {"ENV_PREFIX": "MY_", "MY_PLATFORM": "gitea", "MY_PLATFROM": "x"}
    config = started(env)
    assert config.value("platform") == "gitea"
    assert only(config, ProblemKind.UNKNOWN_NAME).name == "MY_PLATFROM"


def test_of_a_value_that_is_not_known_nothing_is_told_but_that_it_is_set() -> None:
    env = {
        "RENOVATE_TOKEN": None,
        "RENOVATE_AUTODISCOVER": None,
        "RENOVATE_LABELS": None,
        "RENOVATE_ONBOARDING_CONFIG": None,
        "RENOVATE_REPOSITORIES": "a/b",
    }
    config = started(env)
    for name in ("token", "autodiscover", "labels", "onboardingConfig", "forkProcessing"):
        assert config.value(name) is None, name
        assert not config.options[name].is_known
    assert config.problems == ()


def test_an_unknown_renovate_config_may_set_anything() -> None:
    config = started({"RENOVATE_CONFIG": None})
    assert [source.label for source in config.unknown_sources] == ["RENOVATE_CONFIG"]
    assert config.problems == ()
    assert not config.options["forkProcessing"].is_known


def test_secrets_are_in_no_problem() -> None:
    secret = EnvironmentVariable(name="RENOVATE_PR_HOURLY_LIMIT", value="77abc", is_secret=True)
    config = started({"RENOVATE_TOKEN": "s3cret \n"}, secrets=(secret,))
    assert only(config, ProblemKind.SURROUNDING_BLANKS).value is None
    partly = only(config, ProblemKind.PARTLY_A_NUMBER)
    assert (partly.value, dict(partly.facts)) == (None, {"option": "prHourlyLimit"})
    assert "77" not in repr(config)
    assert "s3cret" not in repr(config)


_NAMES = st.sampled_from(
    ["AUTODISCOVER", "PR_HOURLY_LIMIT", "LABELS", "HOST_RULES", "CONFIG", "DRY_RUN", "ENDPOINT"]
)


@given(env=st.dictionaries(_NAMES.map("RENOVATE_{}".format), st.text(), max_size=4))
def test_no_text_breaks_it(env: dict[str, str]) -> None:
    config = started(env)
    for option in config.options.values():
        assert option.sources
    ends = [problem for problem in config.problems if problem.ends_run]
    assert config.exit_code == (ends[0].exit_code if ends else None)
