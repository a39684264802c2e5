"""`renovate-kit check-run`: one verdict for each run, whatever Renovate's exit code was."""

import json
from pathlib import Path

import pytest

from tests.commandline import Run

DEBUG = "logs/picluster/picluster-run01.jsonl"
INFO = "logs/picluster/picluster-run01.log"
HEALTHY = "logs/picluster/picluster-run10.jsonl"


@pytest.mark.parametrize("log", [DEBUG, INFO])
def test_a_run_with_a_warning_is_degraded(run: Run, data: Path, log: str) -> None:
    outcome = run("check-run", data / log)
    assert (outcome.exit_code, outcome.err) == (1, "")
    assert "degraded" in outcome.out
    assert "spawn flux ENOENT" in outcome.out
    assert "what to do: use the full image" in outcome.out


def test_a_healthy_run_is_0(run: Run, data: Path) -> None:
    outcome = run("check-run", data / HEALTHY)
    assert outcome.exit_code == 0
    assert "healthy" in outcome.out


@pytest.mark.parametrize(("fail_on", "exit_code"), [("degraded", 1), ("failed", 0), ("never", 0)])
def test_fail_on(run: Run, data: Path, fail_on: str, exit_code: int) -> None:
    assert run("check-run", data / DEBUG, "--fail-on", fail_on).exit_code == exit_code


def test_json_says_everything(run: Run, data: Path) -> None:
    outcome = run("check-run", data / DEBUG, data / HEALTHY, "--format", "json")
    content = json.loads(outcome.out)
    assert outcome.exit_code == content["exit_code"] == 1
    assert [each["verdict"] for each in content["runs"]] == ["degraded", "healthy"]
    assert [each["exit_group"] for each in content["runs"]] == [1, 0]


def test_half_a_log_is_incomplete(run: Run, data: Path) -> None:
    half = (data / DEBUG).read_bytes()[:100_000]
    outcome = run("check-run", "-", stdin=half)
    assert outcome.exit_code == 9
    assert "incomplete" in outcome.out
    assert run("check-run", "-", "--fail-on", "failed", stdin=half).exit_code == 9


@pytest.mark.parametrize("stdin", [b"", b"no log\n"])
def test_what_is_no_log_is_66(run: Run, data: Path, stdin: bytes) -> None:
    outcome = run("check-run", "-", stdin=stdin)
    assert (outcome.exit_code, outcome.out) == (66, "")
    assert len(outcome.err.splitlines()) == 1
    assert run("check-run", data / HEALTHY, data / "none.log").exit_code == 66


def test_no_log_at_all_is_wrong_usage(run: Run) -> None:
    assert run("check-run").exit_code == 2


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "exit_code"),
    [
        ("case-no-token", 4),
        ("case-repo-forbidden", 4),
        ("case-config-preset-missing", 5),
        ("case-exit-code-for-errors", 5),
        ("case-git-clone-500", 7),
        ("case-repo-not-found", 8),
        ("case-pr-create-403.jsonl", 1),
        ("case-sigterm.log", 9),
    ],
)
def test_groups_of_real_failures(run: Run, shared: Path, name: str, exit_code: int) -> None:
    names = [name] if "." in name else [f"{name}.jsonl", f"{name}.log"]
    for each in names:
        assert run("check-run", shared / "logs/cases" / each).exit_code == exit_code


@pytest.mark.shared
def test_a_refused_pull_request_is_named_at_debug_and_doubted_at_info(
    run: Run, shared: Path
) -> None:
    debug = run("check-run", shared / "logs/cases/case-pr-create-403.jsonl")
    assert "Renovate failed on 6 branches: Pull request creation error: HTTP 403" in debug.out
    info = run("check-run", shared / "logs/cases/case-pr-create-403.log")
    assert info.exit_code == 0
    assert "6 branches were made without a pull request, and the log does not say why" in info.out


@pytest.mark.shared
def test_several_repositories_in_one_run(run: Run, shared: Path) -> None:
    outcome = run(
        "check-run", shared / "logs/cases/case-autodiscover-3-repos.jsonl", "--format", "json"
    )
    (each,) = json.loads(outcome.out)["runs"]
    assert outcome.exit_code == 5
    verdicts = [turn["verdict"] for turn in each["repositories"]]
    assert verdicts == ["degraded", "degraded", "failed"]
