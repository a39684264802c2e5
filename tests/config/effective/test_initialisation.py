"""What ends Renovate when it has its config already."""

import pytest

from renovate_kit.config.effective import ProblemKind
from tests.config.effective.starting import kinds, only, started

READY = {"RENOVATE_TOKEN": "x", "RENOVATE_REPOSITORIES": "a/b"}


def test_a_deployment_that_is_ready_has_no_problem() -> None:
    config = started(READY)
    assert config.problems == ()
    assert config.exit_code is None


@pytest.mark.parametrize(
    ("env", "kind"),
    [
        ({"TOKEN": ""}, ProblemKind.MISSING_CREDENTIALS),
        ({"PLATFORM": "githb"}, ProblemKind.UNKNOWN_PLATFORM),
        ({"PLATFORM": "GitHub"}, ProblemKind.UNKNOWN_PLATFORM),
        ({"PLATFORM": "azure"}, ProblemKind.MISSING_ENDPOINT),
        ({"PLATFORM": "bitbucket", "TOKEN": ""}, ProblemKind.MISSING_CREDENTIALS),
        ({"PLATFORM": "gerrit", "ENDPOINT": "https://a"}, ProblemKind.MISSING_CREDENTIALS),
        (
            {"PLATFORM": "bitbucket-server", "ENDPOINT": "https://a", "PASSWORD": "p"},
            ProblemKind.CONFLICTING_CREDENTIALS,
        ),
        ({"ENDPOINT": "git.example"}, ProblemKind.INVALID_ENDPOINT),
        ({"PLATFORM": "gitea", "ENDPOINT": "git.example"}, ProblemKind.INVALID_ENDPOINT),
        ({"PLATFORM": "gitlab", "ENDPOINT": "git.example"}, ProblemKind.INVALID_ENDPOINT),
        ({"GIT_AUTHOR": "Renovate Bot"}, ProblemKind.INVALID_GIT_AUTHOR),
        ({"EXTENDS": "config:nothing"}, ProblemKind.UNRESOLVABLE_PRESET),
        ({"EXTENDS": '"a"'}, ProblemKind.UNRESOLVABLE_PRESET),
        ({"LABELS": '["{{ secrets.A }}"]'}, ProblemKind.UNKNOWN_TEMPLATE_NAME),
        ({"SECRETS": '{"A-B": "x"}'}, ProblemKind.INVALID_SECRETS),
        ({"SECRETS": '{"A": 1}'}, ProblemKind.INVALID_SECRETS),
        ({"VARIABLES": "[1]"}, ProblemKind.INVALID_SECRETS),
        ({"PLATFORM": "local"}, ProblemKind.REPOSITORIES_IN_LOCAL_MODE),
    ],
)
def test_what_ends_it(env: dict[str, str], kind: ProblemKind) -> None:
    config = started({**READY, **{f"RENOVATE_{name}": value for name, value in env.items()}})
    assert only(config, kind).exit_code == 1
    assert config.exit_code == 1


def test_the_nearest_platform_is_told() -> None:
    config = started({**READY, "RENOVATE_PLATFORM": "githb"})
    assert only(config, ProblemKind.UNKNOWN_PLATFORM).facts["meant"] == "github"


@pytest.mark.parametrize("endpoint", ["https://a.example/api", "localhost:8080", "ftp://a"])
def test_gitlab_takes_any_url(endpoint: str) -> None:
    env = {**READY, "RENOVATE_PLATFORM": "gitlab", "RENOVATE_ENDPOINT": endpoint}
    assert ProblemKind.INVALID_ENDPOINT not in kinds(started(env))


def test_bitbucket_comes_through_with_a_wrong_endpoint() -> None:
    env = {**READY, "RENOVATE_PLATFORM": "bitbucket", "RENOVATE_ENDPOINT": "x"}
    assert not only(started(env), ProblemKind.INVALID_ENDPOINT).ends_run


def test_no_repositories_end_it_without_failure() -> None:
    config = started({"RENOVATE_TOKEN": "x"})
    problem = only(config, ProblemKind.NO_REPOSITORIES)
    assert (problem.exit_code, problem.is_fatal, problem.ends_run) == (0, False, True)
    assert config.fatal is None
    found = started({"RENOVATE_TOKEN": "x", "RENOVATE_AUTODISCOVER": "true"})
    assert found.problems == ()


@pytest.mark.parametrize(
    "more",
    [
        {"unknown_variables": ("Secret renovate",)},
        {"env": {"RENOVATE_CONFIG": None}},
        {
            "env": {"RENOVATE_CONFIG_FILE": "/data/a.json"},
            "unknown_folders": ("/data",),
        },
    ],
)
def test_nothing_is_missing_where_something_is_not_known(more: dict[str, object]) -> None:
    assert started(**more).problems == ()  # type: ignore[arg-type]


def test_a_token_that_is_not_known_is_no_missing_one() -> None:
    assert started({**READY, "RENOVATE_TOKEN": None}).problems == ()
