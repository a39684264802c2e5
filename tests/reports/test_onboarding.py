"""An onboarding pull request is open until it is merged or closed, however long that takes."""

import sqlite3
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from renovate_kit.reports.pipeline import summarise
from renovate_kit.reports.report import AttentionKind, Report
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.store import Store, open_store
from renovate_kit.reports.weeks import parse_week

_A_WEEK_EARLIER = (
    "UPDATE runs SET started_at = strftime('%Y-%m-%dT%H:%M:%f000Z', started_at, '-7 days')",
    "UPDATE pull_request_events SET at = strftime('%Y-%m-%dT%H:%M:%f000Z', at, '-7 days')",
)


def fill(path: Path, *logs: Path) -> Store:
    """Keep logs as if each were a week older than the next one, and the last a week old."""
    store = open_store(path)
    for log in logs:
        with open_log(log) as source:
            store.take(source.name, source.events())
        with closing(sqlite3.connect(path)) as connection:
            for statement in _A_WEEK_EARLIER:
                connection.execute(statement)
            connection.commit()
    return store


def report_of(store: Store, week: str) -> Report:
    period = parse_week(week, ZoneInfo("UTC"))
    return summarise(store, period, time_zone="UTC", repositories=(), now=period.end)


@pytest.mark.shared
def test_it_is_open_in_the_week_after_it_was_created(shared: Path, tmp_path: Path) -> None:
    cases = shared / "logs" / "cases"
    logs = (cases / "case-onboarding-1-created.jsonl", cases / "case-onboarding-2-open.jsonl")
    with fill(tmp_path / "store.db", *logs) as store:
        (before, last) = (week for week in store.weeks())
        first = report_of(store, f"{before.year}-W{before.week:02}")
        second = report_of(store, f"{last.year}-W{last.week:02}")
    for report in (first, second):
        (part,) = report.repositories
        (opened,) = part.open_pull_requests or ()
        assert opened.number == 1
        assert opened.created_at is not None
        assert part.attention[0].kind is AttentionKind.ONBOARDING
    assert first.pull_requests.created == 1
    assert second.pull_requests.created == 0
    assert second.trend is not None
    assert [week.open_at_end for week in second.trend.weeks] == [1, 1]
