"""The recorded failures: what each of them says went wrong, in JSON and in text."""

from pathlib import Path

import pytest

from renovate_kit.reports.events import CutOff, ProblemLogged, RepositoryFinished, RunEnded
from tests.reports.reading import of_type, only_end, read

pytestmark = pytest.mark.shared

_FAILURES = [
    ("repo-forbidden", "forbidden", "warn", "Repository is forbidden", ""),
    ("repo-renamed", "renamed", "warn", "Repository has been renamed - skipping", ""),
    (
        "repo-disabled-by-config",
        "disabled-by-config",
        "warn",
        "Repository is disabled - skipping",
        "",
    ),
    (
        "repo-not-found",
        "unknown-error",
        "error",
        "Repository has unknown error",
        "platform-unknown-error",
    ),
    (
        "config-invalid-option-again",
        "config-validation",
        "warn",
        "Found renovate config errors",
        "Configuration Error: Invalid configuration option: prHourlyLimt",
    ),
    (
        "config-preset-missing",
        "config-validation",
        "warn",
        "Repository has invalid config",
        "Cannot find preset's package (github>luddera/renovate-presets)",
    ),
    (
        "github-502-init",
        "external-host-error",
        "warn",
        "Host error",
        "github: HTTP 502 from api.github.com",
    ),
    (
        "git-clone-500",
        "external-host-error",
        "warn",
        "Host error",
        "git: error: RPC failed; HTTP 500 curl 22 The requested URL returned error: 500",
    ),
    (
        "git-push-rejected",
        "done",
        "warn",
        "Error updating branch",
        "remote: pushes by bots are not allowed here",
    ),
    ("workflow-push-rejected", "done", "warn", "Workflows update rejection - aborting branch.", ""),
    (
        "dockerhub-429",
        "done",
        "warn",
        "Package lookup failures",
        "Failed to look up docker package sissbruecker/linkding: no-result",
    ),
    (
        "ghcr-timeout",
        "done",
        "warn",
        "Error obtaining docker token",
        "https://ghcr.io fluxcd/source-controller: ETIMEDOUT from ghcr.io",
    ),
]


@pytest.mark.parametrize("suffix", ["jsonl", "log"])
@pytest.mark.parametrize("failure", _FAILURES, ids=[failure[0] for failure in _FAILURES])
def test_a_failure_is_told_with_its_result_and_detail(
    shared: Path, suffix: str, failure: tuple[str, str, str, str, str]
) -> None:
    case, result, *problem = failure
    events = read(shared / "logs" / "cases" / f"case-{case}.{suffix}")
    assert [event.result for event in of_type(events, RepositoryFinished)] == [result]
    told = [[event.level, event.message, event.detail] for event in of_type(events, ProblemLogged)]
    assert told.count(problem) == 1
    assert only_end(events).complete


@pytest.mark.parametrize(
    ("case", "detail"),
    [
        ("github-502-user", "Authentication failure"),
        ("no-token", "You must configure a GitHub token"),
        ("global-config-file-error", "Unexpected token '}'"),
    ],
)
@pytest.mark.parametrize("suffix", ["jsonl", "log"])
def test_a_fatal_start_is_a_whole_run_without_a_repository(
    shared: Path, case: str, detail: str, suffix: str
) -> None:
    events = read(shared / "logs" / "cases" / f"case-{case}.{suffix}")
    (problem,) = of_type(events, ProblemLogged)
    assert (problem.level, problem.detail, problem.repository) == ("fatal", detail, None)
    assert not of_type(events, RepositoryFinished)
    assert only_end(events).complete


@pytest.mark.parametrize(
    "name", ["case-sigkill-json.jsonl", "case-sigkill.log", "case-sigterm.log"]
)
def test_a_killed_process_leaves_an_incomplete_run(shared: Path, name: str) -> None:
    events = read(shared / "logs" / "cases" / name)
    assert [event.result for event in of_type(events, RepositoryFinished)] == [None]
    assert not only_end(events).complete


def test_all_other_recorded_runs_are_complete(shared: Path) -> None:
    killed = {"case-sigkill-json.jsonl", "case-sigkill.log", "case-sigterm.log"}
    empty = {"case-heap-out-of-memory.jsonl", "case-heap-out-of-memory.log"}
    for folder in ("apps", "cases", "picluster"):
        for log in sorted((shared / "logs" / folder).iterdir()):
            if (
                log.name.endswith((".jsonl", ".jsonl.gz", ".log"))
                and log.name not in killed | empty
            ):
                assert all(end.complete for end in of_type(read(log), RunEnded)), log.name


def test_a_process_with_several_repositories_tells_each(shared: Path) -> None:
    events = read(shared / "logs" / "cases" / "case-autodiscover-3-repos.jsonl")
    assert [(event.repository, event.result) for event in of_type(events, RepositoryFinished)] == [
        ("luddera/pi-cluster", "done"),
        ("luddera/homelab-apps", "done"),
        ("luddera/broken-config", "config-validation"),
    ]


@pytest.mark.parametrize(
    ("name", "runs"),
    [
        ("derived-containerd-cri.log", 1),
        ("derived-crlf.log", 1),
        ("derived-docker-json-file.log", 1),
        ("derived-kubectl-prefix.jsonl", 1),
        ("derived-kubectl-prefix.log", 1),
        ("derived-kubectl-timestamps.log", 1),
        ("derived-mixed-runs.jsonl", 3),
        ("derived-ten-hourly-runs.jsonl", 10),
        ("derived-ten-hourly-runs.log", 10),
        ("derived-two-runs-concatenated.log", 2),
    ],
)
def test_joined_and_wrapped_logs_keep_their_runs(shared: Path, name: str, runs: int) -> None:
    ends = of_type(read(shared / "logs" / "derived" / name), RunEnded)
    assert len(ends) == runs
    assert all(end.complete for end in ends)


def test_a_log_without_its_beginning_is_not_whole(shared: Path) -> None:
    end = only_end(read(shared / "logs" / "derived" / "derived-head-lost.jsonl"))
    assert (end.complete, end.cut_off) == (False, CutOff.LOG_BEGINS_LATE)


def test_two_cuts_of_one_run_share_the_beginning_of_its_trace(shared: Path) -> None:
    folder = shared / "logs" / "derived"
    as_json = only_end(read(folder / "derived-truncated-mid-line.jsonl"))
    as_text = only_end(read(folder / "derived-truncated-mid-line.log"))
    assert as_text.trace.startswith(as_json.trace)
    assert not as_json.complete
    assert not as_text.complete
