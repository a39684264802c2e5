"""The report of real logs: through the source, the store and the statistics."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from renovate_kit.reports.pipeline import summarise
from renovate_kit.reports.report import Report
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.store import open_store
from renovate_kit.reports.weeks import parse_week

ZONE = "Europe/Stockholm"


def real_week(logs: Path, scratch: Path) -> Report:
    """Return the report of 2026-W37 from a folder of logs, as of just after the last run."""
    period = parse_week("2026-W37", ZoneInfo(ZONE))
    with open_store(scratch / "store.db") as store:
        for log in sorted(logs.glob("*.jsonl")):
            with open_log(log) as source:
                store.take(source.name, source.events())
        now = store.runs(period.start, period.end)[-1].started_at + timedelta(minutes=5)
        return summarise(store, period, time_zone=ZONE, repositories=(), now=now)
