from pathlib import Path

import pytest

from tests.commandline import Run

WEEK = "2026-W37"


@pytest.fixture
def store(run: Run, data: Path, tmp_path: Path) -> Path:
    store = tmp_path / "store.sqlite3"
    logs = sorted((data / "logs" / "picluster").glob("*.jsonl"))
    assert run("ingest", *logs, "--store", store).exit_code == 0
    return store


def test_the_weekly_report_goes_to_standard_output(run: Run, store: Path) -> None:
    outcome = run("report", "weekly", "--week", WEEK, "--store", store)
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert outcome.out.startswith("# Renovate report 2026-W37\n")
    assert "opened 6 pull requests on luddera/pi-cluster" in outcome.out


def test_the_report_is_the_same_each_time(run: Run, store: Path) -> None:
    command = ("report", "weekly", "--week", WEEK, "--store", store)
    assert run(*command).out == run(*command).out


def test_the_shipped_report_is_what_the_code_makes(run: Run, store: Path) -> None:
    outcome = run("report", "weekly", "--week", WEEK, "--store", store)
    shipped = Path(__file__).parents[2] / "reports" / "weekly" / f"{WEEK}.md"
    assert outcome.out == shipped.read_text(encoding="utf-8")


def test_a_folder_gets_a_file_for_the_week(run: Run, store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    outcome = run("report", "weekly", "--week", WEEK, "--store", store, "--output", folder)
    assert outcome.out == f"{folder / '2026-W37.md'}\n"
    assert (folder / "2026-W37.md").read_text(encoding="utf-8").startswith("# Renovate report")


def test_times_are_told_in_the_zone_of_the_reader(run: Run, store: Path) -> None:
    outcome = run(
        "report", "weekly", "--week", WEEK, "--store", store, "--time-zone", "Europe/Stockholm"
    )
    assert "Mon 7 Sep 2026, 10:00 CEST" in outcome.out


@pytest.mark.parametrize("week", ["2026-W54", "2026-37", "next", ""])
def test_what_is_no_week_is_wrong_usage(run: Run, store: Path, week: str) -> None:
    outcome = run("report", "weekly", f"--week={week}", "--store", store)
    assert outcome.exit_code == 2
    assert "2026-W47" in outcome.err


def test_an_unknown_time_zone_is_wrong_usage(run: Run, store: Path) -> None:
    outcome = run("report", "weekly", "--store", store, "--time-zone", "Mars/Olympus")
    assert outcome.exit_code == 2
    assert "Mars/Olympus" in outcome.err


def test_a_week_without_runs_names_the_last_one_with_runs(run: Run, store: Path) -> None:
    outcome = run("report", "weekly", "--week", "2025-W01", "--store", store)
    assert (outcome.exit_code, outcome.out) == (3, "")
    (line,) = outcome.err.splitlines()
    assert WEEK in line


def test_without_a_week_the_last_one_that_is_over_is_meant(run: Run, store: Path) -> None:
    outcome = run("report", "weekly", "--store", store)
    assert outcome.exit_code == 3
    assert WEEK in outcome.err


def test_a_missing_store_is_one_line_and_is_not_made(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "none.sqlite3"
    outcome = run("report", "weekly", "--store", missing)
    assert outcome.exit_code == 3
    assert len(outcome.err.splitlines()) == 1
    assert not missing.exists()


def test_an_unwritable_output_is_one_line(run: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    target = tmp_path / "file" / "report.md"
    outcome = run("report", "weekly", "--week", WEEK, "--store", store, "--output", target)
    assert outcome.exit_code == 3
    assert (tmp_path / "file").read_text() == "kept"


def test_only_the_repositories_that_are_asked_for(run: Run, store: Path) -> None:
    outcome = run(
        "report", "weekly", "--week", WEEK, "--store", store, "--repository", "nobody/nothing"
    )
    assert outcome.exit_code == 3
    assert "nobody/nothing" in outcome.err


def test_help_shows_an_example(run: Run) -> None:
    outcome = run("report", "weekly", "--help")
    assert outcome.exit_code == 0
    assert "renovate-kit report weekly --week 2026-W47" in outcome.out
