from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renovate_kit.config.calendar.cron_jobs import parse_cron_job
from renovate_kit.config.calendar.runs import run_times
from renovate_kit.config.calendar.windows import window_times
from renovate_kit.config.deployment.run_meetings import (
    Verdict,
    is_every_full_hour,
    meeting_of,
    shortest_period,
)

HOUR = timedelta(hours=1)
YEAR = (datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))


def verdict(
    cron: str, zone: str | None, schedule: str, time_zone: str | None, delay: timedelta = HOUR
) -> Verdict:
    times = parse_cron_job(cron, zone)
    return meeting_of(times, [schedule], time_zone, longest_delay=delay).verdict


@pytest.mark.parametrize(
    ("cron", "zone", "schedule", "time_zone", "expected"),
    [
        ("@hourly", None, "before 5am on monday", "Europe/Berlin", Verdict.OFTEN),
        ("0 12 * * *", None, "before 5am on monday", "Europe/Berlin", Verdict.NEVER),
        ("0 3 * * *", None, "* 0-3 * * *", "Europe/Berlin", Verdict.NEVER),
        ("0 3 * * *", "Europe/Berlin", "* 0-3 * * *", "Europe/Berlin", Verdict.OFTEN),
        ("30 23 * * *", None, "before 4am", None, Verdict.IF_LATE),
        ("0 * * * *", None, "after 5:10am and before 5:50am", None, Verdict.IF_LATE),
        ("58 4 * * *", None, "before 5am", None, Verdict.IF_PROMPT),
        ("54 4 * * *", None, "before 5am", None, Verdict.OFTEN),
        ("@monthly", None, "before 4am on monday", None, Verdict.RARELY),
        ("0 3 * * 0", None, "* 0-3 * * *", None, Verdict.OFTEN),
        ("0 3 1 1 *", None, "* * 29 2 *", None, Verdict.NEVER),
        ("0 3 * * *", None, "* * 31 2 *", None, Verdict.IDLE),
        ("0 3 * * *", None, "at any time", None, Verdict.OFTEN),
    ],
)
def test_runs_and_a_schedule_meet_as_their_clocks_say(
    cron: str, zone: str | None, schedule: str, time_zone: str | None, expected: Verdict
) -> None:
    assert verdict(cron, zone, schedule, time_zone) is expected


def test_summer_time_moves_half_of_the_runs_out_of_a_window() -> None:
    times = parse_cron_job("0 12 * * *", "Asia/Tokyo")
    found = meeting_of(times, ["* 4 * * *"], "Europe/Berlin", longest_delay=HOUR)
    assert found.verdict is Verdict.RARELY
    assert (found.met, found.windows) == (156, 366)


def test_a_long_run_over_many_repositories_may_get_into_a_later_window() -> None:
    late = verdict("0 20 * * 0", None, "before 4am on monday", None, timedelta(hours=6))
    assert late is Verdict.IF_LATE
    assert verdict("0 20 * * 0", None, "before 4am on monday", None) is Verdict.NEVER


@given(
    hours=st.sets(st.integers(0, 23), min_size=1, max_size=4),
    minute=st.integers(0, 59),
    first=st.integers(0, 23),
    length=st.integers(0, 4),
    weekday=st.sampled_from(["*", "1", "0,6"]),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Etc/UTC"]),
)
@settings(max_examples=40, deadline=None)
def test_the_verdict_is_what_looking_at_every_run_of_a_year_says(
    hours: set[int], minute: int, first: int, length: int, weekday: str, zone: str
) -> None:
    cron = f"{minute} {','.join(map(str, sorted(hours)))} * * *"
    schedule = [f"* {first}-{min(first + length, 23)} * * {weekday}"]
    found = meeting_of(
        parse_cron_job(cron, "Europe/Berlin"), schedule, zone, longest_delay=timedelta()
    )
    runs = run_times(cron, "Europe/Berlin", *YEAR)
    windows = window_times(schedule, zone, *YEAR)
    delay = timedelta(minutes=5)
    met = sum(any(window.start <= run < window.end - delay for run in runs) for window in windows)
    if found.verdict in {Verdict.OFTEN, Verdict.RARELY}:
        assert (found.met, found.windows) == (met, len(windows))
    else:
        assert met == 0


@pytest.mark.parametrize(
    ("cron", "expected"),
    [("@hourly", True), ("0 */1 * * *", True), ("5 * * * *", False), ("0 * * * 1", False)],
)
def test_every_full_hour_is_nothing_less(cron: str, *, expected: bool) -> None:
    assert is_every_full_hour(parse_cron_job(cron)) is expected


@pytest.mark.parametrize(
    ("cron", "expected"),
    [
        ("@hourly", timedelta(hours=1)),
        ("0,50 * * * *", timedelta(minutes=10)),
        ("0 */5 * * *", timedelta(hours=4)),
        ("0 0 30 2 *", None),
    ],
)
def test_the_shortest_period_is_that_between_two_neighbours(
    cron: str, expected: timedelta | None
) -> None:
    assert shortest_period(parse_cron_job(cron)) == expected
