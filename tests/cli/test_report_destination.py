import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.privileges import without_privileges
from tests.commandline import Run

WEEK = "2026-W37"


@pytest.fixture
def weekly(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[object, ...]]:
    """Return the start of a command about a week on record; the work is done in a folder."""
    # Others may look into this folder, which they may not into those of pytest.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        store = folder / "store.sqlite3"
        log = data / "logs" / "picluster" / "picluster-run01.jsonl"
        assert run("ingest", log, "--store", store).exit_code == 0
        (folder / "work").mkdir()
        with monkeypatch.context() as patched:
            patched.chdir(folder / "work")
            yield ("report", "weekly", "--week", WEEK, "--store", store)


# Files and folders


@pytest.mark.parametrize("name", ["site.d/", "v1.2/", "reports/weekly/", "reports", ".hidden/"])
def test_a_slash_or_no_suffix_means_a_folder(
    run: Run, weekly: tuple[object, ...], name: str
) -> None:
    outcome = run(*weekly, "--output", name)
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert Path(name, f"{WEEK}.md").read_text("utf-8").startswith("# Renovate report")


def test_a_folder_with_a_suffix_takes_several_formats_and_an_index(
    run: Run, weekly: tuple[object, ...]
) -> None:
    formats = ("--format", "html", "--format", "markdown")
    assert run(*weekly, *formats, "--index", "--output", "my.site/").exit_code == 0
    names = {path.name for path in Path("my.site").iterdir()}
    assert names == {"README.md", f"{WEEK}.md", f"{WEEK}.html"}


def test_a_folder_that_is_there_needs_no_slash(run: Run, weekly: tuple[object, ...]) -> None:
    Path("week.html").mkdir()
    assert run(*weekly, "--output", "week.html").out == f"week.html/{WEEK}.md\n"


def test_a_file_that_is_there_is_one_without_a_suffix_too(
    run: Run, weekly: tuple[object, ...]
) -> None:
    file = Path("summary_1f")
    file.touch()
    outcome = run(*weekly, "--output", file)
    assert (outcome.exit_code, outcome.out, outcome.err) == (0, "summary_1f\n", "")
    assert file.read_text("utf-8") == run(*weekly).out


def test_a_pipe_gets_the_report_and_nothing_else(run: Run, weekly: tuple[object, ...]) -> None:
    os.mkfifo("pipe")
    with subprocess.Popen(["/bin/cat", "pipe"], stdout=subprocess.PIPE) as reader:
        outcome = run(*weekly, "--format", "json", "--output", "pipe")
        try:
            read, _ = reader.communicate(timeout=10)
        finally:
            reader.kill()
    assert (outcome.exit_code, outcome.out, outcome.err) == (0, "", "")
    assert read.decode() == run(*weekly, "--format", "json").out


@pytest.mark.parametrize(
    ("output", "flags"),
    [
        ("closed/report.md", ()),
        ("closed/report", ()),
        ("closed/below/", ()),
        ("closed/below/", ("--index",)),
    ],
)
def test_where_nobody_may_look_nothing_can_be_written(
    run: Run, weekly: tuple[object, ...], output: str, flags: tuple[str, ...]
) -> None:
    run(*weekly, "--output", "open/", *flags)  # so that all modules are there
    closed = Path("closed")
    closed.mkdir()
    closed.chmod(0)
    try:
        with without_privileges():
            outcome = run(*weekly, "--output", output, *flags)
    finally:
        closed.chmod(0o755)
    assert outcome.exit_code == 3
    (line,) = outcome.err.splitlines()
    assert line.startswith("error: closed/")
    assert ": permission denied. " in line


@pytest.mark.parametrize("report", ["weekly", "errors", "security"])
def test_a_working_folder_that_nobody_may_search_has_no_settings(
    run: Run, weekly: tuple[object, ...], report: str
) -> None:
    command = ("report", report, *weekly[2:])
    before = run(*command)
    assert before.exit_code == 0
    here = Path.cwd()
    here.chmod(0)
    try:
        with without_privileges():
            outcome = run(*command)
    finally:
        here.chmod(0o755)
    assert outcome == before


# Formats


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.md", "# "),
        ("a.html", "<!DOCTYPE"),
        ("a.HTM", "<!DOCTYPE"),
        ("a.json", "{"),
        ("a.txt", "# "),
    ],
)
def test_the_name_of_a_file_tells_the_format(
    run: Run, weekly: tuple[object, ...], name: str, begins: str
) -> None:
    outcome = run(*weekly, "--output", name)
    assert (outcome.exit_code, outcome.out) == (0, f"{name}\n")
    assert Path(name).read_text("utf-8").startswith(begins)


def test_an_archive_holds_tables_without_being_told(run: Run, weekly: tuple[object, ...]) -> None:
    assert run(*weekly, "--output", "a.zip").exit_code == 0
    with ZipFile("a.zip") as opened:
        assert "runs.csv" in opened.namelist()


@pytest.mark.parametrize("flags", [(), ("--format", "csv")])
def test_several_tables_do_not_fit_a_file(
    run: Run, weekly: tuple[object, ...], flags: tuple[str, ...]
) -> None:
    outcome = run(*weekly, *flags, "--output", "a.csv")
    assert (outcome.exit_code, outcome.out) == (2, "")
    assert "a.csv is one file, but CSV is several tables" in outcome.err
    assert "a file that ends in .zip" in outcome.err
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize("report", ["errors", "security"])
def test_the_only_table_of_a_report_fits_a_file(
    run: Run, weekly: tuple[object, ...], report: str
) -> None:
    command = ("report", report, *weekly[2:])
    assert run(*command, "--output", "a.csv").out == "a.csv\n"
    said = run(*command, "--format", "csv")
    assert Path("a.csv").read_bytes().decode() == said.out
    assert "," in said.out.splitlines()[0]


@pytest.mark.parametrize(
    ("chosen", "name"),
    [("html", "a.md"), ("markdown", "a.json"), ("json", "a.zip"), ("csv", "a.html")],
)
def test_a_name_that_tells_another_format_is_wrong_usage(
    run: Run, weekly: tuple[object, ...], chosen: str, name: str
) -> None:
    outcome = run(*weekly, "--format", chosen, "--output", name)
    assert (outcome.exit_code, outcome.out) == (2, "")
    assert name in outcome.err
    assert f"--format is {chosen}" in outcome.err
    assert not Path(name).exists()
