"""`renovate-kit runs`: what a person and a machine are told of runs on record."""

import json
import re
from pathlib import Path

import pytest

from tests.commandline import Run

CONTRACT = {
    "id",
    "repository",
    "started_at",
    "finished_at",
    "renovate_version",
    "verdict",
    "result",
    "duration_ms",
    "problems",
}


@pytest.fixture
def store(run: Run, data: Path, tmp_path: Path) -> Path:
    """A store with ten real runs of pi-cluster at level debug."""
    path = tmp_path / "store.sqlite3"
    assert run("ingest", data / "logs/picluster/*.jsonl", "--store", path).exit_code == 0
    return path


@pytest.fixture
def info_store(run: Run, data: Path, tmp_path: Path) -> Path:
    """A store with one run at level info, in text without times."""
    path = tmp_path / "info.sqlite3"
    log = data / "logs/picluster/picluster-run01.log"
    assert run("ingest", log, "--store", path).exit_code == 0
    return path


def listed(run: Run, store: Path, *flags: object) -> list[dict[str, object]]:
    outcome = run("runs", "--format", "json", "--store", store, *flags)
    assert (outcome.exit_code, outcome.err) == (0, "")
    content = json.loads(outcome.out)
    assert content["version"] == 1
    runs = content["runs"]
    assert isinstance(runs, list)
    return runs


def test_json_keeps_its_contract(run: Run, store: Path) -> None:
    runs = listed(run, store)
    assert len(runs) == 10
    for each in runs:
        assert set(each) >= CONTRACT
        assert each["repository"] == "luddera/pi-cluster"
        assert each["renovate_version"] == "44.121.2"
        assert each["result"] == "done"
        assert str(each["started_at"]).endswith("Z")


def test_the_latest_comes_first_with_its_verdict(run: Run, store: Path) -> None:
    runs = listed(run, store)
    starts = [str(each["started_at"]) for each in runs]
    assert starts == sorted(starts, reverse=True)
    assert [each["verdict"] for each in runs] == ["healthy"] * 9 + ["degraded"]
    assert (runs[-1]["duration_ms"], runs[-1]["problems"]) == (4420, 1)
    assert runs[-1]["pull_requests"] == {"created": 2}


def test_limit_and_since(run: Run, store: Path) -> None:
    assert len(listed(run, store, "--limit", 3)) == 3
    assert listed(run, store, "--limit", 3) == listed(run, store, "--limit", 0)[:3]
    assert len(listed(run, store, "--since", "2026-09-07T16:00Z")) == 2
    text = run("runs", "--store", store, "--limit", 3).out
    assert "3 runs: 3 healthy; there are more (--limit)" in text


def test_what_info_level_can_not_show_is_null_and_never_zero(run: Run, info_store: Path) -> None:
    (each,) = listed(run, info_store)
    for key in ("started_at", "updates", "branches", "vulnerabilities", "hidden_problems"):
        assert each[key] is None
    assert each["dependencies"] == 42
    assert each["verdict"] == "degraded"
    text = run("runs", "show", "last", "--store", info_store).out
    assert "Held back\n  unknown\n" in text
    assert "updates: unknown" in text
    assert "LOG_LEVEL=debug" in text
    assert "kubectl logs --timestamps" in text


def test_show_tells_the_whole_run(run: Run, store: Path) -> None:
    first = listed(run, store)[-1]["id"]
    outcome = run("runs", "show", first, "--store", store)
    assert (outcome.exit_code, outcome.err) == (0, "")
    for words in (
        f"Run {first}: degraded",
        "42 dependencies: kubernetes 41 in 11 files; flux 1 in 1 file",
        "opened #4 chore(deps): update dependency fluxcd/flux2 to v2.8.2",
        "limit on new branches and pull requests reached (prHourlyLimit):",
        "sissbruecker/linkding 1.31.0 → 1.44.1 (minor)",
        "spawn flux ENOENT",
        "what to do: use the full image of Renovate",
        "fingerprint: 0ac8e482de07",
        "Where the time went",
    ):
        assert words in outcome.out


def test_show_as_json_has_everything_the_text_has(run: Run, store: Path) -> None:
    first = listed(run, store)[-1]["id"]
    shown = json.loads(run("runs", "show", first, "--format", "json", "--store", store).out)
    story = shown["run"]
    (turn,) = story["repositories"]
    assert story["exit_group"] == 1
    assert [deed["number"] for deed in turn["done"] if deed["what"] == "opened"] == [4, 5]
    assert sum(len(group["branches"]) for group in turn["held_back"]) == 4
    assert turn["found"]["updates"] == {"minor": 6}
    assert {spent["kind"] for spent in story["times"]} >= {"split", "http", "git"}


def test_markdown_has_no_markup_of_the_log(run: Run, store: Path) -> None:
    outcome = run("runs", "show", "last", "--format", "markdown", "--store", store)
    assert outcome.exit_code == 0
    assert outcome.out.startswith("# Run ")
    assert "## luddera/pi-cluster: healthy, done" in outcome.out
    assert "closed unmerged" in outcome.out


def test_times_are_compared_with_earlier_runs(run: Run, store: Path) -> None:
    shown = json.loads(run("runs", "show", "last", "--format", "json", "--store", store).out)
    compared = [spent for spent in shown["run"]["times"] if spent["earlier_runs"]]
    assert any(spent["kind"] == "split" and spent["usual_ms"] for spent in compared)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_text_fits_the_terminal(
    run: Run, store: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for arguments in (("runs",), ("runs", "show", "last")):
        outcome = run(*arguments, "--store", store)
        too_long = [line for line in outcome.out.splitlines() if len(line) > width]
        assert [line for line in too_long if " " in line.strip()] == []
        assert "\x1b" not in outcome.out


def test_colours_only_where_they_are_wanted(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[32mhealthy\x1b[0m" in run("runs", "--store", store).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("runs", "--store", store).out


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (("runs", "show", "99"), 3),
        (("runs", "show", "first"), 2),
        (("runs", "show", "1", "--repository", "a/b"), 2),
        (("runs", "--repository", "a/b"), 3),
        (("runs", "--since", "yesterday"), 2),
    ],
)
def test_what_is_not_there_is_one_line(
    run: Run, store: Path, arguments: tuple[str, ...], exit_code: int
) -> None:
    outcome = run(*arguments, "--store", store)
    assert (outcome.exit_code, outcome.out) == (exit_code, "")
    assert len(outcome.err.splitlines()) == 1


def test_a_missing_store_is_one_line(run: Run, tmp_path: Path) -> None:
    outcome = run("runs", "--store", tmp_path / "none.sqlite3")
    assert (outcome.exit_code, outcome.out) == (3, "")
    assert len(outcome.err.splitlines()) == 1


def test_updates_of_a_run_that_did_not_get_to_them_are_unknown(
    run: Run, data: Path, tmp_path: Path
) -> None:
    path = tmp_path / "failed.sqlite3"
    log = data / "logs/cases/case-exit-code-for-errors.jsonl"
    assert run("ingest", log, "--store", path).exit_code == 0
    (only,) = listed(run, path)
    assert only["verdict"] == "failed"
    assert only["updates"] is None


def test_runs_without_a_time_are_counted_where_a_period_is_asked_for(
    run: Run, info_store: Path
) -> None:
    outcome = run("runs", "--since", "7d", "--store", info_store)
    assert outcome.out.startswith("0 runs since ")
    assert "1 more run has no known time" in outcome.out
    content = json.loads(
        run("runs", "--since", "7d", "--format", "json", "--store", info_store).out
    )
    assert content["runs_without_time"] == 1
    assert "no known time" not in run("runs", "--store", info_store).out


@pytest.mark.parametrize("output_format", ["text", "markdown", "json"])
def test_the_state_of_a_repository_is_noted(
    run: Run, data: Path, tmp_path: Path, output_format: str
) -> None:
    store = tmp_path / "disabled.sqlite3"
    run("ingest", data / "logs/cases/case-repo-disabled-by-config.log", "--store", store)
    (one,) = listed(run, store)
    assert (one["verdict"], one["problems"]) == ("healthy", 0)
    told = run("runs", "show", "last", "--format", output_format, "--store", store)
    assert "switched off in the repository" in told.out
    errors = run("errors", "--store", store)
    assert errors.out.startswith("0 problems")


@pytest.mark.parametrize("logs", ["picluster/*.jsonl", "picluster/*.log", "apps-part/*.log"])
def test_one_run_has_the_counts_that_the_list_has(
    run: Run, data: Path, tmp_path: Path, logs: str
) -> None:
    store = tmp_path / "counted.sqlite3"
    assert run("ingest", data / "logs" / logs, "--store", store).exit_code == 0
    for each in listed(run, store):
        shown = run("runs", "show", each["id"], "--format", "json", "--store", store)
        told = json.loads(shown.out)["run"]
        assert {key: told.get(key) for key in each if key != "repositories"} == {
            key: value for key, value in each.items() if key != "repositories"
        }


def test_a_report_beside_a_text_tells_the_updates(run: Run, data: Path, tmp_path: Path) -> None:
    store, log = tmp_path / "joined.sqlite3", data / "logs/picluster/picluster-run01.log"
    assert run("ingest", log, log.with_suffix(".report.json"), "--store", store).exit_code == 0
    told = json.loads(run("runs", "show", "last", "--format", "json", "--store", store).out)["run"]
    updates = told["repositories"][0]["found"]["updates"]
    assert sum(updates.values()) == told["updates"] > 0
    topics = {each["topic"] for each in told["unknown"]}
    assert not topics & {"updates that wait", "open pull requests", "vulnerabilities"}
    assert "where the time went" in topics


def test_a_log_without_its_beginning_joins_the_whole_one(
    run: Run, data: Path, tmp_path: Path
) -> None:
    log, store = data / "logs/picluster/picluster-run01.jsonl", tmp_path / "part.sqlite3"
    tail = b"".join(log.read_bytes().splitlines(keepends=True)[-20:])
    assert run("ingest", "-", "--store", store, stdin=tail).exit_code == 0
    (part,) = listed(run, store)
    assert (part["verdict"], part["problems"], part["artifact_failures"]) == (
        "incomplete",
        None,
        None,
    )
    assert part["finished_at"] is not None
    assert run("ingest", log, "--store", store).out == f"{log}: 1 run known better now\n"
    (whole,) = listed(run, store)
    assert (whole["verdict"], whole["problems"], whole["cut_off"]) == ("degraded", 1, None)


@pytest.mark.parametrize("turned", [False, True])
def test_two_halves_that_overlap_are_a_whole(
    run: Run, data: Path, tmp_path: Path, *, turned: bool
) -> None:
    lines = (data / "logs/picluster/picluster-run01.jsonl").read_bytes().splitlines(keepends=True)
    halves = [b"".join(lines[:300]), b"".join(lines[280:])]
    store = tmp_path / "halves.sqlite3"
    for half in reversed(halves) if turned else halves:
        assert run("ingest", "-", "--store", store, stdin=half).exit_code == 0
    (whole,) = listed(run, store)
    assert (whole["verdict"], whole["problems"], whole["exit_code"]) == ("degraded", 1, 0)
    assert whole["cut_off"] is None


def test_a_limit_beyond_all_numbers_of_the_database_is_none(
    run: Run, data: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store.sqlite3"
    assert run("ingest", data / "logs/picluster/*.jsonl", "--store", store).exit_code == 0
    every = run("runs", "--limit", "0", "--store", store)
    assert run("runs", "--limit", "9" * 30, "--store", store) == every


def test_libyears_without_any_date_are_unknown(run: Run, data: Path, tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite3"
    assert run("ingest", data / "logs/weeks/2026-W41.tar.zst", "--store", store).exit_code == 0
    text = run("runs", "show", "last", "--store", store).out
    assert "2 outdated dependencies, behind by an unknown time" in text
    assert "0.0 libyears" not in text
    assert re.search(r"\d\d\.\d libyears behind, \d+ outdated dependencies", text)
