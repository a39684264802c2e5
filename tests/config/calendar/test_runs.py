from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.calendar.cron_jobs import parse_cron_job
from renovate_kit.config.calendar.runs import run_times, starts
from renovate_kit.errors import UsageError
from tests.config.calendar.moments import shown, utc

# What robfig/cron 3.0.1 answers, compiled with Go 1.19 and the zones of its own.
RECORDED = (
    (
        "30 2 * * *",
        "Europe/Berlin",
        "2026-03-28T12:00",
        ["2026-03-30T00:30", "2026-03-31T00:30", "2026-04-01T00:30", "2026-04-02T00:30"],
    ),
    (
        "30 2 * * *",
        "Europe/Berlin",
        "2026-10-24T12:00",
        ["2026-10-25T00:30", "2026-10-25T01:30", "2026-10-26T01:30", "2026-10-27T01:30"],
    ),
    (
        "0 2,3 * * *",
        "Europe/Berlin",
        "2026-03-28T12:00",
        ["2026-03-29T01:00", "2026-03-30T00:00", "2026-03-30T01:00", "2026-03-31T00:00"],
    ),
    (
        "0 0 * * *",
        "America/Havana",
        "2026-03-07T12:00",
        ["2026-03-09T04:00", "2026-03-10T04:00", "2026-03-11T04:00", "2026-03-12T04:00"],
    ),
    (
        "0 2 * * *",
        "Australia/Lord_Howe",
        "2026-04-03T12:00",
        ["2026-04-03T15:00", "2026-04-05T15:30", "2026-04-06T15:30", "2026-04-07T15:30"],
    ),
    (
        "45 1 * * *",
        "Australia/Lord_Howe",
        "2026-04-03T12:00",
        ["2026-04-03T14:45", "2026-04-04T14:45", "2026-04-04T15:15", "2026-04-05T15:15"],
    ),
    (
        "0 0 1 * 1",
        "UTC",
        "2026-11-28T00:00",
        ["2026-11-30T00:00", "2026-12-01T00:00", "2026-12-07T00:00", "2026-12-14T00:00"],
    ),
    (
        "0 0 */10 * 1",
        "UTC",
        "2026-11-28T00:00",
        ["2026-11-30T00:00", "2026-12-01T00:00", "2026-12-07T00:00", "2026-12-11T00:00"],
    ),
    (
        "0 0 ? 2 Mon",
        "UTC",
        "2026-11-28T00:00",
        ["2027-02-01T00:00", "2027-02-08T00:00", "2027-02-15T00:00", "2027-02-22T00:00"],
    ),
    (
        "0 0 29 2 *",
        "UTC",
        "2026-11-28T00:00",
        ["2028-02-29T00:00", "2032-02-29T00:00", "2036-02-29T00:00", "2040-02-29T00:00"],
    ),
    (
        "10/20 5 1 1 *",
        "UTC",
        "2026-11-28T00:00",
        ["2027-01-01T05:10", "2027-01-01T05:30", "2027-01-01T05:50", "2028-01-01T05:10"],
    ),
)


@pytest.mark.parametrize(("cron", "zone", "start", "expected"), RECORDED)
def test_starts_are_those_of_robfig_cron(
    cron: str, zone: str, start: str, expected: list[str]
) -> None:
    times = parse_cron_job(cron, zone)

    found = islice(starts(times, utc(start), utc("2100-01-01")), len(expected))

    assert [shown(run) for run in found] == expected


@pytest.mark.parametrize(
    ("macro", "cron"),
    [
        ("@yearly", "0 0 1 1 *"),
        ("@annually", "0 0 1 1 *"),
        ("@monthly", "0 0 1 * *"),
        ("@weekly", "0 0 * * 0"),
        ("@daily", "0 0 * * *"),
        ("@midnight", "0 0 * * *"),
        ("@hourly", "0 * * * *"),
    ],
)
def test_a_macro_is_a_schedule(macro: str, cron: str) -> None:
    start, end = utc("2026-01-01"), utc("2027-01-02")

    assert run_times(macro, None, start, end) == run_times(cron, None, start, end) != ()


def test_the_first_moment_counts_and_the_last_does_not() -> None:
    found = run_times("*/30 * * * *", None, utc("2026-01-01T00:00"), utc("2026-01-01T01:00"))

    assert [shown(run) for run in found] == ["2026-01-01T00:00", "2026-01-01T00:30"]


def test_a_start_within_a_minute_has_passed() -> None:
    start = utc("2026-01-01T00:00:01")

    assert run_times("0 0 * * *", None, start, start + timedelta(hours=24)) == (utc("2026-01-02"),)


def test_a_date_that_never_comes_has_no_starts() -> None:
    assert run_times("0 0 31 2 *", "Europe/Berlin", utc("2026-01-01"), utc("2100-01-01")) == ()


def test_an_empty_list_names_nothing() -> None:
    assert run_times(", * * * *", None, utc("2026-01-01"), utc("2027-01-01")) == ()


@pytest.mark.parametrize(
    ("cron", "zone", "assumed", "in_schedule"),
    [
        ("0 0 * * *", None, True, False),
        ("0 0 * * *", "Asia/Tokyo", False, False),
        ("TZ=Asia/Tokyo 0 0 * * *", None, False, True),
        ("CRON_TZ=Asia/Tokyo  @daily", "Europe/Berlin", False, True),
    ],
)
def test_it_is_known_where_the_zone_comes_from(
    cron: str, zone: str | None, *, assumed: bool, in_schedule: bool
) -> None:
    times = parse_cron_job(cron, zone)
    first = next(starts(times, utc("2026-01-01T01:00"), utc("2026-01-03")))

    assert (times.is_zone_assumed, times.is_zone_in_schedule) == (assumed, in_schedule)
    assert shown(first) == ("2026-01-02T00:00" if assumed else "2026-01-01T15:00")


@pytest.mark.parametrize(
    "cron",
    [
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 7",
        "5-2 * * * *",
        "1-2-3 * * * *",
        "*/0 * * * *",
        "*/a * * * *",
        "1/2/3 * * * *",
        "-1 * * * *",
        "mon * * * *",
        "* * L * *",
        "* * * * 5#1",
        "* * * * monday",
        "@reboot",
        "@Hourly",
        " @hourly",
        "@every 1h",
        "@every x",
        "TZ=Europe/Berlin",
        "TZ=Nowhere * * * * *",
        "TZ=../etc/passwd * * * * *",
        "TZ=Europe * * * * *",
    ],
)
def test_what_kubernetes_refuses_is_an_error(cron: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_cron_job(cron)

    assert raised.value.hint


@pytest.mark.parametrize("zone", ["", "Local", "local", "Nowhere", "Europe", "UTC+2"])
def test_a_time_zone_that_kubernetes_refuses_is_an_error(zone: str) -> None:
    with pytest.raises(UsageError, match="refuses the `timeZone`"):
        parse_cron_job("@hourly", zone)


def test_a_long_text_is_not_quoted_whole() -> None:
    with pytest.raises(UsageError) as raised:
        parse_cron_job("x" * 10_000)

    assert len(raised.value.message) < 200


# Zones without a change at midnight or by less than an hour: robfig/cron has quirks there.
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Sydney")
VALUES = {"minute": (0, 59), "hour": (0, 23), "day": (1, 31), "month": (1, 12), "weekday": (0, 6)}


@st.composite
def fields(draw: st.DrawFn, name: str) -> tuple[str, frozenset[int], bool]:
    low, high = VALUES[name]
    first, last = sorted(draw(st.tuples(*[st.integers(low, high)] * 2)))
    step = draw(st.integers(1, 9))
    forms: list[tuple[str, frozenset[int], bool]] = [
        ("*", frozenset(range(low, high + 1)), True),
        (f"*/{step}", frozenset(range(low, high + 1, step)), step == 1),
        (f"{first}", frozenset({first}), False),
        (f"{first}-{last}/{step}", frozenset(range(first, last + 1, step)), False),
        (f"{first},{last}", frozenset({first, last}), False),
    ]
    return forms[draw(st.integers(0, len(forms) - 1))]


@given(
    minute=fields("minute"),
    hour=fields("hour"),
    day=fields("day"),
    month=fields("month"),
    weekday=fields("weekday"),
    zone=st.sampled_from(ZONES),
    start=st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - as Hypothesis
)
def test_a_run_starts_at_each_minute_that_fits_on_the_clock(
    minute: tuple[str, frozenset[int], bool],
    hour: tuple[str, frozenset[int], bool],
    day: tuple[str, frozenset[int], bool],
    month: tuple[str, frozenset[int], bool],
    weekday: tuple[str, frozenset[int], bool],
    zone: str,
    start: datetime,
) -> None:
    begin = start.replace(second=0, microsecond=0, tzinfo=UTC)
    cron = " ".join(text for text, _, _ in (minute, hour, day, month, weekday))

    def fits(moment: datetime) -> bool:
        clock = moment.astimezone(ZoneInfo(zone))
        days = clock.day in day[1], clock.isoweekday() % 7 in weekday[1]
        is_day = all(days) if day[2] or weekday[2] else any(days)
        in_time = clock.minute in minute[1] and clock.hour in hour[1]
        return in_time and clock.month in month[1] and is_day

    minutes = (begin + timedelta(minutes=count) for count in range(36 * 60))
    expected = tuple(moment for moment in minutes if fits(moment))

    assert run_times(cron, zone, begin, begin + timedelta(hours=36)) == expected


def test_property_covers_both_changes_of_the_clocks() -> None:
    autumn = run_times("0 2 * * *", "Europe/Berlin", utc("2026-10-25"), utc("2026-10-26"))
    spring = run_times("0 2 * * *", "Europe/Berlin", utc("2026-03-29"), utc("2026-03-29T12:00"))

    assert (len(autumn), len(spring)) == (2, 0)
