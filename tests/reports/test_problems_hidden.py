"""Failures that Renovate shows only below level warn."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from renovate_kit.reports.events import ProblemLevel, ProblemLogged
from renovate_kit.reports.problems.hidden import HIDDEN_AT_DEBUG, HIDDEN_AT_INFO
from renovate_kit.reports.problems.meanings import MEANINGS
from tests.reports.reading import of_type, read

START = datetime(2026, 9, 7, 8, tzinfo=UTC)


def record(number: int, level: int, msg: str, **fields: object) -> bytes:
    time = (START + timedelta(seconds=number)).isoformat(timespec="milliseconds")[:-6]
    content = {
        "name": "renovate", "hostname": "h", "pid": 1, "level": level, "logContext": "c",
        "repository": "o/n", **fields, "msg": msg, "time": f"{time}Z", "v": 0,
    }  # fmt: skip
    return json.dumps(content, separators=(",", ":")).encode() + b"\n"


def test_a_refused_pull_request_is_told_at_level_debug() -> None:
    err = {"response": {"statusCode": 403}, "options": {"url": "https://api.github.com/x"}}
    log = b"".join(
        [
            record(0, 30, "Renovate started"),
            *(record(n, 20, "something quiet") for n in range(1, 50)),
            record(50, 20, "Pull request creation error", err=err, branch="renovate/a"),
            record(51, 20, "PR is not ready for merge (branch status is red)"),
            record(52, 30, "Repository is forbidden"),
        ]
    )
    told = {problem.message: problem for problem in of_type(read(log), ProblemLogged)}
    assert set(told) == {"Pull request creation error", "Repository is forbidden"}
    refused = told["Pull request creation error"]
    assert (refused.level, refused.detail) == (ProblemLevel.DEBUG, "HTTP 403 from api.github.com")
    assert told["Repository is forbidden"].level is ProblemLevel.WARN


def test_hidden_messages_have_meanings_by_their_exact_words() -> None:
    exact = {message for meaning in MEANINGS for message in meaning.messages}
    assert exact >= HIDDEN_AT_DEBUG | HIDDEN_AT_INFO
    assert HIDDEN_AT_DEBUG.isdisjoint(HIDDEN_AT_INFO)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("case", "detail"),
    [
        ("case-pr-create-403", "HTTP 403 from api.github.com"),
        ("case-token-revoked-midway", "bad-credentials"),
    ],
)
def test_silent_failures_of_real_runs(shared: Path, case: str, detail: str) -> None:
    events = read(shared / "logs" / "cases" / f"{case}.jsonl")
    hidden = {
        (problem.message, problem.detail)
        for problem in of_type(events, ProblemLogged)
        if problem.level is ProblemLevel.DEBUG
    }
    assert ("Pull request creation error", detail) in hidden
    as_text = read(shared / "logs" / "cases" / f"{case}.log")
    levels = {problem.level for problem in of_type(as_text, ProblemLogged)}
    assert ProblemLevel.DEBUG not in levels


def test_long_lists_are_kept_whole_enough_to_tell_their_parts() -> None:
    warnings = [f"Failed to look up npm package package-{n}: no-result" for n in range(40)]
    log = record(0, 30, "Renovate started") + record(
        1, 40, "Package lookup failures", warnings=warnings, files=["package.json"]
    )
    (problem,) = of_type(read(log), ProblemLogged)
    assert problem.detail.count("; ") == 39
