from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.calendar.windows import held_always, window_times
from renovate_kit.config.calendar.zones import clock_changes, go_zone, renovate_zone
from renovate_kit.config.grammars.schedules import ScheduleCrashError
from tests.config.calendar.moments import shown, utc

HOUR = timedelta(hours=1)
SPRING = (utc("2026-03-28T23:00"), utc("2026-03-29T22:00"))
AUTUMN = (utc("2026-10-24T22:00"), utc("2026-10-25T23:00"))


def windows(
    schedule: list[str], zone: str | None, start: datetime, end: datetime
) -> list[tuple[str, str]]:
    found = window_times(schedule, zone, start, end)
    return [(shown(window.start), shown(window.end)) for window in found]


@pytest.mark.parametrize(
    ("schedule", "zone"),
    [
        ([], None),
        ([""], None),
        (["at any time", "before 5am"], None),
        (["gibberish"], None),
        (["before 5am", "5 * * * *"], None),
        (["before 5am"], "Nowhere"),
    ],
)
def test_a_schedule_that_renovate_does_not_take_holds_always(
    schedule: list[str], zone: str | None
) -> None:
    start, end = utc("2026-11-30T03:07"), utc("2026-12-01")

    assert held_always(schedule, zone)
    assert windows(schedule, zone, start, end) == [("2026-11-30T03:07", "2026-12-01T00:00")]


def test_windows_are_on_the_clocks_of_the_zone() -> None:
    found = windows(
        ["before 5am on monday"], "America/New_York", utc("2026-11-28"), utc("2026-12-09")
    )

    assert found == [
        ("2026-11-30T05:00", "2026-11-30T10:00"),
        ("2026-12-07T05:00", "2026-12-07T10:00"),
    ]


def test_entries_that_touch_or_overlap_are_one_window() -> None:
    found = windows(
        ["after 10pm", "before 5am", "* 4-6 * * *"],
        None,
        utc("2026-11-28T12:00"),
        utc("2026-11-29T12:00"),
    )

    assert found == [("2026-11-28T22:00", "2026-11-29T07:00")]


@pytest.mark.parametrize("schedule", [["after 2am and before 3am"], ["after 1am and before 4am"]])
def test_clocks_that_go_forward_shorten_a_sentence(schedule: list[str]) -> None:
    found = window_times(schedule, "Europe/Berlin", *SPRING)
    usual = window_times(schedule, "Europe/Berlin", SPRING[1], SPRING[1] + 24 * HOUR)

    length = sum((one.end - one.start for one in found), timedelta())
    assert length == usual[0].end - usual[0].start - HOUR


def test_clocks_that_go_back_repeat_a_sentence() -> None:
    found = windows(["after 2am and before 3am"], "Europe/Berlin", *AUTUMN)

    assert found == [("2026-10-25T00:00", "2026-10-25T02:00")]


def test_a_cron_expression_does_not_hold_in_the_repeated_hour() -> None:
    assert windows(["* 2 * * *"], "Europe/Berlin", *AUTUMN) == [
        ("2026-10-25T00:00", "2026-10-25T01:00")
    ]
    assert windows(["* 1-4 * * *"], "Europe/Berlin", *AUTUMN) == [
        ("2026-10-24T23:00", "2026-10-25T01:00"),
        ("2026-10-25T02:00", "2026-10-25T04:00"),
    ]


def test_a_cron_expression_for_a_skipped_hour_holds_for_the_minute_after_it() -> None:
    assert windows(["* 2 * * *"], "Europe/Berlin", *SPRING) == [
        ("2026-03-29T01:00", "2026-03-29T01:01")
    ]


@pytest.mark.parametrize("zone", ["UTC+2", "local", "system"])
def test_a_cron_expression_with_a_zone_that_only_luxon_knows_is_a_crash(zone: str) -> None:
    with pytest.raises(ScheduleCrashError):
        window_times(["* 5 * * *"], zone, *SPRING)


def test_a_sentence_may_have_an_offset_as_its_zone() -> None:
    found = windows(["before 5am"], "UTC-3", utc("2026-11-30"), utc("2026-12-01"))

    assert found == [("2026-11-30T03:00", "2026-11-30T08:00")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("* * L * *", ["2026-11-30", "2026-12-31"]),
        ("* * LW * *", ["2026-11-30", "2026-12-31"]),
        ("* * 12W * *", ["2026-11-12", "2026-12-11"]),
        ("* * * * 5L", ["2026-11-27", "2026-12-25"]),
        ("* * * * 1#1", ["2026-11-02", "2026-12-07"]),
        ("* * 1-7 * 1", ["2026-11-02", "2026-12-07"]),
        ("* * * * * * 2027", []),
        ("on the last day of the month", ["2026-11-30", "2026-12-31"]),
        ("on the first day instance on friday", ["2026-11-06", "2026-12-04"]),
        ("on the last day instance on friday", ["2026-11-27", "2026-12-25"]),
        ("on the 50th week of the year on monday", ["2026-12-07"]),
        ("on the last week of the month on sunday", ["2026-11-29", "2026-12-27"]),
        ("before 5am on the last day of the year", ["2026-12-31"]),
        ("in 2027 on monday", []),
        ("on the 1st day of the month except on sunday", ["2026-12-01"]),
    ],
)
def test_days_are_those_that_the_text_names(text: str, days: list[str]) -> None:
    found = window_times([text], None, utc("2026-11-01"), utc("2027-01-01"))

    assert [f"{window.start:%Y-%m-%d}" for window in found] == days


@given(
    after=st.integers(0, 24 * 60 - 2),
    length=st.integers(1, 24 * 60),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/Havana", "Australia/Lord_Howe"]),
    start=st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - as Hypothesis
    asked=st.lists(st.integers(0, 3 * 24 * 60 - 1), min_size=1, max_size=20),
)
def test_a_sentence_holds_when_the_clock_says_so(
    after: int, length: int, zone: str, start: datetime, asked: list[int]
) -> None:
    before = min(after + length, 24 * 60 - 1)
    text = f"after {after // 60:02}:{after % 60:02} and before {before // 60:02}:{before % 60:02}"
    begin = utc(start.isoformat()).replace(second=0, microsecond=0)
    found = window_times([text], zone, begin, begin + timedelta(days=3))

    for minutes in asked:
        moment = begin + timedelta(minutes=minutes)
        clock = moment.astimezone(ZoneInfo(zone))
        holds = any(window.start <= moment < window.end for window in found)
        assert holds is (after <= 60 * clock.hour + clock.minute < before)


@given(
    cuts=st.lists(st.integers(0, 14 * 24 * 60), min_size=1, max_size=5),
    schedule=st.sampled_from(
        [
            ["before 5am"],
            ["* 2 * * *"],
            ["* 0-23/2 * * *"],
            ["every weekend"],
            ["after 1:30am", "* 2 1 * *"],
        ]
    ),
)
def test_a_stretch_of_time_can_be_cut_anywhere(cuts: list[int], schedule: list[str]) -> None:
    start = utc("2026-10-20T07:13")
    end = start + timedelta(days=14)
    whole = window_times(schedule, "Europe/Berlin", start, end)
    edges = [start, *sorted(start + timedelta(minutes=cut) for cut in cuts), end]
    parts = [
        window
        for first, last in pairwise(edges)
        for window in window_times(schedule, "Europe/Berlin", first, last)
    ]

    assert sum((one.end - one.start for one in parts), timedelta()) == sum(
        (one.end - one.start for one in whole), timedelta()
    )


def test_zones_are_found_by_the_names_that_each_program_takes() -> None:
    assert str(go_zone("Europe/Berlin")) == "Europe/Berlin"
    assert go_zone("Local") is None
    assert go_zone("../Berlin") is None
    assert str(renovate_zone("europe/BERLIN")) == "Europe/Berlin"
    assert renovate_zone("Nowhere") is None
    assert renovate_zone("UTC+99") is not None


def test_changes_of_the_clocks() -> None:
    zone = renovate_zone("Europe/Berlin")
    assert zone is not None

    (spring, autumn) = clock_changes(zone, utc("2026-01-01"), utc("2027-01-01"))

    assert (shown(spring.at), spring.shift) == ("2026-03-29T01:00", HOUR)
    assert (shown(autumn.at), autumn.shift) == ("2026-10-25T01:00", -HOUR)
    assert (spring.shown_before.hour, spring.shown_after.hour) == (2, 3)
