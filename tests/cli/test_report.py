import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from renovate_kit.reports.weeks import last_complete_week
from tests.cli.privileges import without_privileges
from tests.commandline import Run
from tests.reports.test_markdown import compare_with_golden

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


def test_the_report_of_the_ten_runs_is_what_the_code_makes(run: Run, store: Path) -> None:
    outcome = run("report", "weekly", "--week", WEEK, "--store", store)
    compare_with_golden("report-ten-runs.md", outcome.out)


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


@pytest.mark.parametrize("week", ["2026-W54", "2026-37", "next", "", "9999-W52", "0000-W01"])
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
    last = last_complete_week(datetime.now(UTC), UTC).name
    outcome = run("report", "weekly", "--store", store)
    assert outcome.exit_code == 0
    assert outcome.out.startswith(f"# Renovate report {last}\n")


def test_a_bot_that_stopped_gets_a_report_of_the_week_without_runs(run: Run, store: Path) -> None:
    outcome = run("report", "weekly", "--week", "2026-W38", "--store", store)
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert "**Renovate did not run this week: 318 runs should have followed" in outcome.out
    assert "- **No runs** since Mon 7 Sep 2026, 17:00 UTC" in outcome.out


@pytest.mark.parametrize("kind", ["errors", "security"])
def test_a_period_that_is_yet_to_come_is_refused(run: Run, store: Path, kind: str) -> None:
    outcome = run("report", kind, "--week", "2999-W01", "--store", store)
    assert (outcome.exit_code, outcome.out) == (3, "")
    assert "the period is yet to come" in outcome.err


@pytest.mark.parametrize("kind", ["errors", "security"])
def test_a_period_before_the_record_is_unknown(run: Run, store: Path, kind: str) -> None:
    outcome = run("report", kind, "--week", "2026-W30", "--store", store)
    assert outcome.exit_code == 0
    assert "Unknown: no" in outcome.out
    assert "on record since 2026-07-20 00:00 UTC, before 2026-07-27 00:00 UTC" in outcome.out


def test_a_week_that_is_yet_to_come_has_no_report(run: Run, store: Path) -> None:
    outcome = run("report", "weekly", "--week", "9998-W01", "--store", store)
    assert (outcome.exit_code, outcome.out) == (3, "")
    assert "9998-W01 is yet to come" in outcome.err
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
    assert "nothing of nobody/nothing is on record" in outcome.err
    assert "luddera/pi-cluster" in outcome.err


def test_repositories_are_the_same_in_upper_and_lower_case(run: Run, store: Path) -> None:
    command = ("report", "weekly", "--week", WEEK, "--store", store, "--repository")
    outcome = run(*command, "Luddera/PI-Cluster")
    assert outcome.exit_code == 0
    assert outcome.out == run(*command, "luddera/pi-cluster").out


@pytest.mark.parametrize("beside", [(), ("-wal",), ("-wal", "-shm")], ids="+".join)
def test_a_store_that_can_not_be_written_can_be_read(
    run: Run, store: Path, beside: tuple[str, ...]
) -> None:
    command = ("report", "weekly", "--week", WEEK, "--store")
    run(*command, store)  # so that all modules are there
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / "store.sqlite3"
        with closing(sqlite3.connect(store)) as writer:
            writer.execute("UPDATE repositories SET name = 'owner/in-log'")
            writer.commit()
            if not beside:
                writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            for suffix in ("", *beside):
                shutil.copyfile(f"{store}{suffix}", f"{copy}{suffix}")
        before = sorted(folder.iterdir())
        for path in before:
            path.chmod(0o444)
        folder.chmod(0o555)
        try:
            with without_privileges():
                outcome = run(*command, copy)
                refused = run("ingest", "-", "--store", copy, stdin=b"{}")
        finally:
            folder.chmod(0o755)
        assert (outcome.exit_code, outcome.err) == (0, "")
        assert "opened 6 pull requests on owner/in-log this week" in outcome.out
        assert refused.exit_code == 3
        assert len(refused.err.splitlines()) == 1
        assert sorted(folder.iterdir()) == before


def test_help_shows_an_example(run: Run) -> None:
    outcome = run("report", "weekly", "--help")
    assert outcome.exit_code == 0
    assert "renovate-kit report weekly --week 2026-W47" in outcome.out


# Other formats and periods


@pytest.mark.parametrize(
    ("name", "suffix", "begins"),
    [("markdown", ".md", "# "), ("html", ".html", "<!DOCTYPE"), ("json", ".json", "{")],
)
def test_each_format_goes_to_standard_output_and_into_a_folder(
    run: Run, store: Path, tmp_path: Path, name: str, suffix: str, begins: str
) -> None:
    command = ("report", "weekly", "--week", WEEK, "--store", store, "--format", name)
    outcome = run(*command)
    assert outcome.exit_code == 0
    assert outcome.out.startswith(begins)
    written = run(*command, "--output", tmp_path / "out/")
    assert written.out == f"{tmp_path / 'out' / WEEK}{suffix}\n"
    assert (tmp_path / "out" / f"{WEEK}{suffix}").read_text("utf-8") == outcome.out


def test_several_formats_at_once(run: Run, store: Path, tmp_path: Path) -> None:
    formats = ("--format", "json", "--format", "csv", "--format", "json")
    outcome = run(
        "report", "weekly", "--week", WEEK, "--store", store, *formats, "--output", tmp_path / "a"
    )
    assert outcome.exit_code == 0
    assert {path.name for path in (tmp_path / "a").iterdir()} == {WEEK, f"{WEEK}.json"}
    runs = (tmp_path / "a" / WEEK / "runs.csv").read_text("utf-8").splitlines()
    assert len(runs) == 11


def test_csv_in_an_archive(run: Run, store: Path, tmp_path: Path) -> None:
    target = tmp_path / "week.zip"
    command = ("report", "weekly", "--week", WEEK, "--store", store, "--format", "csv", "--output")
    assert run(*command, target).exit_code == 0
    with ZipFile(target) as opened:
        assert "updates.csv" in opened.namelist()


@pytest.mark.parametrize(
    "flags",
    [
        ("--format", "csv"),
        ("--format", "csv", "--output", "week.txt"),
        ("--format", "json", "--format", "html"),
        ("--format", "json", "--format", "html", "--output", "week.json"),
        ("--format", "pdf"),
        ("--last", "4w"),
        ("--from", "2026-09-07"),
        ("--from", "yesterday"),
        ("--to", "2026-09-08"),
    ],
    ids=" ".join,
)
def test_what_can_not_be_is_wrong_usage(
    run: Run, store: Path, tmp_path: Path, flags: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    week = () if flags[0] == "--from" and flags[1] == "yesterday" else ("--week", WEEK)
    week = () if flags[0] == "--to" else week
    outcome = run("report", "weekly", *week, "--store", store, *flags)
    assert outcome.exit_code == 2
    assert outcome.out == ""


def test_days_are_a_period_like_any_other(run: Run, store: Path, tmp_path: Path) -> None:
    days = ("--from", "2026-09-07", "--to", "2026-09-08")
    outcome = run("report", "weekly", *days, "--store", store, "--output", tmp_path / "out")
    assert outcome.out == f"{tmp_path / 'out' / '2026-09-07_2026-09-08.md'}\n"
    assert "# Renovate report 2026-09-07 to 2026-09-08\n" in Path(outcome.out.strip()).read_text()


def test_one_repository_has_a_report_of_its_own(run: Run, store: Path, tmp_path: Path) -> None:
    command = ("report", "repository", "Luddera/PI-cluster", "--week", WEEK, "--store", store)
    assert run(*command).out == run("report", "weekly", "--week", WEEK, "--store", store).out
    outcome = run(*command, "--output", tmp_path / "out")
    assert outcome.out.endswith("Luddera-PI-cluster-2026-W37.md\n")


def test_problems_of_a_period_are_as_known_at_its_end(run: Run, store: Path) -> None:
    command = ("report", "errors", "--week", WEEK, "--store", store)
    assert "resolved" in run(*command).out
    later = run("report", "errors", "--week", "2026-W38", "--store", store, "--format", "json")
    assert json.loads(later.out)["problems"] == []
    html = run(*command, "--format", "html", "--time-zone", "Europe/Stockholm")
    assert (html.exit_code, html.err) == (0, "")
    assert "1 problem: 1 resolved" in html.out


def test_problems_as_a_table(run: Run, store: Path, tmp_path: Path) -> None:
    command = ("report", "errors", "--week", WEEK, "--store", store, "--format", "csv")
    outcome = run(*command, "--output", tmp_path / "out")
    assert outcome.exit_code == 0
    (table,) = (tmp_path / "out").rglob("*.csv")
    assert len(table.read_text("utf-8").splitlines()) == 2


def test_problems_of_a_time_without_runs_are_unknown_and_not_none(
    run: Run, data: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store.sqlite3"
    log = data / "logs" / "picluster" / "picluster-run01.jsonl"
    assert run("ingest", log, "--store", store).exit_code == 0
    outcome = run("report", "errors", "--week", "2026-W30", "--store", store)
    assert outcome.exit_code == 0
    assert "Unknown: no run is on record since 2026-07-20" in outcome.out
    assert "0 problems" not in outcome.out
