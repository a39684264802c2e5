from datetime import timedelta

import pytest

from renovate_kit.config.calendar import Certainty, CronJob, Schedule, Verdict, make_calendar
from renovate_kit.config.calendar.calendar import ScheduleCalendar
from renovate_kit.errors import UsageError
from tests.config.calendar.moments import shown, utc

NOW = utc("2026-11-27T09:07:30")


def one_schedule(cron: str, *entries: str, zone: str | None = None) -> ScheduleCalendar:
    schedule = Schedule(option="schedule", entries=entries, time_zone=zone)
    (found,) = make_calendar(CronJob(schedule=cron, time_zone="UTC"), [schedule], NOW).schedules
    return found


@pytest.mark.parametrize(
    ("cron", "entry", "verdict"),
    [
        ("@hourly", "at any time", Verdict.OK),
        ("@hourly", "before 5am on monday", Verdict.OK),
        ("@hourly", "on the 20th day of the month", Verdict.OK),
        ("@daily", "after 5am", Verdict.NEVER),
        ("@weekly", "before 5am", Verdict.RARELY),
        ("@hourly", "after 5:10am and before 5:50am", Verdict.NEVER),
        ("57 4 * * *", "after 5am and before 6am", Verdict.RARELY),
        ("@hourly", "* * 31 2 *", Verdict.NEVER),
    ],
)
def test_the_verdict_says_how_a_schedule_gets_on(cron: str, entry: str, verdict: Verdict) -> None:
    assert one_schedule(cron, entry).verdict is verdict


def test_two_weeks_have_fourteen_days_from_now_on() -> None:
    found = one_schedule("@hourly", "before 5am", zone="Europe/Berlin")

    assert len(found.days) == 14
    assert shown(found.days[0].start) == "2026-11-27T09:07"
    assert shown(found.days[0].end) == "2026-11-27T23:00"
    assert shown(found.meetings[0].run) == "2026-11-27T10:00"
    assert shown(found.meetings[-1].run) == "2026-12-10T22:00"


def test_days_have_their_own_windows_and_starts() -> None:
    monday = one_schedule("@hourly", "before 4am on monday", zone="Europe/Berlin").days[3]

    assert f"{monday.date}" == "2026-11-30"
    assert [(shown(one.start), shown(one.end)) for one in monday.windows] == [
        ("2026-11-29T23:00", "2026-11-30T03:00")
    ]
    assert [shown(one.run) for one in monday.meetings if one.certainty is Certainty.ALWAYS] == [
        "2026-11-29T23:00",
        "2026-11-30T00:00",
        "2026-11-30T01:00",
        "2026-11-30T02:00",
    ]


def test_a_day_on_which_clocks_change_is_shorter_or_longer() -> None:
    schedule = Schedule(option="schedule", time_zone="Europe/Berlin")
    job = CronJob(schedule="@hourly")

    for start, hours in (("2026-03-28T23:00", 23), ("2026-10-24T22:00", 25)):
        (found,) = make_calendar(job, [schedule], utc(start), days=1).schedules
        (day,) = found.days

        assert day.end - day.start == timedelta(hours=hours)
        assert len(day.meetings) == hours
        assert len(day.changes) == 1


def test_missed_windows_are_whole_ones() -> None:
    found = one_schedule("30 12 * * *", "after 9am and before 10am")

    # Of today's window the end is left, which counts for nothing.
    assert [shown(window.start) for window in found.missed][:2] == [
        "2026-11-28T09:00",
        "2026-11-29T09:00",
    ]
    assert len(found.missed) == 13


def test_an_update_is_proposed_at_the_first_meeting_after_its_age() -> None:
    schedule = Schedule(
        option="schedule",
        entries=("before 4am on monday",),
        time_zone="Europe/Berlin",
        minimum_release_age="3 days",
    )
    (found,) = make_calendar(CronJob(schedule="@hourly"), [schedule], NOW).schedules

    assert found.next_meeting is not None
    assert shown(found.next_meeting.run) == "2026-11-29T23:00"
    assert found.proposal is not None
    assert shown(found.proposal.due) == "2026-11-30T09:07"
    assert found.proposal.meeting is not None
    assert shown(found.proposal.meeting.run) == "2026-12-06T23:00"


@pytest.mark.parametrize("age", [None, "soon", "-3 days", "9999 years"])
def test_without_an_age_that_can_be_read_there_is_no_proposal(age: str | None) -> None:
    schedule = Schedule(option="schedule", minimum_release_age=age)
    (found,) = make_calendar(CronJob(schedule="@hourly"), [schedule], NOW).schedules

    assert found.proposal is None


def test_equal_schedules_are_drawn_once() -> None:
    schedules = [
        Schedule(option="schedule", entries=("before 5am",)),
        Schedule(option="automergeSchedule", entries=("before 5am",)),
        Schedule(option="schedule", pointer=("major",), entries=("before 6am",)),
    ]

    made = make_calendar(CronJob(schedule="@hourly"), schedules, NOW)

    assert [[one.option for one in group.schedules] for group in made.schedules] == [
        ["schedule", "automergeSchedule"],
        ["schedule"],
    ]


def test_a_schedule_on_which_renovate_fails_is_never_met() -> None:
    found = one_schedule("@hourly", "* 5 * * *", zone="UTC+2")

    assert found.verdict is Verdict.NEVER
    assert found.failure is not None
    assert "UTC+2" in found.failure


def test_a_cron_job_that_kubernetes_refuses_is_an_error() -> None:
    with pytest.raises(UsageError):
        make_calendar(CronJob(schedule="@every 1h"), [], NOW)
