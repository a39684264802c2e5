"""What the command line sets, and where its parser ends the process."""

from typing import Any

import pytest

from renovate_kit.config.effective import (
    Argument,
    Inputs,
    ProblemKind,
    SourceKind,
    effective_config,
)
from renovate_kit.config.options import load_catalogue
from tests.config.effective.starting import kinds, labels, only, started


@pytest.mark.parametrize(
    ("args", "option", "value"),
    [
        (("--platform=gitea",), "platform", "gitea"),
        (("--platform", "gitea"), "platform", "gitea"),
        (("--autodiscover",), "autodiscover", True),
        (("--autodiscover", "false", "a/b"), "autodiscover", False),
        (("--autodiscover", "--platform=gitea"), "autodiscover", True),
        (("--labels=a,b",), "labels", ["a", "b"]),
        (("--labels=",), "labels", []),
        (("--dry-run",), "dryRun", "full"),
        (("--dry-run=false",), "dryRun", None),
        (("--pr-hourly-limit=5", "--pr-hourly-limit=12"), "prHourlyLimit", 7),
        (("--secrets=null",), "secrets", ""),
        (("--renovate-fork",), "forkProcessing", "enabled"),
        (("a/b", "--", "--x"), "repositories", ["a/b", "--x"]),
        (("-5", "-"), "repositories", ["-5", "-"]),
    ],
)
def test_what_arguments_set(args: tuple[str, ...], option: str, value: Any) -> None:  # noqa: ANN401
    config = started(args=args)
    assert config.value(option) == value
    assert config.options[option].is_known


@pytest.mark.parametrize(
    ("args", "kind", "facts", "exit_code"),
    [
        (("--platfrom=x",), ProblemKind.UNKNOWN_FLAG, {"meant": "--platform"}, 1),
        (("--nonsense",), ProblemKind.UNKNOWN_FLAG, {}, 1),
        (("-x",), ProblemKind.UNKNOWN_FLAG, {}, 1),
        (("--force={}",), ProblemKind.NOT_SETTABLE_BY_FLAG, {"option": "force"}, 1),
        (("--token",), ProblemKind.MISSING_FLAG_VALUE, {"option": "token"}, 1),
        (("--autodiscover", "a/b"), ProblemKind.INVALID_BOOLEAN, {"option": "autodiscover"}, 1),
        (("--onboarding-config={",), ProblemKind.INVALID_JSON, {}, 1),
        (("--help",), ProblemKind.INFORMATION_FLAG, {}, 0),
        (("-v", "--nonsense"), ProblemKind.INFORMATION_FLAG, {}, 0),
        (("--git-fs=https",), ProblemKind.IGNORED_FLAG, {}, None),
        (("--aliases={}",), ProblemKind.RENAMED_FLAG, {"meant": "--registry-aliases"}, None),
        (("--expose-env",), ProblemKind.RENAMED_FLAG, {"meant": "--trust-level"}, None),
        (("--labels=[a,b",), ProblemKind.TORN_LIST, {}, None),
    ],
)
def test_what_is_wrong_with_arguments(
    args: tuple[str, ...], kind: ProblemKind, facts: dict[str, str], exit_code: int | None
) -> None:
    problem = only(started(args=args), kind)
    assert problem.exit_code == exit_code
    assert facts.items() <= dict(problem.facts).items()
    assert "=" not in problem.name


def test_a_bare_dry_run_is_no_former_flag() -> None:
    assert ProblemKind.RENAMED_FLAG not in kinds(started(args=("--dry-run",)))


def test_arguments_win_and_are_forced_upon_repositories() -> None:
    env = {"RENOVATE_LABELS": "b", "RENOVATE_REPOSITORIES": "a/b"}
    config = started(env, ("--labels=a", "--token=t0ken", "c/d"))
    assert config.value("labels") == ["a"]
    assert [source.label for source in config.options["labels"].overridden] == ["RENOVATE_LABELS"]
    assert config.value("force") == {"labels": ["a"], "repositories": ["c/d"]}
    assert config.options["labels"].source.kind is SourceKind.ARGUMENTS
    assert labels(config, "repositories") == ["args[2]"]
    assert only(config, ProblemKind.REPOSITORIES_OVERRIDDEN).name == "args[2]"
    free = started({"RENOVATE_FORCE_CLI": "false"}, ("--labels=a",))
    assert "force" not in free.options


def test_the_same_repositories_override_nothing() -> None:
    config = started({"RENOVATE_REPOSITORIES": "a/b"}, ("a/b",))
    assert ProblemKind.REPOSITORIES_OVERRIDDEN not in kinds(config)


def test_the_first_end_counts() -> None:
    env = {"RENOVATE_AUTODISCOVER": "no", "RENOVATE_CONFIG_FILE": "gone.json"}
    assert started(env, ("--autodiscover=no",)).problems[0].kind is ProblemKind.INVALID_BOOLEAN
    unknown = started(env, ("--nonsense",))
    assert unknown.fatal is not None
    assert unknown.fatal.kind is ProblemKind.MISSING_FILE
    assert started(env).exit_code == 1
    informed = started(env, ("--version",))
    assert (informed.exit_code, informed.fatal) == (0, None)


def test_a_secret_in_an_argument_is_not_told() -> None:
    argument = Argument(text="--autodiscover=s3cret", is_secret=True)
    config = effective_config(Inputs(arguments=(argument,)), load_catalogue())
    assert only(config, ProblemKind.INVALID_BOOLEAN).value is None
    assert "s3cret" not in repr(config)
