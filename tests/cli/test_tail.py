"""`renovate-kit tail`: what happens, line by line, and a verdict at the end."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commandline import Run

LOG = "logs/picluster/picluster-run01"


@pytest.mark.parametrize("suffix", ["log", "jsonl"])
def test_what_happens_and_a_verdict(run: Run, data: Path, suffix: str) -> None:
    log = (data / f"{LOG}.{suffix}").read_bytes()
    outcome = run("tail", "-", stdin=log)
    assert (outcome.exit_code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0].endswith("Renovate 44.121.2 started")
    assert any("opened #4 chore(deps): update dependency fluxcd/flux2" in each for each in lines)
    assert any(each.startswith("run ") and ": degraded, result done" in each for each in lines)
    assert ("held back: unknown" in outcome.out) == (suffix == "log")


def test_nothing_is_stored_unless_it_is_asked_for(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    run("tail", data / f"{LOG}.jsonl")
    assert list(tmp_path.iterdir()) == []
    path = tmp_path / "store.sqlite3"
    assert run("tail", data / f"{LOG}.jsonl", "--store", path).exit_code == 0
    listed = json.loads(run("runs", "--format", "json", "--store", path).out)
    assert len(listed["runs"]) == 1


def test_a_hostile_log_can_not_command_the_terminal(run: Run, data: Path) -> None:
    log = (data / f"{LOG}.jsonl").read_text(encoding="utf-8")
    evil = log.replace(
        "update dependency fluxcd", "\\u001b]0;x\\u0007\\u202e\\u001b[2Jupdate fluxcd"
    )
    assert evil != log
    outcome = run("tail", "-", stdin=evil.encode())
    assert "update fluxcd" in outcome.out
    assert not set(outcome.out) & set("\x1b\x07\u202e")


def test_what_is_no_log_is_one_line(run: Run) -> None:
    outcome = run("tail", "-", stdin=b"hello\n")
    assert (outcome.exit_code, outcome.out) == (3, "")
    assert len(outcome.err.splitlines()) == 1


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "renovate_kit", "tail", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


@pytest.mark.usefixtures("interruptible")
def test_lines_come_before_the_log_ends_and_ctrl_c_is_clean(data: Path) -> None:
    with _started() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write((data / f"{LOG}.log").read_bytes()[:600])
        process.stdin.flush()
        assert process.stdout.readline() == b"Renovate 44.121.2 started\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 130
        assert b"Traceback" not in err


def test_a_reader_that_goes_ends_it(data: Path) -> None:
    with _started() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write((data / f"{LOG}.log").read_bytes())
        process.stdin.flush()  # and stays open: the log goes on
        assert process.wait(timeout=30) == 0
        assert process.stderr.read() == b""


def test_a_limit_is_told_with_what_it_allows(run: Run) -> None:
    shared: dict[str, object] = {
        "name": "renovate",
        "hostname": "h",
        "pid": 7,
        "level": 20,
        "logContext": "c",
        "repository": "a/b",
        "branch": "renovate/x-1.x",
    }
    lowest = (
        "Calculated lowest branchConcurrentLimit among the upgrades present in this branch is 3."
    )
    reached = {"limitKey": "branchConcurrentLimit", "currentCount": 4}
    records: list[dict[str, object]] = [
        {"level": 30, "msg": "Renovate started", "renovateVersion": "44.121.2"},
        {"level": 30, "msg": "Repository started"},
        {"msg": lowest},
        {"msg": "Branches limit reached", **reached},
    ]
    log = b"".join(
        json.dumps(shared | record | {"time": f"2026-09-08T09:00:0{at}.000Z", "v": 0}).encode()
        + b"\n"
        for at, record in enumerate(records)
    )
    assert "limit reached: branchConcurrentLimit: 4 of 3" in run("tail", "-", stdin=log).out
