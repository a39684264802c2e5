"""`renovate-kit security` and `renovate-kit sync advisories`."""

import csv
import io
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from renovate_kit.reports.events.pull_requests import Forge
from renovate_kit.reports.store import open_store
from renovate_kit.reports.store.sync_state import SyncState
from tests.commandline import Run
from tests.reports.pull_request_samples import (
    IDS,
    advisory,
    alert,
    hours,
    merged,
    pull_request,
    security_pull_request,
)
from tests.reports.pull_requests.samples import read_recorded


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with a fixed and an open vulnerability."""
    path = tmp_path / "store.sqlite3"
    with open_store(path) as opened:
        told = [
            merged(security_pull_request(), hours(9)),
            security_pull_request(repository="acme/other"),
            pull_request(repository="acme/ordinary"),
        ]
        opened.take_pull_requests(told, seen_at=hours(50))
        opened.take_alerts("github.com", "acme/other", [alert()], seen_at=hours(50))
    return path


def entries(run: Run, store: Path, *flags: object) -> list[dict[str, object]]:
    outcome = run("security", "--format", "json", "--store", store, *flags)
    assert (outcome.exit_code, outcome.err) == (0, "")
    found = json.loads(outcome.out)["entries"]
    assert isinstance(found, list)
    return found


def repositories(found: Sequence[dict[str, object]]) -> list[object]:
    return [entry["repository"] for entry in found]


def test_open_ones_come_first(run: Run, store: Path) -> None:
    assert repositories(entries(run, store)) == ["acme/other", "acme/shop"]
    assert repositories(entries(run, store, "--open")) == ["acme/other"]


def test_a_repository_can_be_chosen_in_any_case(run: Run, store: Path) -> None:
    assert repositories(entries(run, store, "--repository", "ACME/Shop")) == ["acme/shop"]
    assert entries(run, store, "--repository", "acme/ordinary") == []


def test_what_was_fixed_before_is_left_out(run: Run, store: Path) -> None:
    assert len(entries(run, store, "--since", "2026-09-07")) == 2
    assert repositories(entries(run, store, "--since", "2026-09-08")) == ["acme/other"]


def test_time_limits_are_taken(run: Run, store: Path) -> None:
    def state(*flags: object) -> object:
        (entry,) = entries(run, store, "--repository", "acme/shop", *flags)
        sla = entry["sla"]
        assert isinstance(sla, dict)
        return sla["state"]

    assert state() == "met"
    assert state("--sla", "high=8h") == "missed"
    assert state("--sla", "medium=1h") == "met"


@pytest.mark.parametrize("text", ["high", "high=7", "urgent=7d", "high=-1d", "high=7dd"])
def test_a_wrong_time_limit_is_told(run: Run, store: Path, text: str) -> None:
    outcome = run("security", "--sla", text, "--store", store)
    assert outcome.exit_code == 2
    assert f"{text!r} is no time limit" in outcome.err


def test_an_unknown_repository_is_told(run: Run, store: Path) -> None:
    outcome = run("security", "--repository", "acme/nothing", "--store", store)
    assert (outcome.exit_code, outcome.out) == (3, "")
    assert "nothing of acme/nothing is on record" in outcome.err
    assert "acme/other" in outcome.err


def test_a_missing_store_is_told(run: Run, tmp_path: Path) -> None:
    outcome = run("security", "--store", tmp_path / "gone")
    assert (outcome.exit_code, outcome.out) == (3, "")


def test_each_format_is_printed(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def said(name: str, *flags: object) -> str:
        outcome = run("security", "--format", name, "--store", store, *flags)
        assert (outcome.exit_code, outcome.err) == (0, "")
        return outcome.out

    assert said("markdown").startswith("# Vulnerabilities\n")
    assert len(list(csv.DictReader(io.StringIO(said("csv"))))) == 2
    statuses = [each["status"] for each in json.loads(said("openvex"))["statements"]]
    assert statuses == ["affected", "fixed"]
    assert "vulnerable: Dependabot alert 1 (open)" in said("table", "--evidence")
    for width in (60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        assert max(map(len, said("table").splitlines())) <= width


def test_advisories_are_read_from_files(run: Run, store: Path, tmp_path: Path) -> None:
    told = advisory()
    export = tmp_path / "export.jsonl"
    record = {
        "id": told.advisory,
        "aliases": list(told.aliases),
        "modified": "2026-09-05T06:00:00Z",
        "database_specific": {"severity": "CRITICAL"},
    }
    export.write_text(json.dumps(record), "utf-8")
    epss = tmp_path / "epss.csv"
    epss.write_text(f"#score_date:2026-11-26\ncve,epss,percentile\n{IDS[0]},0.5,0.9\n", "utf-8")
    command = ("sync", "advisories", "--osv-file", export, "--epss", epss, "--store", store)
    outcome = run(*command)
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert outcome.out == (
        f"1 advisory on record: 1 read from {export}, 1 new or changed, 0 unknown\n"
        "EPSS: 1 figure new or changed\n"
    )
    assert {entry["severity"] for entry in entries(run, store)} == {"critical"}
    assert {entry["epss"] for entry in entries(run, store)} == {0.5}


def test_a_file_that_is_no_export_is_told(run: Run, store: Path, tmp_path: Path) -> None:
    outcome = run("sync", "advisories", "--osv-file", tmp_path / "gone", "--store", store)
    assert outcome.exit_code == 3
    assert "gone: No such file" in outcome.err


def test_the_store_of_logs_alone_has_a_history(run: Run, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    logs = data / "logs" / "apps-part"
    assert run("ingest", logs / "*.jsonl", "--store", path).exit_code == 0
    packages = {entry["package"]: entry["ids"] for entry in entries(run, path)}
    assert packages["axios"] == ["CVE-2025-27152", "GHSA-jr5f-v2jv-69x6"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM v1_forge_pull_requests").fetchone() == (0,)


@pytest.fixture
def logged(run: Run, data: Path, tmp_path: Path) -> Path:
    """A store of logs alone; the last of these runs began on 2026-09-08 at 12:00 UTC."""
    path = tmp_path / "logged.sqlite3"
    assert run("ingest", data / "logs" / "apps-part" / "*.jsonl", "--store", path).exit_code == 0
    return path


def test_exploitation_is_told_without_a_record_of_the_advisory(
    run: Run, logged: Path, tmp_path: Path
) -> None:
    epss, kev = tmp_path / "epss.csv", tmp_path / "kev.json"
    figures = "CVE-2025-27152,0.00123,0.4\nCVE-2025-30066,0.9,0.99\nCVE-2000-0001,1,1\n"
    epss.write_text(f"#score_date:2026-11-26\ncve,epss,percentile\n{figures}", "utf-8")
    added = {"cveID": "CVE-2025-30066", "dateAdded": "2025-03-18"}
    kev.write_text(json.dumps({"vulnerabilities": [added]}), "utf-8")
    outcome = run("sync", "advisories", "--epss", epss, "--kev", kev, "--store", logged)
    assert outcome.out == "EPSS: 2 figures new or changed\nCISA: 1 entry new or changed\n"
    told = {
        entry["package"]: (entry["epss"], entry["known_exploited_at"])
        for entry in entries(run, logged)
    }
    assert told["axios"] == (0.00123, None)
    assert told["tj-actions/changed-files"] == (0.9, "2025-03-18T00:00:00Z")
    assert told["requests"] == (None, None)
    shown = run("security", "--evidence", "--store", logged).out
    assert "known to be exploited since 2025-03-18" in shown
    assert "EPSS 90.0%: probability that it is exploited within 30 days" in shown
    assert "EPSS 0.1%" in run("security", "--format", "markdown", "--store", logged).out


def test_a_package_without_a_fix_has_the_ecosystem_that_runs_listed(run: Run, logged: Path) -> None:
    outcome = run("security", "--format", "openvex", "--store", logged)
    parts = {
        part["@id"]
        for statement in json.loads(outcome.out)["statements"]
        for product in statement["products"]
        for part in product["subcomponents"]
    }
    assert "pkg:npm/left-pad@1.2.0" in parts
    assert not [part for part in parts if part.startswith("pkg:generic/")]


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_the_last_run_or_sync_is_told(run: Run, logged: Path, form: str) -> None:
    (known,) = {str(entry["known_until"]) for entry in entries(run, logged)}
    assert known.startswith("2026-09-08T12:00:")
    told = run("security", "--format", form, "--store", logged).out
    text = (
        "as of the last run or sync, 2026-09-08 12:00 UTC; what is open counts as there up to now"
    )
    assert text in told.replace("\\", "")


def test_a_sync_that_found_nothing_new_counts(run: Run, store: Path) -> None:
    with open_store(store) as opened:
        state = SyncState(
            forge=Forge.GITHUB,
            host="github.com",
            repository="acme/other",
            resource="alerts",
            watermark=None,
            etag=None,
            cursor=None,
            synced_at=hours(60),
        )
        opened.keep_sync_state(state)
    told = {entry["repository"]: entry["known_until"] for entry in entries(run, store)}
    assert told == {"acme/other": "2026-09-09T20:00:00Z", "acme/shop": "2026-09-07T17:00:00Z"}
    shown = run("security", "--store", store).out
    assert "as of the last run or sync, 2026-09-09 20:00 UTC" in shown
    assert "that of acme/shop was at 2026-09-07 17:00 UTC" in shown
    only = json.loads(run("security", "--format", "openvex", "--store", store).out)
    assert only["timestamp"] == "2026-09-09T20:00:00Z"


def test_who_closed_or_merged_is_told_where_renovate_did(run: Run, data: Path, path: Path) -> None:
    logs = data / "logs" / "picluster" / "*.jsonl"
    assert run("ingest", logs, "--store", path).exit_code == 0
    with open_store(path) as opened:
        told = [*read_recorded("picluster"), *read_recorded("apps")]
        opened.take_pull_requests(told, seen_at=hours(50))
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT repository, number, state, superseded, merged_by, closed_by "
            "FROM v1_forge_pull_requests"
        ).fetchall()
    assert len(rows) == len(told)
    who = {(name.partition("/")[2], number): told for name, number, *told in rows}
    bot = "lud-renovate-bot"
    assert who["pi-cluster", 8] == ["merged", 0, bot, None]
    # These a person merged and closed: no log tells of it, and REST does not say who.
    assert who["pi-cluster", 5] == ["merged", 0, None, None]
    assert who["pi-cluster", 6] == ["closed", 0, None, None]
    assert {number for (_, number), told in who.items() if told[1]} == {7, 10, 11, 17, 18}
    assert {told[3] for told in who.values() if told[1]} == {bot}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new.sqlite3"
