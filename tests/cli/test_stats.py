import json
from pathlib import Path

import pytest

from tests.commandline import Run

REPOSITORY = "luddera/pi-cluster"


@pytest.fixture
def store(run: Run, data: Path, tmp_path: Path) -> Path:
    store = tmp_path / "store.sqlite3"
    logs = sorted((data / "logs" / "picluster").glob("*.jsonl"))
    assert run("ingest", *logs, "--store", store).exit_code == 0
    return store


def test_json_is_what_github_saw(run: Run, store: Path, data: Path) -> None:
    outcome = run("stats", "--store", store, "--format", "json")
    assert (outcome.exit_code, outcome.err) == (0, "")
    told = json.loads(outcome.out)
    truth = json.loads((data / "logs" / "picluster" / "truth.json").read_text("utf-8"))
    saw = truth["repositories"][REPOSITORY]["pull_requests"]
    mine = told["repositories"][REPOSITORY]
    assert told["version"] == 1
    assert {name: mine["pull_requests"][name] for name in saw} == saw
    assert mine["updates"] == {"minor": 7}
    runs = mine["runs"]
    verdicts = ("healthy", "degraded", "failed", "incomplete")
    assert sum(runs[name] for name in verdicts) == runs["total"] == 10


def test_a_week_and_a_repository_can_be_chosen(run: Run, store: Path) -> None:
    command = ("stats", "--store", store, "--format", "json")
    chosen = run(*command, "--from", "2026-09-07", "--to", "2026-09-13", "--repository", REPOSITORY)
    told = json.loads(chosen.out)
    assert (told["from"], told["to"]) == ("2026-09-07T00:00:00Z", "2026-09-14T00:00:00Z")
    assert list(told["repositories"]) == [REPOSITORY]
    assert run(*command, "--repository", "nobody/nothing").exit_code == 3


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_table_fits_the_terminal(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    outcome = run("stats", "--store", store, "--week", "2026-W37")
    assert outcome.exit_code == 0
    assert REPOSITORY[-9:] in outcome.out
    assert max(map(len, outcome.out.splitlines())) <= width
    assert "\x1b" not in outcome.out


def test_columns_without_room_are_named(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    narrow = run("stats", "--store", store, "--week", "2026-W37").out
    headings = narrow.splitlines()[3].split()
    said = narrow.partition("left out for want of room: ")[2].partition(" (a wider")[0]
    missing = " ".join(said.split()).split(", ")
    assert "held back" in missing
    assert not {*missing} & {*headings}
    monkeypatch.setenv("COLUMNS", "120")
    wide = run("stats", "--store", store, "--week", "2026-W37").out
    assert "left out" not in wide
    assert all(name in wide.splitlines()[2] for name in (*missing, *headings))


def test_two_periods_at_once_are_wrong_usage(run: Run, store: Path) -> None:
    outcome = run("stats", "--store", store, "--week", "2026-W37", "--last", "4w")
    assert outcome.exit_code == 2
    assert "--last" in outcome.err


def test_an_empty_store_says_what_to_do(run: Run, store: Path) -> None:
    outcome = run("stats", "--store", store, "--week", "2020-W01")
    assert (outcome.exit_code, outcome.out) == (3, "")
    assert len(outcome.err.splitlines()) == 1


def test_a_run_that_reached_no_repository_counts(run: Run, data: Path, tmp_path: Path) -> None:
    store = tmp_path / "weeks.sqlite3"
    logs = data / "logs" / "weeks" / "2026-W39.tar.zst"
    assert run("ingest", logs, "--store", store).exit_code == 0
    told = json.loads(run("stats", "--store", store, "--format", "json").out)
    assert (told["runs"]["total"], told["runs"]["failed"]) == (14, 1)
    for part in told["repositories"].values():
        assert (part["runs"]["total"], part["runs"]["failed"]) == (13, 0)
    assert "runs: 14 (" in (text := run("stats", "--store", store).out)
    assert "1 failed)" in text
