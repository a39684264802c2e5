from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

from renovate_kit.reports.formats.charts.chart import Chart
from renovate_kit.reports.formats.charts.freshness_bar import freshness_bar
from renovate_kit.reports.formats.charts.open_pull_requests import open_pull_requests
from renovate_kit.reports.formats.charts.run_strip import MOST_RUNS, run_strip
from renovate_kit.reports.formats.charts.runs_per_week import runs_per_week
from renovate_kit.reports.measures import Freshness, RunMark, Trend
from renovate_kit.reports.report import Period, Verdict
from tests.reports import hand_made_figures

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SHAPES = {
    Verdict.HEALTHY: "circle",
    Verdict.DEGRADED: "path",
    Verdict.FAILED: "path",
    Verdict.INCOMPLETE: "circle",
}


def ran(started_at: datetime, verdict: Verdict = Verdict.HEALTHY) -> RunMark:
    return RunMark(started_at=started_at, verdict=verdict, duration_ms=5_500)


def days(first: datetime, amount: int) -> Period:
    return Period(name="days", start=first, end=first + timedelta(days=amount))


def strip(runs: list[RunMark], period: Period) -> Chart:
    chart = run_strip(runs, period, time_zone="Europe/Stockholm")
    assert chart is not None
    return chart


def parts(chart: Chart, kind: str) -> list[ET.Element]:
    """Return the elements of a picture that have a class and a title."""
    root = ET.fromstring(chart.svg)  # noqa: S314 - our own
    return [
        each
        for each in root.iter()
        if kind in each.get("class", "").split() and each.find("title") is not None
    ]


def number_of(element: ET.Element, name: str) -> float:
    return float(element.get(name, "nan"))


MONDAY = datetime(2026, 10, 19, tzinfo=STOCKHOLM)
WEEK = days(MONDAY, 7)


def hourly(hours: int, since: datetime = MONDAY) -> list[RunMark]:
    """Return runs by the clock of the world, each verdict after the other."""
    verdicts = list(Verdict)
    start = since.astimezone(UTC)
    return [ran(start + timedelta(hours=hour), verdicts[hour % 4]) for hour in range(hours)]


def test_strip_has_one_mark_for_each_run_in_the_shape_of_its_verdict() -> None:
    runs = hourly(169)
    chart = strip(runs, WEEK)
    marks = parts(chart, "mark")
    assert len(marks) == 169
    for verdict in Verdict:
        of_it = [mark for mark in marks if verdict.value in mark.get("class", "")]
        assert len(of_it) == sum(run.verdict is verdict for run in runs)
        assert {mark.tag for mark in of_it} == {SHAPES[verdict]}


def test_marks_that_share_a_tag_differ_in_shape_too() -> None:
    chart = strip(hourly(4), WEEK)
    triangle, cross = parts(chart, "degraded") + parts(chart, "failed")
    assert triangle.get("d", "").count("M") == 1
    assert cross.get("d", "").count("M") == 2


def test_each_mark_tells_its_time_and_verdict() -> None:
    (mark,) = parts(strip([ran(MONDAY, Verdict.FAILED)], WEEK), "mark")
    assert mark.findtext("title") == "Mon 19 Oct 2026, 00:00 CEST: failed"


def test_strip_stays_within_its_picture() -> None:
    for chart in (strip(hourly(169), WEEK), strip(hourly(900), days(MONDAY, 40))):
        root = ET.fromstring(chart.svg)  # noqa: S314 - our own
        _, _, width, height = map(float, root.get("viewBox", "").split())
        for circle in parts(chart, "healthy"):
            assert 0 <= number_of(circle, "cx") <= width
            assert 0 <= number_of(circle, "cy") <= height


def test_an_hour_that_comes_twice_is_drawn_twice() -> None:
    sunday = datetime(2026, 10, 25, tzinfo=UTC)
    summer, winter = (
        (number_of(mark, "cx"), number_of(mark, "cy"))
        for mark in parts(strip([ran(sunday), ran(sunday + timedelta(hours=1))], WEEK), "mark")
    )
    assert summer[0] == winter[0]
    assert summer[1] < winter[1]


def test_long_periods_have_a_row_for_each_week() -> None:
    def heights(period: Period) -> int:
        runs = [
            ran(period.start + timedelta(days=day, hours=12))
            for day in range((period.end - period.start).days)
        ]
        return len({number_of(mark, "cy") for mark in parts(strip(runs, period), "mark")})

    assert heights(days(MONDAY, 31)) == 31
    assert heights(days(MONDAY, 35)) == 5
    assert heights(days(datetime(2026, 12, 28, tzinfo=STOCKHOLM), 364)) == 52


def test_rows_are_named_after_days_or_weeks_and_week_53_is_one() -> None:
    assert ">Mon 19<" in strip(hourly(1), WEEK).svg
    new_year = datetime(2026, 12, 1, tzinfo=STOCKHOLM)
    chart = strip(hourly(1, new_year), days(new_year, 60))
    assert ">2026-W53<" in chart.svg
    assert ">2027-W01<" in chart.svg


def test_strip_is_left_out_where_it_could_not_be_read() -> None:
    assert run_strip([], WEEK, time_zone="UTC") is None
    assert run_strip([ran(MONDAY)] * (MOST_RUNS + 1), WEEK, time_zone="UTC") is None


def test_strip_says_what_it_shows_and_has_its_numbers() -> None:
    chart = strip(hourly(5), WEEK)
    assert chart.description == (
        "5 runs from Mon 19 Oct 2026 to Sun 25 Oct 2026: "
        "2 healthy, 1 degraded, 1 failed, 1 incomplete."
    )
    assert len(chart.table.rows) == 5
    assert chart.table.rows[1][1] == ("degraded",)


def bars() -> Chart:
    chart = runs_per_week(hand_made_figures.trend())
    assert chart is not None
    return chart


def test_bars_are_as_high_as_their_runs() -> None:
    drawn = parts(bars(), "bar")
    scale = {
        round(number_of(bar, "height") / float((bar.findtext("title") or "").split()[1]), 2)
        for bar in drawn
    }
    assert len(drawn) == 11
    assert len(scale) == 1


def test_bars_of_one_week_stand_on_each_other() -> None:
    *_, healthy, failed = parts(bars(), "bar")
    assert healthy.get("x") == failed.get("x")
    assert number_of(failed, "y") + number_of(failed, "height") == pytest.approx(
        number_of(healthy, "y"), abs=0.02
    )


def test_week_without_runs_is_a_week_with_a_line_at_zero() -> None:
    assert bars().svg.count('class="none"') == 1
    assert bars().table.rows[2] == (("2026-W35",), (0,), (0,), (0,), (0,), (0,))


def test_bars_say_how_the_last_week_compares() -> None:
    assert bars().description == (
        "158 runs in 2026-W43: 150 healthy, 8 failed; 0 to 160 a week in the 10 weeks before."
    )


def test_weeks_without_any_run_have_no_bars() -> None:
    idle = Trend(weeks=(hand_made_figures.week(0, healthy=0),))
    assert runs_per_week(idle) is None
    assert runs_per_week(Trend(weeks=())) is None


def test_one_week_is_compared_with_nothing() -> None:
    chart = runs_per_week(Trend(weeks=(hand_made_figures.week(0, healthy=1),)))
    assert chart is not None
    assert chart.description == "1 run in 2026-W33: 1 healthy."


def line(trend: Trend) -> Chart:
    chart = open_pull_requests(trend)
    assert chart is not None
    return chart


def test_line_breaks_where_the_number_is_unknown() -> None:
    chart = line(hand_made_figures.trend())
    assert len(parts(chart, "point")) == 10
    assert chart.svg.count('class="line"') == 8
    assert chart.table.rows[2] == (("2026-W35",), ("unknown",))
    assert chart.description == (
        "Open at the end of 2026-W43: 4; 1 to 10 in 9 earlier weeks that show it."
    )


def test_line_is_left_out_where_nothing_is_known() -> None:
    week = replace(hand_made_figures.week(0), open_at_end=None)
    assert open_pull_requests(Trend(weeks=(week, week))) is None


def test_number_that_is_unknown_now_is_said_to_be() -> None:
    known = hand_made_figures.week(0, opened=7)
    unknown = hand_made_figures.week(1, opened=None)
    assert line(Trend(weeks=(known, unknown))).description == (
        "Open at the end of 2026-W34: unknown; 7 in 1 earlier week that show it."
    )
    assert line(Trend(weeks=(known,))).description == "Open at the end of 2026-W33: 7."


def bar(freshness: Freshness) -> Chart:
    chart = freshness_bar(freshness)
    assert chart is not None
    return chart


def test_bar_has_a_part_for_each_state_as_wide_as_its_dependencies_are_many() -> None:
    drawn = parts(bar(hand_made_figures.freshness()), "bar")
    amounts = [int((part.findtext("title") or "").split()[0]) for part in drawn]
    assert amounts == [40, 3, 6, 2, 1, 1, 7]
    assert [round(number_of(part, "width") / 360 * 60, 1) for part in drawn] == amounts
    assert sum(number_of(part, "width") for part in drawn) == pytest.approx(360, abs=0.1)


def test_bar_leaves_out_states_without_dependencies() -> None:
    fresh = replace(
        hand_made_figures.freshness(),
        behind_major=0,
        behind_minor=0,
        behind_patch=0,
        behind_other=0,
        unknown=0,
        skipped=(),
    )
    assert bar(fresh).description == "Of 40 dependencies: 40 up to date."
    assert freshness_bar(replace(fresh, up_to_date=0)) is None


@pytest.mark.parametrize("most", [0, 1, 3, 7, 10, 99, 8_760, 123_456])
def test_scale_reaches_the_highest_number_in_a_few_steps(most: int) -> None:
    chart = line(Trend(weeks=(hand_made_figures.week(0, opened=most),)))
    root = ET.fromstring(chart.svg)  # noqa: S314 - our own
    labels = [each for each in root.iter("text") if each.get("text-anchor") == "end"]
    values = [int((label.text or "").replace("\u202f", "")) for label in labels]
    assert values[0] == 0
    assert values[-1] >= most
    assert 2 <= len(values) <= 5
    (point,) = parts(chart, "point")
    assert 0 < number_of(point, "cy") <= 132


@pytest.mark.parametrize(
    "chart",
    [
        bars(),
        line(hand_made_figures.trend()),
        bar(hand_made_figures.freshness()),
        strip(hourly(9), WEEK),
    ],
    ids=lambda c: c.title,
)
def test_pictures_are_told_to_people_who_do_not_see_them(chart: Chart) -> None:
    root = ET.fromstring(chart.svg)  # noqa: S314 - our own
    by_id = {each.get("id"): each for each in root.iter() if each.get("id")}
    assert root.get("role") == "img"
    assert by_id[root.get("aria-labelledby")].text == chart.title
    assert by_id[root.get("aria-describedby")].text == chart.description
    assert Counter(len(row) for row in chart.table.rows).keys() == {len(chart.table.columns)}
    assert "style=" not in chart.svg
