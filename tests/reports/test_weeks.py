"""Periods: ISO weeks across New Year, days of other lengths than 24 hours, and wrong words."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.errors import UsageError
from renovate_kit.reports.weeks import (
    parse_days,
    parse_last,
    parse_week,
    period_before,
    weeks_up_to,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)  # Friday, the 27th, in Stockholm


def hours(start: datetime, end: datetime) -> float:
    return (end.astimezone(UTC) - start.astimezone(UTC)) / timedelta(hours=1)


def test_weeks_of_a_trend_cross_new_year_with_week_53() -> None:
    weeks = weeks_up_to(parse_week("2027-W02", STOCKHOLM), count=4)
    assert [week.name for week in weeks] == ["2026-W52", "2026-W53", "2027-W01", "2027-W02"]
    assert weeks[1].start == datetime(2026, 12, 28, tzinfo=STOCKHOLM)
    assert all(one.end == other.start for one, other in pairwise(weeks))


@pytest.mark.parametrize(("name", "length"), [("2026-W13", 167), ("2026-W43", 169)])
def test_the_week_before_and_after_a_change_of_the_clock_is_a_week(name: str, length: int) -> None:
    changed = parse_week(name, STOCKHOLM)
    following = parse_week(f"2026-W{int(name[-2:]) + 1}", STOCKHOLM)
    assert hours(changed.start, changed.end) == length
    assert period_before(following) == changed
    before = period_before(changed)
    assert hours(before.start, before.end) == 168
    assert period_before(changed).is_week


def test_a_period_that_ends_within_a_week_ends_the_trend() -> None:
    period = parse_days("2026-09-01", "2026-09-09", now=NOW, zone=STOCKHOLM)
    weeks = weeks_up_to(period, count=2)
    assert [week.name for week in weeks] == ["2026-W36", "2026-W37"]
    assert weeks[-1].end == period.end == datetime(2026, 9, 10, tzinfo=STOCKHOLM)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2080, 1, 1)),  # noqa: DTZ001 - a day
    st.integers(1, 60),
    st.sampled_from(["UTC", "Europe/Stockholm", "America/St_Johns", "Pacific/Apia"]),
)
def test_weeks_are_without_gaps(at: datetime, count: int, zone: str) -> None:
    year, week, _ = at.isocalendar()
    weeks = weeks_up_to(parse_week(f"{year}-W{week}", ZoneInfo(zone)), count=count)
    assert len(weeks) == count
    assert all(each.is_week for each in weeks)
    assert all(one.end == other.start for one, other in pairwise(weeks))


def test_days_are_counted_with_both_ends() -> None:
    period = parse_days("2026-09-07", "2026-09-09", now=NOW, zone=STOCKHOLM)
    assert period.name == "2026-09-07 to 2026-09-09"
    assert period.end == datetime(2026, 9, 10, tzinfo=STOCKHOLM)
    before = period_before(period)
    assert (before.start, before.end) == (
        datetime(2026, 9, 4, tzinfo=STOCKHOLM),
        period.start,
    )


def test_days_to_today_are_those_of_the_zone() -> None:
    period = parse_days("2026-11-27", None, now=NOW, zone=STOCKHOLM)
    assert period.name == "2026-11-27"


def test_seven_days_from_monday_are_a_week() -> None:
    period = parse_days("2026-09-07", "2026-09-13", now=NOW, zone=STOCKHOLM)
    assert period == parse_week("2026-W37", STOCKHOLM)


def test_last_days_and_weeks_are_over() -> None:
    days = parse_last("7d", now=NOW, zone=STOCKHOLM)
    assert days.name == "2026-11-20 to 2026-11-26"
    assert parse_last("1w", now=NOW, zone=STOCKHOLM) == parse_week("2026-W47", STOCKHOLM)
    weeks = parse_last("4w", now=NOW, zone=STOCKHOLM)
    assert weeks.name == "2026-10-26 to 2026-11-22"


@pytest.mark.parametrize("text", ["", "7", "0d", "7h", "-1d", "999999w", "d"])
def test_what_is_no_number_of_days_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_last(text, now=NOW, zone=STOCKHOLM)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-09-31", None),
        ("now", None),
        ("2026-09-08", "2026-09-07"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_what_are_no_days_is_refused(first: str, last: str | None) -> None:
    with pytest.raises(UsageError):
        parse_days(first, last, now=NOW, zone=STOCKHOLM)


@pytest.mark.parametrize("text", ["0001-W01", "1989-W52"])
def test_a_week_long_before_renovate_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="not that old"):
        parse_week(text, STOCKHOLM)
