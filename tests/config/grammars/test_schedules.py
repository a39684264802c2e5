from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.grammars.cron_patterns import LAST, CronPattern, parse_cron
from renovate_kit.config.grammars.schedules import (
    Bound,
    Constraint,
    Period,
    ScheduleCrashError,
    ScheduleFault,
    TextSchedule,
    first_time_window,
    parse_schedule,
    schedule_problem,
    with_full_hours,
)
from renovate_kit.config.grammars.text_schedules import parse_text_schedule
from tests.config.grammars.recorded import recorded

_VERDICTS = recorded("schedules")
_FULL_FIELDS: dict[str, list[Any]] = {
    "seconds": list(range(60)),
    "minutes": list(range(60)),
    "hours": list(range(24)),
    "days": list(range(1, 32)),
    "months": list(range(1, 13)),
    "weekdays": [[0, 1, 2, 3, 4, 5]] * 7,
}
_SUFFIXES = {Bound.EXACT: "", Bound.AFTER: "_a", Bound.BEFORE: "_b"}


def test_accepts_what_renovate_accepts() -> None:
    assert len(_VERDICTS["accepted"]) >= 400
    assert [text for text in _VERDICTS["accepted"] if schedule_problem([text])] == []


@pytest.mark.parametrize("fault", list(ScheduleFault))
def test_finds_the_fault_that_renovate_finds(fault: ScheduleFault) -> None:
    texts = _VERDICTS[fault.name]
    assert len(texts) >= 40
    problems = [schedule_problem([text]) for text in texts]
    assert [problem.fault if problem else None for problem in problems] == [fault] * len(texts)


def test_reports_what_makes_renovate_crash() -> None:
    assert len(_VERDICTS["crashing"]) >= 30
    for text in _VERDICTS["crashing"]:
        with pytest.raises(ScheduleCrashError):
            schedule_problem([text])


def test_understands_sentences_as_later_does() -> None:
    assert len(_VERDICTS["meanings"]) >= 150
    for text, alternatives, exceptions in _VERDICTS["meanings"]:
        schedule = parse_text_schedule(with_full_hours(text))
        assert schedule.is_complete, text
        assert _as_later_writes(schedule.alternatives) == alternatives, text
        assert _as_later_writes(schedule.exceptions) == exceptions, text


def _as_later_writes(rows: tuple[tuple[Constraint, ...], ...]) -> list[dict[str, list[int]]]:
    return [{f"{c.period}{_SUFFIXES[c.bound]}": list(c.values) for c in row} for row in rows]


def test_finds_the_time_windows_that_later_finds() -> None:
    assert len(_VERDICTS["windows"]) >= 40
    for text, window in _VERDICTS["windows"]:
        assert first_time_window(with_full_hours(text)) == tuple(window), text


def test_understands_cron_expressions_as_croner_does() -> None:
    assert len(_VERDICTS["crons"]) >= 100
    for text, fields in _VERDICTS["crons"]:
        cron = parse_cron(text)
        assert cron is not None, text
        for name, recorded_values in fields.items():
            values = _FULL_FIELDS[name] if recorded_values == "*" else recorded_values
            assert _plain(getattr(cron, name)) == values, (text, name)


def _plain(value: object) -> object:
    match value:
        case frozenset():
            return sorted(value)
        case tuple():
            return [_plain(part) for part in value]
        case _:
            return value


@pytest.mark.parametrize(
    "value",
    [None, False, 0, "", [], "at any time", ["at any time", 5], ["before 5am", "* * * * *"]],
)
def test_accepts_values(value: object) -> None:
    assert schedule_problem(value) is None


@pytest.mark.parametrize(
    "value", [True, 5, {}, {"a": 1}, "before 5am", [None], [5], [["x"]], ["before 5am", 5]]
)
def test_refuses_values_that_make_renovate_crash(value: object) -> None:
    with pytest.raises(ScheduleCrashError):
        schedule_problem(value)


def test_names_the_first_bad_entry() -> None:
    problem = schedule_problem(["before 5am", "never", "@daily", 5])
    assert problem is not None
    assert (problem.fault, problem.index, problem.text) == (
        ScheduleFault.NOT_UNDERSTOOD,
        1,
        "never",
    )
    assert problem.message.startswith('"never" is neither a cron expression nor')


def test_cuts_long_entries_in_the_message() -> None:
    problem = schedule_problem(["x" * 10_000])
    assert problem is not None
    assert len(problem.message) < 200


def test_tells_the_meaning_of_a_sentence() -> None:
    assert parse_schedule("after 10pm and before 5am every weekday except on mon") == TextSchedule(
        alternatives=(
            (
                Constraint(period=Period.TIME, bound=Bound.AFTER, values=(22 * 3600,)),
                Constraint(period=Period.TIME, bound=Bound.BEFORE, values=(5 * 3600,)),
                Constraint(period=Period.DAY_OF_WEEK, bound=Bound.EXACT, values=(2, 3, 4, 5, 6)),
            ),
        ),
        exceptions=((Constraint(period=Period.DAY_OF_WEEK, bound=Bound.EXACT, values=(2,)),),),
        is_complete=True,
    )


def test_tells_the_meaning_of_a_cron_expression() -> None:
    cron = parse_schedule("* 0-3,22 L,15W JAN 1,5L")
    assert isinstance(cron, CronPattern)
    assert cron.hours == {0, 1, 2, 3, 22}
    assert not cron.days
    assert cron.last_day
    assert cron.nearest_weekdays == {15}
    assert cron.months == {1}
    assert cron.weekdays[1] == {1, 2, 3, 4, 5, LAST}
    assert cron.weekdays[5] == {LAST}
    assert cron.weekdays[0] == frozenset()
    assert cron.years is None


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("after 10:00pm and before 5:00am", (79_200, 18_000)),
        ("before 5:00am and after 10:00pm and nonsense", (79_200, 18_000)),
        ("before 5:00am also after 10:00pm", None),
        ("before 5:00am", None),
        ("nonsense", None),
        ("", None),
    ],
)
def test_compares_the_times_of_a_sentence(text: str, window: tuple[int, int] | None) -> None:
    assert first_time_window(text) == window


@pytest.mark.parametrize(
    ("text", "written_out"),
    [
        ("before 5am", "before 5:00am"),
        ("after 10pm and before 05am", "after 10:00pm and before 05:00am"),
        ("5am", "5am"),
        ("before 5 am", "before 5 am"),
        ("before 5AM", "before 5AM"),
    ],
)
def test_writes_short_hours_out(text: str, written_out: str) -> None:
    assert with_full_hours(text) == written_out


@pytest.mark.parametrize(
    "text",
    [
        "on the 1 through 999999999999 day of the month",
        "every 1 second between 1 and 99999999999",
        "on the " + "1," * 20_000 + "1 day",
        "in 2000" + "-9999,2000" * 500,
        "1" * 100_000,
        " " * 100_000,
        "* " + "1," * 20_000 + "1 * * *",
        "* " + "1" * 100_000 + " * * *",
    ],
)
def test_terminates_on_sizes_that_nobody_means(text: str) -> None:
    schedule_problem([text])


_WORDS = st.sampled_from(
    [
        *("every", "after", "before", "on the", "first", "last", "of", "in", "at", "and", ","),
        *("also", "except", "between", "starting on", "weekday", "weekend", "day", "month", "week"),
        *("hour", "minute", "mon", "friday", "jan", "ma", "5:00am", "22:00", "1", "2nd", "2025"),
        *("to", "-", "@", "*", "*/2", "1-5", "15W", "L", "5#1", "@daily", "?", "0"),
    ]
)


@given(st.lists(_WORDS, max_size=8).map(" ".join))
def test_any_sentence_is_judged(text: str) -> None:
    try:
        problem = schedule_problem([text])
    except ScheduleCrashError:
        return
    assert problem is None or problem.text == text


@given(st.integers(0, 59), st.integers(0, 23), st.integers(1, 31), st.integers(1, 12))
def test_a_cron_field_holds_its_number(minute: int, hour: int, day: int, month: int) -> None:
    cron = parse_cron(f"{minute} {hour} {day} {month} *")
    assert cron is not None
    assert cron.minutes == {minute}
    assert cron.hours == {hour}
    assert cron.days == {day}
    assert cron.months == {month}
