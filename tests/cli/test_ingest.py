import gzip
import json
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.privileges import without_privileges
from tests.commandline import Run


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


@pytest.fixture
def logs(data: Path) -> Path:
    return data / "logs" / "picluster"


def content(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as connection:
        return sorted(connection.iterdump())


def runs_of(store: Path) -> list[str]:
    """Return all that is stored but when each source was last read."""
    return [line for line in content(store) if 'INTO "sources"' not in line]


def test_json_logs_are_stored_and_again_changes_nothing(run: Run, logs: Path, store: Path) -> None:
    log = logs / "picluster-run01.jsonl"
    first = run("ingest", log, "--store", store)
    assert (first.exit_code, first.out, first.err) == (0, f"{log}: 1 run new\n", "")
    before = runs_of(store)
    again = run("ingest", log, "--store", store)
    assert (again.exit_code, again.out) == (0, f"{log}: 1 run known already\n")
    assert runs_of(store) == before


def test_pretty_text_of_a_known_run_is_the_same_run(run: Run, logs: Path, store: Path) -> None:
    run("ingest", logs / "picluster-run02.log", "--store", store)
    richer = run("ingest", logs / "picluster-run02.jsonl", "--store", store)
    assert richer.out.endswith(": 1 run known better now\n")
    poorer = run("ingest", logs / "picluster-run02.log", "--store", store)
    assert poorer.out.endswith(": 1 run known already\n")


def test_a_glob_is_expanded_when_the_shell_did_not(run: Run, logs: Path, store: Path) -> None:
    outcome = run("ingest", f"{logs}/picluster-run0*.jsonl", "--store", store)
    assert outcome.exit_code == 0
    assert outcome.out.count(": 1 run new\n") == 9


def test_compressed_logs_and_standard_input(
    run: Run, logs: Path, store: Path, tmp_path: Path
) -> None:
    raw = (logs / "picluster-run03.jsonl").read_bytes()
    packed = tmp_path / "run.jsonl.gz"
    packed.write_bytes(gzip.compress(raw))
    assert run("ingest", packed, "--store", store).out == f"{packed}: 1 run new\n"
    piped = run("ingest", "-", "--store", store, stdin=raw)
    assert (piped.exit_code, piped.out) == (0, "standard input: 1 run known already\n")


def test_several_runs_in_one_stream(run: Run, logs: Path, store: Path) -> None:
    joined = b"".join(path.read_bytes() for path in sorted(logs.glob("*.log")))
    outcome = run("ingest", "-", "--store", store, stdin=joined)
    assert outcome.out == (
        "standard input: 10 runs new, their times are not known: `report` leaves them out "
        "(use --timestamps with kubectl logs, or LOG_FORMAT=json)\n"
    )


def test_text_without_times_says_at_once_that_report_leaves_it_out(
    run: Run, logs: Path, store: Path
) -> None:
    log = logs / "picluster-run02.log"
    outcome = run("ingest", log, "--store", store)
    assert outcome.out == (
        f"{log}: 1 run new, its time is not known: `report` leaves it out "
        "(use --timestamps with kubectl logs, or LOG_FORMAT=json)\n"
    )
    assert run("ingest", log, "--store", store).out == f"{log}: 1 run known already\n"


def test_only_new_runs_without_times_are_pointed_out(run: Run, logs: Path, store: Path) -> None:
    run("ingest", logs / "picluster-run01.log", "--store", store)
    mixed = b"".join(
        (logs / f"picluster-run0{number}").with_suffix(suffix).read_bytes()
        for number, suffix in ((1, ".log"), (2, ".log"), (3, ".jsonl"))
    )
    out = run("ingest", "-", "--store", store, stdin=mixed).out
    assert out.startswith("standard input: 1 run known already, 2 runs new, 1 of the new ones")
    assert "without a known time: `report` leaves it out" in out


@pytest.mark.parametrize("given", ["2026-09-07T08:00Z", "2026-09-07T10:00+02:00", "20260907T08"])
def test_a_text_without_times_can_be_given_its_start(
    run: Run, logs: Path, store: Path, given: str
) -> None:
    log = logs / "picluster-run01.log"
    outcome = run("ingest", log, "--started-at", given, "--store", store)
    assert (outcome.exit_code, outcome.out) == (0, f"{log}: 1 run new\n")
    report = run("report", "weekly", "--week", "2026-W37", "--store", store).out
    assert "| First run | Mon 7 Sep 2026, 08:00 UTC |" in report


def test_a_run_that_is_known_without_its_time_gets_it(run: Run, logs: Path, store: Path) -> None:
    log = logs / "picluster-run01.log"
    run("ingest", log, "--store", store)
    outcome = run("ingest", log, "--started-at", "2026-09-07T08:00Z", "--store", store)
    assert outcome.out == f"{log}: 1 run known better now\n"


@pytest.mark.parametrize(
    ("names", "given", "said"),
    [
        (["picluster-run01.jsonl"], "2026-09-07T08:00Z", "has times of its own"),
        (["both.log"], "2026-09-07T08:00Z", "several runs without times"),
        (["picluster-run01.log", "picluster-run02.log"], "2026-09-07T08:00Z", "is for one log"),
        (["picluster-run01.log"], "yesterday", "'yesterday' is no time"),
        (["picluster-run01.log"], "0001-01-01T00:00+14:00", "is no time"),
        (["picluster-run01.log"], "9999-01-01T00:00Z", "is yet to come"),
    ],
)
def test_a_start_that_fits_no_single_run_is_wrong_usage_and_stores_nothing(
    run: Run, logs: Path, store: Path, tmp_path: Path, names: list[str], given: str, said: str
) -> None:
    pair = (logs / "picluster-run01.log", logs / "picluster-run02.log")
    (tmp_path / "both.log").write_bytes(b"".join(path.read_bytes() for path in pair))
    paths = [(logs if (logs / name).exists() else tmp_path) / name for name in names]
    outcome = run("ingest", *paths, "--started-at", given, "--store", store)
    assert (outcome.exit_code, outcome.out) == (2, "")
    (line,) = outcome.err.splitlines()
    assert said in line
    assert not store.exists() or not any('INTO "runs"' in row for row in content(store))


@pytest.mark.parametrize(
    ("content_of_file", "said"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"\x7fELF\x00\x01\x02" * 50, "binary", id="binary"),
        pytest.param(b" INFO: hello\n", "not a Renovate log", id="text that looks alike"),
        pytest.param(b"GET / 200\nGET /a 404\n", "not a Renovate log", id="another log"),
        pytest.param(b'{"level":"info","msg":"hi"}\n', "not a Renovate log", id="another JSON log"),
        pytest.param(b"\x1f\x8b\x08broken", "gz", id="broken gz"),
    ],
)
def test_what_is_no_log_is_one_line_and_keeps_the_store(
    run: Run, logs: Path, store: Path, tmp_path: Path, content_of_file: bytes, said: str
) -> None:
    run("ingest", logs / "picluster-run01.jsonl", "--store", store)
    before = content(store)
    bad = tmp_path / "bad.log"
    bad.write_bytes(content_of_file)
    outcome = run("ingest", bad, "--store", store)
    assert (outcome.exit_code, outcome.out) == (3, "")
    (line,) = outcome.err.splitlines()
    assert line.startswith("error: ")
    assert "bad.log" in line
    assert said in line
    assert content(store) == before


def test_a_bad_log_does_not_stop_the_next(run: Run, logs: Path, store: Path) -> None:
    outcome = run("ingest", logs / "missing.log", logs / "picluster-run01.jsonl", "--store", store)
    assert outcome.exit_code == 3
    assert outcome.out.endswith("run01.jsonl: 1 run new\n")
    assert "missing.log" in outcome.err


def test_a_pattern_without_files_is_one_line(run: Run, tmp_path: Path, store: Path) -> None:
    outcome = run("ingest", f"{tmp_path}/*.nothing", "--store", store)
    assert outcome.exit_code == 3
    assert "no file matches" in outcome.err


def test_a_cut_log_is_stored_as_far_as_it_goes(run: Run, logs: Path, store: Path) -> None:
    raw = (logs / "picluster-run01.jsonl").read_bytes()[:90_000]
    outcome = run("ingest", "-", "--store", store, stdin=raw)
    assert outcome.exit_code == 0
    assert outcome.out.startswith("standard input: 1 run new")
    assert "1 line that is no log record" in outcome.out


def test_a_compressed_log_that_is_cut_off_says_so(
    run: Run, logs: Path, store: Path, tmp_path: Path
) -> None:
    packed = tmp_path / "cut.jsonl.gz"
    packed.write_bytes(gzip.compress((logs / "picluster-run01.jsonl").read_bytes())[:12_000])
    outcome = run("ingest", packed, "--store", store)
    cut = "the compressed log is cut off after 12000 bytes"
    assert outcome.out == f"{packed}: 1 run new; {cut}\n"


def test_a_name_that_is_no_text_is_kept_printable(
    run: Run, logs: Path, store: Path, tmp_path: Path
) -> None:
    log = tmp_path / os.fsdecode(b"bad\xff\x1bname.jsonl")
    try:
        log.write_bytes((logs / "picluster-run01.jsonl").read_bytes())
    except OSError:
        pytest.skip("this file system takes only names that are text")
    outcome = run("ingest", log, "--store", store)
    assert outcome.out == f"{tmp_path}/bad\\xff\\x1bname.jsonl: 1 run new\n"
    with closing(sqlite3.connect(store)) as connection:
        ((name,),) = connection.execute("SELECT name FROM sources").fetchall()
    assert name == f"{tmp_path}/bad\\xff\\x1bname.jsonl"


def test_a_pattern_in_a_folder_that_can_not_be_listed_is_one_line(
    run: Run, tmp_path: Path, store: Path
) -> None:
    (tmp_path / "file").write_text("")
    for pattern, said in (("gone/*.log", "no such file"), ("file/*.log", "not a directory")):
        outcome = run("ingest", f"{tmp_path}/{pattern}", "--store", store)
        assert (outcome.exit_code, outcome.out) == (3, "")
        (line,) = outcome.err.splitlines()
        assert said in line


@pytest.mark.parametrize("name", ["*.log", "run.log", "run[1].log"])
def test_a_folder_without_permissions_is_one_line(run: Run, store: Path, name: str) -> None:
    run("ingest", "--store", store, "-", stdin=b"{}")  # so that all modules are there
    with tempfile.TemporaryDirectory() as folder:
        closed = Path(folder) / "closed"
        closed.mkdir()
        (closed / "run.log").write_text("")
        closed.chmod(0)
        Path(folder).chmod(0o777)
        with without_privileges():
            outcome = run("ingest", f"{closed}/{name}", "--store", f"{folder}/store.sqlite3")
        closed.chmod(0o700)
    assert (outcome.exit_code, outcome.out) == (3, "")
    (line,) = outcome.err.splitlines()
    assert "permission denied" in line.lower()
    assert "closed" in line


def test_an_unwritable_store_is_one_line(run: Run, logs: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    target = tmp_path / "file" / "store.sqlite3"
    outcome = run("ingest", logs / "picluster-run01.jsonl", "--store", target)
    assert outcome.exit_code == 3
    (line,) = outcome.err.splitlines()
    assert str(target) in line or str(target.parent) in line


def test_a_store_that_is_something_else_is_left_alone(run: Run, logs: Path, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("shopping list\n" * 100)
    outcome = run("ingest", logs / "picluster-run01.jsonl", "--store", other)
    assert outcome.exit_code == 3
    assert len(outcome.err.splitlines()) == 1
    assert other.read_text() == "shopping list\n" * 100


def test_the_environment_names_the_store(
    run: Run, logs: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENOVATE_KIT_STORE", str(store))
    assert run("ingest", logs / "picluster-run01.jsonl").exit_code == 0
    assert store.is_file()


def test_a_folder_and_an_archive_give_a_line_for_each_log(
    run: Run, logs: Path, store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes((logs / "picluster-run01.jsonl").read_bytes())
    (folder / "b.log").write_bytes(b"GET / 200\n")
    (folder / "c.png").write_bytes(b"\x89PNG")
    (folder / "d.gz.log").write_bytes(b"\x1f\x8b broken")
    with tarfile.open(folder / "e.tar.gz", "w:gz") as tar:
        tar.add(logs / "picluster-run02.jsonl", arcname="x/run02.jsonl")
        tar.add(logs / "picluster-run01.log", arcname="x/run01.log")
    outcome = run("ingest", folder, "--store", store)
    assert outcome.exit_code == 3
    assert outcome.out.splitlines() == [
        f"{folder}/a.jsonl: 1 run new",
        f"{folder}/b.log: skipped, is not a Renovate log",
        f"{folder}/c.png: skipped, has no name that logs have",
        f"{folder}/e.tar.gz: x/run02.jsonl: 1 run new",
        f"{folder}/e.tar.gz: x/run01.log: 1 run known already",
    ]
    (line,) = outcome.err.splitlines()
    assert "d.gz.log: is no valid gzip file" in line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no log is named"),
        (["a.log", "--from-cluster"], "more than one kind of source"),
        (["--from-cluster", "--from-loki", "http://x"], "more than one kind of source"),
        (["a.log", "--namespace", "x"], "--namespace is for --from-cluster"),
        (["a.log", "--query", "{}"], "--query is for --from-loki"),
        (["--from-cluster", "--since", "1d"], "--since is for --from-loki"),
        (["--from-cluster", "--cronjob", "a", "--selector", "b"], "both say which pods"),
        (["--from-loki", "loki:3100"], "no URL of a web service"),
        (["--from-loki", "http://x", "--query", "x"], "is no query for logs"),
        (["--from-loki", "http://x", "--since", "yesterday"], "'yesterday' is no time"),
        (["--from-loki", "http://x", "--since", "999999w"], "is no time"),
        (["--from-cluster", "--started-at", "2026-01-01"], "is for one log"),
        (["a.log", "--redact-env", "NOT_SET"], "no environment variable NOT_SET"),
        (["a.log", "--redact-env", "SHORT"], "can't be masked"),
    ],
)
def test_flags_that_contradict_each_other_are_wrong_usage(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.setenv("SHORT", "abc")
    outcome = run("ingest", *arguments, "--store", store)
    assert (outcome.exit_code, outcome.out) == (2, "")
    (line,) = outcome.err.splitlines()
    assert said in line


def test_a_start_is_for_a_single_log_and_not_for_one_in_an_archive(
    run: Run, logs: Path, store: Path, tmp_path: Path
) -> None:
    with tarfile.open(tmp_path / "x.tar", "w") as tar:
        tar.add(logs / "picluster-run01.log", arcname="run01.log")
    outcome = run(
        "ingest", tmp_path / "x.tar", "--started-at", "2026-09-07T08:00Z", "--store", store
    )
    assert outcome.exit_code == 2
    assert "is for one log" in outcome.err


def test_the_cluster_without_a_kubeconfig_is_one_line(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("KUBECONFIG", raising=False)
    outcome = run("ingest", "--from-cluster", "--store", store)
    assert (outcome.exit_code, outcome.out) == (3, "")
    (line,) = outcome.err.splitlines()
    assert line.startswith("error: no kubeconfig")


def test_secrets_that_are_named_in_a_file_that_is_not_there_are_one_line(
    run: Run, logs: Path, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENOVATE_KIT_REDACT", str(tmp_path / "absent"))
    outcome = run("ingest", logs / "picluster-run01.jsonl", "--store", store)
    assert (outcome.exit_code, outcome.out) == (3, "")
    assert "absent: no such file" in outcome.err


def test_help_shows_an_example(run: Run) -> None:
    outcome = run("ingest", "--help")
    assert outcome.exit_code == 0
    assert "kubectl logs" in outcome.out


def test_what_became_of_a_report_is_said(run: Run, logs: Path, store: Path) -> None:
    report = logs / "picluster-run03.report.json"
    alone = run("ingest", report, "--store", store)
    assert alone.exit_code == 0
    assert alone.out == (
        f"{report}: Renovate's report, kept, but fits no run on record "
        "(ingest the log of its run, and it is joined)\n"
    )
    run("ingest", logs / "picluster-run03.log", "--store", store)
    joined = run("ingest", report, "--store", store)
    assert joined.out == f"{report}: Renovate's report, joined to run 1 already\n"


def test_a_report_of_one_of_several_idle_runs_says_so(run: Run, logs: Path, store: Path) -> None:
    run("ingest", f"{logs}/picluster-run0[56].jsonl", "--store", store)
    outcome = run("ingest", logs / "picluster-run06.report.json", "--store", store)
    assert "joined to no run, as it fits several" in outcome.out
    assert "reportType=logging" in outcome.out


def test_a_trace_file_is_taken_as_one(run: Run, data: Path, store: Path, tmp_path: Path) -> None:
    trace = data / "logs/cases/traced.otlp.jsonl"
    outcome = run("ingest", trace, "--store", store)
    assert outcome.exit_code == 0
    assert "trace file, kept, but fits no run on record" in outcome.out
    packed = tmp_path / "trace.jsonl.gz"
    packed.write_bytes(gzip.compress(trace.read_bytes()))
    assert "trace file, known already" in run("ingest", packed, "--store", store).out


def test_a_trace_file_joins_its_run(run: Run, logs: Path, store: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace.jsonl"
    span = {
        "traceId": "t", "spanId": "1", "name": "run",
        "startTimeUnixNano": "1788768004000000000", "endTimeUnixNano": "1788768009000000000",
    }  # fmt: skip
    batch = {"resourceSpans": [{"scopeSpans": [{"spans": [span]}]}]}
    trace.write_text(json.dumps(batch) + "\n", encoding="utf-8")
    run("ingest", logs / "picluster-run01.jsonl", "--store", store)
    outcome = run("ingest", trace, "--store", store)
    assert outcome.out == f"{trace}: trace file, joined to run 1\n"
    assert "spans of the trace file" in run("runs", "show", "last", "--store", store).out


def test_a_log_from_before_the_last_pruning_says_so(run: Run, logs: Path, store: Path) -> None:
    log = logs / "picluster-run01.jsonl"
    run("ingest", log, "--store", store)
    run("store", "prune", "--older-than", "2026-09-08", "--store", store)
    again = run("ingest", log, "--store", store)
    assert (again.exit_code, again.out) == (
        0,
        f"{log}: 1 run from before the last pruning, not taken again\n",
    )


@pytest.mark.parametrize("text_first", [True, False])
def test_a_given_start_is_as_exact_as_it_was_given(
    run: Run, logs: Path, store: Path, *, text_first: bool
) -> None:
    text = (logs / "picluster-run01.log", "--started-at", "2026-09-07T08:00Z")
    parts = [text, (logs / "picluster-run01.jsonl",)]
    for part in parts if text_first else reversed(parts):
        assert run("ingest", *part, "--store", store).exit_code == 0
    (found,) = json.loads(run("runs", "--format", "json", "--store", store).out)["runs"]
    assert found["started_at"].startswith("2026-09-07T08:00:04")


def test_another_minute_is_another_run(run: Run, logs: Path, store: Path) -> None:
    run(
        "ingest",
        logs / "picluster-run01.log",
        "--started-at",
        "2026-09-07T07:58Z",
        "--store",
        store,
    )
    run("ingest", logs / "picluster-run01.jsonl", "--store", store)
    assert len(json.loads(run("runs", "--format", "json", "--store", store).out)["runs"]) == 2


def test_an_empty_report_is_of_no_run(run: Run, data: Path, store: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.report.json"
    empty.write_text('{"problems":[],"repositories":{}}')
    log = data / "logs" / "cases" / "case-heap-out-of-memory.log"
    out = run("ingest", log, empty, "--store", store).out
    assert "fits no run on record" in out


@pytest.mark.parametrize("at", [100, 1500])
def test_one_nul_byte_makes_no_log_a_binary_file(
    run: Run, data: Path, store: Path, at: int
) -> None:
    damaged = bytearray((data / "logs/cases/case-pretty-forced-color.log").read_bytes())
    damaged[at] = 0
    outcome = run("ingest", "-", "--store", store, stdin=bytes(damaged))
    assert outcome.exit_code == 0
    assert outcome.out.startswith("standard input: 1 run new")
