"""A period that is not over says so, in every format and at once."""

import csv
import json
import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from renovate_kit.reports.formats.csv_report import CsvTables
from renovate_kit.reports.formats.html import HtmlFormat
from renovate_kit.reports.formats.index_page import index_page
from renovate_kit.reports.formats.json_report import JsonFormat
from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.formats.stats_text import StatsText
from renovate_kit.reports.pipeline import summarise
from renovate_kit.reports.report import Period, Report
from renovate_kit.reports.statistics.build import build_report
from renovate_kit.reports.store import open_store
from renovate_kit.reports.weeks import parse_days, parse_week
from tests.reports.fleet import Fleet
from tests.reports.html_reading import read
from tests.reports.period import MONDAY, WEEK, rows, run, turn

WEDNESDAY = datetime(2026, 9, 9, 14, tzinfo=UTC)
LATER = datetime(2026, 9, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with five weeks of daily runs, of which the last is 2026-W37."""
    path = tmp_path_factory.mktemp("so-far") / "store.sqlite3"
    first = datetime(2026, 8, 10, 3, tzinfo=UTC)
    Fleet(repositories=1, first=first, every=timedelta(days=1), runs=31).write(path)
    return path


def told(store: Path, period: Period, now: datetime, zone: str = "UTC") -> Report:
    with open_store(store, create=False) as opened:
        return summarise(opened, period, time_zone=zone, repositories=(), now=now)


@pytest.fixture
def current(store: Path) -> Report:
    return told(store, parse_week("2026-W37", UTC), WEDNESDAY)


@pytest.fixture
def over(store: Path) -> Report:
    return told(store, parse_week("2026-W37", UTC), LATER)


def test_headline_and_the_line_above_it_say_so(current: Report) -> None:
    lines = MarkdownFormat().render(current).splitlines()
    assert lines[2] == (
        "Mon 7 Sep 2026 to Sun 13 Sep 2026, **so far: until Wed 9 Sep 2026, 14:00 UTC**, "
        "times in UTC"
    )
    assert "on organisation/service-00000 so far this week;" in lines[4]


def test_html_says_so_in_the_same_places(current: Report) -> None:
    page = read(HtmlFormat().render(current))
    days, headline = page.all("p")[:2]
    assert "so far: until Wed 9 Sep 2026, 14:00 UTC" in days.text
    assert "so far this week" in headline.text


def test_nothing_is_so_far_when_the_week_is_over(over: Report) -> None:
    for text in (MarkdownFormat().render(over), HtmlFormat().render(over)):
        assert not re.search("so[- ]far", text.partition("</style>")[2] or text)
    assert over.period.until is None
    assert over.trend is not None
    assert over.trend.until is None


def test_comparison_is_with_the_whole_week_before(current: Report) -> None:
    text = MarkdownFormat().render(current)
    assert "; 7 runs in the whole week before |" in text
    assert "; in the whole week before 3 opened" in text
    page = read(HtmlFormat().render(current))
    headers = [each.text for each in page.all("th")]
    assert "This week so far" in headers
    assert "The whole week before" in headers


def test_last_week_of_the_trend_is_marked_in_markdown(current: Report) -> None:
    text = MarkdownFormat().render(current)
    assert "| Figure | Week by week | 2026-W36 | 2026-W37 so far |" in text
    assert "\n| 2026-W37 so far | 3 |" in text
    assert '"W36", "W37…"]' in text
    assert "2026-W33 to 2026-W37, which is told until Wed 9 Sep 2026, 14:00 UTC." in text


def test_last_week_of_the_trend_is_marked_in_html(current: Report) -> None:
    text = HtmlFormat().render(current)
    page = read(text)
    assert [each.text for each in page.all("th")].count("2026-W37 so far") == 3
    assert "3 runs in 2026-W37 so far" in text
    drawn = [each.attributes.get("class", "") for each in page.elements if "svg" in each.inside]
    assert "bar degraded so-far" in drawn
    assert "point so-far" in drawn
    assert drawn.count("line so-far") == 1
    assert "W37…" in text


def test_week_that_the_period_cuts_is_marked_though_the_period_is_over(store: Path) -> None:
    period = parse_days("2026-08-24", "2026-09-08", now=LATER, zone=UTC)
    report = told(store, period, LATER)
    assert report.period.until is None
    text = MarkdownFormat().render(report)
    assert "2026-W37, which is told until Wed 9 Sep 2026, 00:00 UTC." in text
    assert "so far:" not in text


def test_week_ends_by_the_clock_on_the_wall(store: Path) -> None:
    zone = ZoneInfo("Pacific/Auckland")
    period = parse_week("2026-W37", zone)
    almost = told(store, period, period.end - timedelta(minutes=1), zone.key)
    assert almost.period.until is not None
    assert "so far: until Sun 13 Sep 2026, 23:59 NZST" in MarkdownFormat().render(almost)
    assert told(store, period, period.end, zone.key).period.until is None


def test_terminal_says_so(current: Report, over: Report) -> None:
    text = StatsText().render(current)
    assert (
        "2026-W37: Mon 7 Sep 2026 to Sun 13 Sep 2026, so far: until Wed 9 Sep 2026, 14:00" in text
    )
    assert "2026-W33 to 2026-W37 so far\n" in text
    assert "so far" not in StatsText().render(over)


def test_machines_get_the_time(current: Report, over: Report) -> None:
    told_now, told_later = (json.loads(JsonFormat().render(each)) for each in (current, over))
    assert told_now["period"]["until"] == told_now["trend"]["until"] == "2026-09-09T14:00:00Z"
    assert told_later["period"]["until"] is told_later["trend"]["until"] is None
    weeks = list(csv.DictReader(StringIO(CsvTables().render_files(current)["weeks.csv"])))
    assert [each["until"] for each in weeks] == ["", "", "", "", "2026-09-09T14:00:00Z"]


def test_index_marks_its_last_week(current: Report, over: Report) -> None:
    assert "5 weeks, 2026-W33 to 2026-W37 so far.\n" in index_page((), current.trend)
    assert "| 2026-W37 so far |" in index_page((), current.trend)
    assert "5 weeks, 2026-W33 to 2026-W37.\n" in index_page((), over.trend)


def test_days_are_called_by_their_name(store: Path) -> None:
    period = parse_days("2026-09-01", "2026-09-30", now=LATER, zone=UTC)
    assert " so far in 2026-09-01 to 2026-09-30" in told(store, period, WEDNESDAY).headline


def test_week_without_a_run_says_so_too() -> None:
    report = build_report(rows(), period=WEEK, time_zone="UTC", now=WEDNESDAY)
    assert report.headline == "No run of Renovate is on record so far this week."
    later = build_report(rows(runs=[run(0, turn())]), period=WEEK, time_zone="UTC")
    assert later.period == WEEK
    assert WEEK.start == MONDAY
