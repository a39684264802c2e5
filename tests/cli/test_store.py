"""`renovate-kit store`."""

import csv
import importlib.util
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commandline import Run


@pytest.fixture
def store(run: Run, data: Path, tmp_path: Path) -> Path:
    store = tmp_path / "store.sqlite3"
    logs = sorted((data / "logs" / "picluster").glob("*.jsonl"))
    assert run("ingest", *logs, "--store", store).exit_code == 0
    return store


def test_info_tells_what_is_there(run: Run, store: Path) -> None:
    outcome = run("store", "info", "--store", store)
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert f"Store:         {store}\n" in outcome.out
    assert "Runs:          10\n" in outcome.out
    assert "Repositories:  luddera/pi-cluster\n" in outcome.out


def test_info_for_machines(run: Run, store: Path) -> None:
    told = json.loads(run("store", "info", "--format", "json", "--store", store).out)
    assert (told["version"], told["schema_version"], told["runs"]) == (1, 3, 10)
    assert told["first_start"] == "2026-09-07T08:00:04.386000Z"
    assert told["size_bytes"] > 0
    assert told["tables"]["repositories"] == 1
    assert told["pruned_before"] is None


def test_export_writes_each_view(run: Run, store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "exported"
    outcome = run("store", "export", "--format", "csv", folder, "--store", store)
    assert outcome.exit_code == 0
    assert f"{folder / 'v1_runs.csv'}: 10 rows\n" in outcome.out
    with (folder / "v1_runs.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["repository"], first["complete"]) == ("luddera/pi-cluster", "true")
    assert not [file for file in folder.iterdir() if file.name.startswith(".")]


def test_export_of_one_view_as_json(run: Run, store: Path, tmp_path: Path) -> None:
    command = ("store", "export", "--format", "json", "--view", "v1_pull_requests")
    assert run(*command, tmp_path / "e", "--store", store).exit_code == 0
    (file,) = (tmp_path / "e").iterdir()
    rows = json.loads(file.read_text("utf-8"))
    assert {"created"} <= {row["action"] for row in rows}
    assert rows[0]["labels"] is None or isinstance(rows[0]["labels"], str)


@pytest.mark.skipif(importlib.util.find_spec("pyarrow") is None, reason="needs pyarrow")
def test_parquet_has_types(run: Run, store: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run("store", "export", "--format", "parquet", tmp_path, "--store", store).exit_code == 0
    table = parquet.read_table(tmp_path / "v1_runs.parquet")
    assert str(table.schema.field("started_at").type) == "timestamp[us, tz=UTC]"
    assert table.column("complete").to_pylist() == [True] * 10


@pytest.mark.skipif(importlib.util.find_spec("pyarrow") is not None, reason="pyarrow is there")
def test_parquet_without_its_package_says_what_to_install(
    run: Run, store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "exported"
    outcome = run("store", "export", "--format", "parquet", folder, "--store", store)
    assert outcome.exit_code == 2
    assert "renovate-kit[parquet]" in outcome.err
    assert not folder.exists()


def test_an_export_that_fails_changes_no_file(run: Run, store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "exported"
    assert run("store", "export", "--format", "csv", folder, "--store", store).exit_code == 0
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("DROP VIEW v1_updates")
        connection.execute("DELETE FROM problems")
        connection.commit()
    outcome = run("store", "export", "--format", "csv", folder, "--store", store)
    assert outcome.exit_code == 3
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_an_unknown_view_is_wrong_usage(run: Run, store: Path, tmp_path: Path) -> None:
    command = ("store", "export", "--format", "csv", "--view", "runs", tmp_path / "e")
    outcome = run(*command, "--store", store)
    assert (outcome.exit_code, "v1_runs" in outcome.err) == (2, True)


def test_prune_says_first_and_then_does(run: Run, store: Path) -> None:
    command = ("store", "prune", "--older-than", "2026-09-07T12:00Z", "--store", store)
    planned = run(*command, "--dry-run")
    assert planned.out.startswith("4 runs from before 2026-09-07 12:00 UTC would be removed")
    done = run(*command)
    assert done.out.startswith("4 runs from before 2026-09-07 12:00 UTC removed")
    assert run(*command).out.startswith("0 runs")
    told = json.loads(run("store", "info", "--format", "json", "--store", store).out)
    assert (told["runs"], told["pruned_before"]) == (6, "2026-09-07T12:00:00Z")


def test_vacuum_makes_the_file_smaller(run: Run, store: Path) -> None:
    run("store", "prune", "--older-than", "2026-10-01", "--store", store)
    before = store.stat().st_size
    outcome = run("store", "vacuum", "--store", store)
    assert (outcome.exit_code, " before, " in outcome.out) == (0, True)
    assert store.stat().st_size < before


@pytest.mark.parametrize("older_than", ["soon", "9999-01-01"])
def test_a_time_that_makes_no_sense_is_wrong_usage(run: Run, store: Path, older_than: str) -> None:
    outcome = run("store", "prune", "--older-than", older_than, "--store", store)
    assert outcome.exit_code == 2


@pytest.mark.parametrize(
    "command",
    [
        ("info",),
        ("vacuum",),
        ("prune", "--older-than", "90d"),
        ("export", "--format", "csv", "unused"),
    ],
)
@pytest.mark.parametrize("kind", ["missing", "folder", "foreign", "newer", "damaged"])
def test_a_store_that_is_none_is_left_alone(
    run: Run, store: Path, tmp_path: Path, command: tuple[str, ...], kind: str
) -> None:
    path = tmp_path / "other.sqlite3"
    if kind == "folder":
        path.mkdir()
    elif kind == "foreign":
        path.write_bytes(b"no database at all, but rather long" * 40)
    elif kind == "newer":
        path = store
        with closing(sqlite3.connect(store)) as connection:
            connection.execute("UPDATE meta SET schema_version = 99")
            connection.commit()
    elif kind == "damaged":
        raw = store.read_bytes()
        path.write_bytes(raw[:100] + b"\xff" * (len(raw) - 100))
    before = path.read_bytes() if path.is_file() else None
    outcome = run("store", *command, "--store", path)
    assert outcome.exit_code == 3
    assert outcome.err.startswith("error: ")
    assert outcome.err.count("\n") == 1
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_locked_store_says_so(run: Run, store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert run("store", "info", "--store", store).exit_code == 0
        outcome = run("store", "prune", "--older-than", "2026-10-01", "--store", store)
        connection.execute("ROLLBACK")
    assert (outcome.exit_code, "locked" in outcome.err) == (3, True)
    assert "Runs:          10\n" in run("store", "info", "--store", store).out
