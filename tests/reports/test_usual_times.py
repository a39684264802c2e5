"""Runs that a schedule leaves out are not missing."""

from dataclasses import replace
from datetime import timedelta

from renovate_kit.reports.report import AttentionKind, Gap
from renovate_kit.reports.statistics.build import build_report
from renovate_kit.reports.statistics.period_rows import PeriodFigures, PeriodRows
from renovate_kit.reports.statistics.usual_times import UsualTimes
from renovate_kit.reports.store.week_rows import PeriodFacts, PullRequestFacts, RunFactsRow
from tests.reports.period import MONDAY, WEEK, rows, run, turn
from tests.reports.questions import kinds

HOUR = timedelta(hours=1)
SEVEN_DAYS = timedelta(days=7)
WORKDAYS = range(5 * 24)


def starts_of(back: int, hours: range = WORKDAYS) -> list[int]:
    """Return the starts of a week before the period, in hours after its Monday."""
    return [hour - back * 7 * 24 for hour in hours]


def with_weeks(known: PeriodRows, *weeks: list[int]) -> PeriodRows:
    nothing = PullRequestFacts(
        repositories=0,
        visited=frozenset(),
        repositories_shown=0,
        standing=0,
        changed=(),
        vanished=(),
        deeds=(),
    )
    figures = [
        PeriodFigures(
            period=replace(WEEK, start=MONDAY - SEVEN_DAYS, end=MONDAY),
            facts=PeriodFacts(
                runs=tuple(_facts(hour) for hour in week),
                created=0,
                automerged=0,
                problems=0,
                pull_requests=nothing,
                lib_years=None,
                behind=None,
            ),
        )
        for week in weeks
    ]
    return replace(known, weeks=figures)


def _facts(hour: int) -> RunFactsRow:
    made = run(0, turn(), started_at=MONDAY + hour * HOUR).run
    return RunFactsRow(
        run_id=made.run_id,
        started_at=made.started_at,
        renovate_version=made.renovate_version,
        detail=made.detail,
        complete=True,
        exit_code=None,
        outcomes=(),
        levels=frozenset(),
        has_branch_error=False,
    )


def this_week(*weeks: list[int], hours: range = WORKDAYS) -> PeriodRows:
    known = rows(runs=[run(hour, turn()) for hour in hours])
    return with_weeks(known, *weeks, list(hours))


def test_weekends_of_a_schedule_for_workdays_are_no_gap() -> None:
    known = this_week(starts_of(2), starts_of(1))
    report = build_report(known, period=WEEK, time_zone="UTC")
    assert report.runs.gaps == ()
    assert kinds(report) == []


def test_the_first_weekend_may_be_an_outage() -> None:
    report = build_report(this_week(starts_of(1)), period=WEEK, time_zone="UTC")
    last = MONDAY + WORKDAYS[-1] * HOUR
    assert report.runs.gaps == (Gap(after=last, until=None, missed_runs=48),)
    assert kinds(report) == [AttentionKind.SILENCE]


def test_an_outage_on_a_workday_counts_without_the_weekend() -> None:
    known = this_week(starts_of(2), starts_of(1), hours=range(4 * 24))
    (gap,) = build_report(known, period=WEEK, time_zone="UTC").runs.gaps
    assert (gap.until, gap.missed_runs) == (None, 24)


def test_weeks_without_any_run_teach_nothing() -> None:
    usual = UsualTimes(MONDAY + hour * HOUR for hour in (*starts_of(5), *starts_of(4)))
    assert not usual.leave_out(MONDAY + HOUR, HOUR)
    assert not usual.leave_out(MONDAY + 6 * 24 * HOUR, HOUR)
