import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.schedule_windows import EVERY_MINUTE, ever_holds, ever_meets

ALWAYS_POSSIBLE = (
    "before 5am on monday",
    "after 10pm every weekday",
    "every weekend",
    "on the first day of the month",
    "on the last day of the month",
    "of january",
    "* 0-4,22-23 * * 1-5",
    "* * 29 2 *",
    "* * 1-7 * 1",
    "* * L 2 *",
    "* * * * 5L",
    "* * * * 1#5",
)


@pytest.mark.parametrize("text", ALWAYS_POSSIBLE)
def test_a_usual_schedule_holds_at_some_time(text: str) -> None:
    assert ever_holds(text) is not False


@pytest.mark.parametrize(
    "text",
    [
        "* * 31 2 *",
        "* * 30 2 *",
        "* * 31 4,6,9,11 *",
        "* * 1-7 * 1#2",
        "after 5pm and before 5pm",
        "after 10pm and before 5am",
        "after 6am and before 5am of march",
        "on the 31st day of february",
    ],
)
def test_a_contradictory_schedule_holds_at_no_time(text: str) -> None:
    assert ever_holds(text) is False


@pytest.mark.parametrize("text", ["* * * * * * 2030", "* * 15W * *", "on the 3rd week of the year"])
def test_nothing_is_said_of_rare_schedules(text: str) -> None:
    assert ever_holds(text) is None


def test_an_hourly_job_misses_a_window_within_an_hour() -> None:
    assert ever_meets("after 5:10am and before 5:50am", [0]) is False
    assert ever_meets("after 5:10am and before 5:50am", [30]) is True


@pytest.mark.parametrize(
    "text", ["after 5:00am and before 5:01am", "after 4:59am and before 5:01am", "* 5 * * *"]
)
def test_an_hourly_job_meets_a_window_with_a_full_hour(text: str) -> None:
    assert ever_meets(text, [0]) is True


def test_a_schedule_ends_before_its_last_minute() -> None:
    assert ever_meets("after 4:30am and before 5:00am", [0]) is False


@given(
    after=st.integers(0, 24 * 60 - 1),
    before=st.integers(0, 24 * 60 - 1),
    minutes=st.sets(st.sampled_from(sorted(EVERY_MINUTE)), min_size=1),
)
def test_a_window_is_met_if_a_start_lies_in_it(after: int, before: int, minutes: set[int]) -> None:
    text = f"after {after // 60:02}:{after % 60:02} and before {before // 60:02}:{before % 60:02}"
    is_met = any(minute % 60 in minutes for minute in range(after, before))
    assert ever_meets(text, minutes) is is_met
