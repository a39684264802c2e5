"""Dependabot alerts, and what is kept of them."""

import copy
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

from renovate_kit.reports.store import open_store
from renovate_kit.reports.sync_pipeline import Synced, SyncOptions, sync_repository
from tests.reports.forges.fake_github import NOW, REPOSITORY, FakeGithub, given, source_of

ALERT: dict[str, Any] = {
    "number": 1,
    "state": "open",
    "dependency": {
        "package": {"ecosystem": "npm", "name": "axios"},
        "manifest_path": "package-lock.json",
        "scope": "runtime",
    },
    "security_advisory": {
        "ghsa_id": "GHSA-jr5f-v2jv-69x6",
        "cve_id": "CVE-2025-27152",
        "summary": "Requests go to other hosts",
        "severity": "medium",
        "identifiers": [
            {"type": "GHSA", "value": "GHSA-jr5f-v2jv-69x6"},
            {"type": "CVE", "value": "CVE-2025-27152"},
        ],
        "cvss": {"score": 0, "vector_string": None},
        "cvss_severities": {
            "cvss_v3": {
                "score": 5.3,
                "vector_string": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N",
            },
            "cvss_v4": {"score": 0.0, "vector_string": None},
        },
        "published_at": "2025-03-07T15:00:00Z",
    },
    "security_vulnerability": {
        "package": {"ecosystem": "npm", "name": "axios"},
        "severity": "medium",
        "vulnerable_version_range": ">= 1.0.0, < 1.8.2",
        "first_patched_version": {"identifier": "1.8.2"},
    },
    "created_at": "2025-03-08T08:00:00Z",
    "updated_at": "2025-03-08T08:00:00Z",
    "dismissed_at": None,
    "dismissed_reason": None,
    "fixed_at": None,
}


def _sync(github: FakeGithub, file: Path, *, minutes: int = 0) -> Synced:
    options = SyncOptions(now=NOW + timedelta(minutes=minutes), redact=str, detailed_pages=0)
    with open_store(str(file)) as store:
        return sync_repository(source_of(github), store, REPOSITORY, options)


def _alerts(file: Path) -> list[dict[str, Any]]:
    with sqlite3.connect(file) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("select * from v1_alerts order by number").fetchall()
    connection.close()
    return [dict(row) for row in rows]


def test_alerts_are_read_with_all_that_they_tell(tmp_path: Path) -> None:
    github = FakeGithub(1)
    github.alerts = [ALERT]
    file = tmp_path / "s.sqlite3"
    done = _sync(github, file)
    assert (done.error, done.alerts, done.requests) == (None, 1, 2)
    (alert,) = _alerts(file)
    told = {
        "repository": REPOSITORY,
        "state": "open",
        "package_name": "axios",
        "severity": "moderate",
        "cvss_score": 5.3,
        "affected": ">= 1.0.0, < 1.8.2",
        "fixed_version": "1.8.2",
    }
    assert told.items() <= alert.items()
    assert "CVE-2025-27152" in alert["ids"]
    assert "GHSA-jr5f-v2jv-69x6" in alert["ids"]


def test_alerts_are_looked_at_again_after_a_while(tmp_path: Path) -> None:
    github = FakeGithub(1)
    github.alerts = [copy.deepcopy(ALERT)]
    file = tmp_path / "s.sqlite3"
    _sync(github, file)
    github.alerts[0].update(state="fixed", fixed_at="2026-01-01T00:00:00Z")
    github.alerts[0]["updated_at"] = "2026-01-01T00:00:00Z"
    assert _sync(github, file, minutes=5).requests == 1
    assert _alerts(file)[0]["state"] == "open"
    assert _sync(github, file, minutes=15).requests == 2
    assert _alerts(file)[0]["state"] == "fixed"


def test_alerts_that_may_not_be_read_are_a_note(tmp_path: Path) -> None:
    github = FakeGithub(1)
    github.faults = {1: lambda _: given(403, "Resource not accessible by personal access token")}
    done = _sync(github, tmp_path / "s.sqlite3")
    assert (done.error, done.read) == (None, 1)
    (note,) = done.notes
    assert note.startswith("Dependabot alerts: the token may not read this (403: Resource not")


def test_hostile_alerts_are_kept_without_what_can_not_be_seen(tmp_path: Path) -> None:
    github = FakeGithub(1)
    hostile = copy.deepcopy(ALERT)
    hostile["security_advisory"]["summary"] = "x\x1b[2J\u202etxt\n\n| a |"
    hostile["dependency"]["package"]["name"] = "axios\u200b\x07"
    nameless = copy.deepcopy(ALERT) | {"number": 2}
    nameless["security_advisory"] = {"identifiers": []}
    github.alerts = [hostile, nameless, {"number": "3"}]
    github.alerts[2] |= {"updated_at": "2026-01-01T00:00:00Z", "number": 3}
    file = tmp_path / "s.sqlite3"
    done = _sync(github, file)
    assert (done.error, done.alerts, done.unreadable_alerts) == (None, 1, 2)
    raw = file.read_bytes()
    assert b"\x1b[2J" not in raw
    assert "\u202e".encode() not in raw
    assert _alerts(file)[0]["package_name"] == "axios"
