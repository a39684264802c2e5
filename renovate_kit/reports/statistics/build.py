"""The report of a period, from its rows."""

from datetime import datetime
from zoneinfo import ZoneInfo

from renovate_kit.errors import UsageError
from renovate_kit.reports.measures import RunMark
from renovate_kit.reports.report import Period, Report
from renovate_kit.reports.statistics.comparison import compare
from renovate_kit.reports.statistics.headline import write_headline
from renovate_kit.reports.statistics.history import History, assemble
from renovate_kit.reports.statistics.period_rows import PeriodRows
from renovate_kit.reports.statistics.problems import process_problems
from renovate_kit.reports.statistics.repository import in_order, report_repository
from renovate_kit.reports.statistics.run_attention import (
    about_problems,
    about_process_runs,
    about_silence,
)
from renovate_kit.reports.statistics.runs import summarise_runs
from renovate_kit.reports.statistics.trend import trend_of

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
    until = period.end if now is None else min(now, period.end)
    history = assemble(rows)
    runs = summarise_runs(history.runs, until=until, before=rows.starts_before)
    silence = about_silence(runs)
    repositories = tuple(
        report_repository(part, until=until, bot_stopped=bool(silence), forge_url=forge_url)
        for part in history.repositories
    )
    problems = process_problems(history.runs)
    attention = in_order(
        (
            *silence,
            *about_process_runs(history.runs),
            *about_problems(problems, last_result=None),
        )
    )
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
        trend=trend_of(rows.weeks),
        run_marks=_marks(history),
    )


def _marks(history: History) -> tuple[RunMark, ...]:
    return tuple(
        RunMark(
            started_at=outcome.run.started_at,
            verdict=outcome.verdict,
            duration_ms=outcome.duration_ms,
        )
        for outcome in history.runs
    )


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UsageError(
            f"{name!r} is no time zone", hint="use an IANA name such as Europe/Stockholm"
        ) from error
