"""The report of a period, from its rows."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from renovate_kit.errors import UsageError
from renovate_kit.reports.breakdowns import Breakdown
from renovate_kit.reports.measures import RunMark
from renovate_kit.reports.report import Attention, Period, ProblemSummary, Report, RepositoryReport
from renovate_kit.reports.statistics.breakdown import breakdowns_of
from renovate_kit.reports.statistics.comparison import compare
from renovate_kit.reports.statistics.headline import write_headline
from renovate_kit.reports.statistics.period_rows import PeriodRows
from renovate_kit.reports.statistics.problems import process_problems
from renovate_kit.reports.statistics.repository import in_order
from renovate_kit.reports.statistics.repository_reports import RepositoryReports
from renovate_kit.reports.statistics.resources import resources_of
from renovate_kit.reports.statistics.run_attention import (
    about_problems,
    about_process_runs,
    about_silence,
)
from renovate_kit.reports.statistics.run_outcomes import RunOutcome
from renovate_kit.reports.statistics.runs import Due, summarise_runs, summarise_starts
from renovate_kit.reports.statistics.so_far import period_so_far, trend_so_far
from renovate_kit.reports.statistics.trend import trend_of
from renovate_kit.reports.statistics.usual_times import UsualTimes

__all__ = ["build_report"]


def build_report(
    rows: PeriodRows,
    *,
    period: Period,
    time_zone: str,
    now: datetime | None = None,
    forge_url: str | None = "https://github.com",
) -> Report:
    """Return the report of a period.

    Args:
        rows: all that is known of it.
        period: runs are due until its end.
        time_zone: IANA name of the zone in which the report tells times.
        now: for a period that is not over: up to when runs were due.
        forge_url: web address of the platform, or None if its addresses are not like GitHub's.

    Raises:
        UsageError: there is no such time zone.
    """
    _check_zone(time_zone)
    period = period_so_far(period, now)
    until = period.told_until
    due, before = Due(since=period.start, until=until, usual=_usual(rows)), rows.starts_before
    silence = about_silence(summarise_starts(rows.runs, due=due, before=before))
    told = RepositoryReports(rows=rows, period=period, due=due, forge_url=forge_url)
    told.read(bot_stopped=bool(silence))
    repositories = tuple(sorted(told.reports, key=lambda part: part.repository))
    outcomes = told.outcomes.outcomes()
    runs = summarise_runs(outcomes, due=due, before=before)
    problems = process_problems(rows)
    attention = (*silence, *_about_process(outcomes, problems))
    has_forge = any(part.is_from_forge for part in repositories)
    return Report(
        period=period,
        time_zone=time_zone,
        headline=write_headline(
            repositories,
            runs=runs,
            period=period,
            bot_attention=attention,
            asked_for=rows.asked_for,
        ),
        runs=runs,
        repositories=repositories,
        problems=problems,
        attention=attention,
        runs_without_time=rows.runs_without_time,
        comparison=compare(rows.figures, rows.figures_before),
        trend=trend_so_far(trend_of(rows.weeks), until),
        run_marks=_marks(outcomes),
        breakdowns=_breakdowns(repositories),
        resources=resources_of(rows.containers),
        merge_times=told.merges.times() if has_forge else None,
        earlier_merge_times=told.earlier_merges.times() if has_forge else None,
    )


def _usual(rows: PeriodRows) -> UsualTimes:
    """Return when runs started in the weeks up to the period."""
    return UsualTimes(run.started_at for week in rows.weeks for run in week.facts.runs)


def _about_process(
    outcomes: Sequence[RunOutcome], problems: Sequence[ProblemSummary]
) -> tuple[Attention, ...]:
    """Return what needs a person and belongs to no repository, but for silence."""
    last = about_problems(problems, last_result=None)
    return in_order((*about_process_runs(outcomes), *last))


def _breakdowns(repositories: Iterable[RepositoryReport]) -> tuple[Breakdown, ...]:
    return breakdowns_of(
        (part.repository, update) for part in repositories for update in part.updates or ()
    )


def _marks(outcomes: Iterable[RunOutcome]) -> tuple[RunMark, ...]:
    return tuple(
        RunMark(
            started_at=outcome.run.started_at,
            verdict=outcome.verdict,
            duration_ms=outcome.duration_ms,
        )
        for outcome in outcomes
    )


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UsageError(
            f"{name!r} is no time zone", hint="use an IANA name such as Europe/Stockholm"
        ) from error
