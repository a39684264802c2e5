"""The history of vulnerabilities against the simulated platform's own state after its last run."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from renovate_kit.reports.events.pull_requests import PullRequestSeen
from renovate_kit.reports.security_report import SecurityEntry
from renovate_kit.reports.severities import severity_word
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.statistics.security_history import security_entries
from renovate_kit.reports.store import open_store
from tests.reports.pull_requests.samples import read_recorded
from tests.reports.recorded import APPS

NOW = datetime(2026, 9, 10, tzinfo=UTC)
NOFIX = "GHSA-0000-sim0-nofx"
"""Of the simulated OSV database; no version mends it, so that there is no pull request."""


def told(
    folder: Path, logs: Iterable[Path], pull_requests: Iterable[PullRequestSeen]
) -> list[SecurityEntry]:
    with open_store(folder / "store.db") as store:
        for log in logs:
            with open_log(log) as source:
                store.take(log.name, source.events())
        store.take_pull_requests(pull_requests, seen_at=NOW)
        return list(security_entries(store.security_facts(), now=NOW))


def truth(folder: Path) -> tuple[str, dict[str, Any]]:
    ((name, state),) = json.loads((folder / "truth.json").read_text())["repositories"].items()
    return name, state


def time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def check(entries: list[SecurityEntry], folder: Path) -> None:
    """Compare entries with everything that the platform knows."""
    name, state = truth(folder)
    assert {entry.repository for entry in entries} == {name}
    with_fix = {
        entry.pull_request.number: entry for entry in entries if entry.pull_request is not None
    }
    marked = {each["number"]: each for each in state["prs"] if each["security"]}
    assert with_fix.keys() == marked.keys()
    assert {entry.ids for entry in entries if entry.pull_request is None} <= {(NOFIX,)}
    for number, each in marked.items():
        entry = with_fix[number]
        assert entry.pull_request is not None
        assert entry.pull_request.title == each["title"]
        assert entry.pull_request.opened_at == time(each["created_at"])
        assert (entry.merged_at, entry.fixed_at) == (time(each["merged_at"]), entry.merged_at)
        assert entry.open == (each["state"] == "open")
        assert entry.detected_at is not None
        opened = entry.pull_request.opened_at
        assert opened is not None
        # Renovate tells of a vulnerability in the run in which it opens the pull request.
        assert opened - timedelta(minutes=1) <= entry.detected_at <= opened
    by_package = {entry.package: entry for entry in entries}
    for alert in state["alerts"]:
        entry = by_package[alert["package"]["name"]]
        assert set(entry.ids) == {alert["ghsa"], alert["cve"]}
        assert entry.severity == severity_word(alert["severity"])
        assert entry.fixed_version == alert["first_patched"]
        assert entry.open == (alert["state"] == "open")


def test_pull_requests_and_what_is_there_of_the_logs(tmp_path: Path) -> None:
    entries = told(tmp_path, sorted(APPS.glob("*.jsonl")), read_recorded("apps"))
    name, state = truth(APPS)
    fixes = {x.pull_request.number: x for x in entries if x.pull_request is not None}
    assert fixes.keys() == {each["number"] for each in state["prs"] if each["security"]}
    assert {entry.repository for entry in entries} == {name}
    ids = {entry.package: set(entry.ids) for entry in entries}
    for alert in state["alerts"]:
        assert ids[alert["package"]["name"]] == {alert["ghsa"], alert["cve"]}


@pytest.mark.shared
@pytest.mark.parametrize("with_logs_first", [True, False])
def test_logs_and_pull_requests_together(
    shared: Path, tmp_path: Path, *, with_logs_first: bool
) -> None:
    folder = shared / "logs" / "apps"
    logs = sorted(folder.glob("*.jsonl"), reverse=not with_logs_first)
    check(told(tmp_path, logs, read_recorded("apps")), folder)


@pytest.mark.shared
def test_logs_alone(shared: Path, tmp_path: Path) -> None:
    folder = shared / "logs" / "apps"
    entries = told(tmp_path, sorted(folder.glob("*.jsonl")), ())
    _, state = truth(folder)
    fixes = {x.pull_request.number: x for x in entries if x.pull_request is not None}
    marked = {each["number"]: each for each in state["prs"] if each["security"]}
    assert fixes.keys() == marked.keys()
    for number, each in marked.items():
        assert fixes[number].open == (each["state"] == "open")
    # Who merged it, and when, no log tells; the next run lists the good version.
    (fixed,) = (entry for entry in entries if not entry.open)
    merged_at = time(marked[1]["merged_at"])
    assert (fixed.package, fixed.merged_at, fixed.fixed_by) == ("lodash", None, None)
    assert fixed.fixed_at is not None
    assert merged_at is not None
    assert timedelta(0) <= fixed.fixed_at - merged_at < timedelta(hours=1)


def test_logs_at_level_info_alone(tmp_path: Path) -> None:
    entries = told(tmp_path, sorted(APPS.glob("*.log")), ())
    _, state = truth(APPS)
    marked = {each["number"]: each for each in state["prs"] if each["security"]}
    found = {x.pull_request.number: x for x in entries if x.pull_request is not None}
    assert found.keys() == marked.keys()
    assert {entry.ids for entry in entries} == {()}
    assert {entry.package for entry in entries} == {
        *("axios", "express", "jinja2", "lodash", "requests", "tj-actions/changed-files")
    }
    # Nobody can tell from these that one of them was merged by a person.
    assert all(entry.open and entry.merged_at is None for entry in entries)
