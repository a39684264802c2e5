from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.calendar.cron_jobs import parse_cron_job
from renovate_kit.config.calendar.meetings import Certainty, Drift, meetings, next_meeting
from renovate_kit.config.calendar.windows import Window
from tests.config.calendar.moments import shown, utc

MIDNIGHT = utc("2026-11-30")


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def drift(least: float, most: float) -> Drift:
    return Drift(least=minutes(least), most=minutes(most))


def window(start: float, end: float) -> Window:
    return Window(start=MIDNIGHT + minutes(start), end=MIDNIGHT + minutes(end))


@pytest.mark.parametrize(
    ("run", "certainty"),
    [
        (54, Certainty.NEVER),
        (55, Certainty.SOMETIMES),
        (59, Certainty.SOMETIMES),
        (60, Certainty.ALWAYS),
        (114, Certainty.ALWAYS),
        (115, Certainty.SOMETIMES),
        (119, Certainty.SOMETIMES),
        (120, Certainty.NEVER),
    ],
)
def test_a_run_asks_somewhere_within_its_drift(run: float, certainty: Certainty) -> None:
    (meeting,) = meetings([MIDNIGHT + minutes(run)], [window(60, 120)], drift(0, 5))

    assert meeting.certainty is certainty


def test_a_run_that_may_ask_between_two_windows_is_not_sure() -> None:
    windows = [window(0, 10), window(12, 20)]

    (meeting,) = meetings([MIDNIGHT + minutes(8)], windows, drift(0, 5))

    assert meeting.certainty is Certainty.SOMETIMES


def test_a_window_shorter_than_the_drift_is_not_sure() -> None:
    (meeting,) = meetings([MIDNIGHT], [window(2, 3)], drift(0, 5))

    assert meeting.certainty is Certainty.SOMETIMES


@given(
    edges=st.lists(st.integers(0, 200), unique=True, max_size=8).map(sorted),
    run=st.integers(0, 200),
    least=st.integers(0, 30),
    more=st.integers(0, 30),
)
def test_certainty_is_what_asking_at_each_minute_gives(
    edges: list[int], run: int, least: int, more: int
) -> None:
    windows = [window(*pair) for pair in zip(edges[::2], edges[1::2], strict=False)]
    asked = [
        MIDNIGHT + minutes(run + late / 2) for late in range(2 * least, 2 * (least + more) + 1)
    ]
    held = [any(one.start <= moment < one.end for one in windows) for moment in asked]
    expected = (
        Certainty.ALWAYS if all(held) else Certainty.SOMETIMES if any(held) else Certainty.NEVER
    )

    (meeting,) = meetings([MIDNIGHT + minutes(run)], windows, drift(least, least + more))

    # Windows that touch would be one, and edges here are whole minutes apart.
    assert meeting.certainty is expected


def test_the_next_sure_meeting_is_preferred_to_a_possible_one() -> None:
    hourly = parse_cron_job("57 * * * *", "UTC")

    found = next_meeting(hourly, ["before 4am on monday"], None, utc("2026-11-28"))

    assert found is not None
    assert (shown(found.run), found.certainty) == ("2026-11-30T00:57", Certainty.ALWAYS)


def test_a_possible_meeting_is_better_than_none() -> None:
    found = next_meeting(
        parse_cron_job("58 * * * *", "UTC"), ["after 5:00am and before 5:01am"], None, MIDNIGHT
    )

    assert found is not None
    assert (shown(found.run), found.certainty) == ("2026-11-30T04:58", Certainty.SOMETIMES)


def test_a_meeting_far_away_is_found() -> None:
    found = next_meeting(parse_cron_job("@hourly"), ["* 3 29 11 *"], None, MIDNIGHT)

    assert found is not None
    assert shown(found.run) == "2027-11-29T03:00"


def test_a_job_that_never_meets_has_no_next_meeting() -> None:
    hourly = parse_cron_job("@hourly")

    assert next_meeting(hourly, ["after 5:10am and before 5:50am"], None, MIDNIGHT) is None
    assert next_meeting(hourly, ["* * 31 2 *"], None, MIDNIGHT) is None
