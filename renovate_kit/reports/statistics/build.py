"""The report of a period, from its rows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from renovate_kit.errors import UsageError
from renovate_kit.reports.breakdowns import Breakdown, MergeTimes
from renovate_kit.reports.measures import RunMark
from renovate_kit.reports.report import Attention, Period, ProblemSummary, Report, RepositoryReport
from renovate_kit.reports.statistics.breakdown import breakdowns_of
from renovate_kit.reports.statistics.comparison import compare
from renovate_kit.reports.statistics.forge_place import Forge, forge_of
from renovate_kit.reports.statistics.forge_views import forge_views, only_on_the_forge
from renovate_kit.reports.statistics.headline import write_headline
from renovate_kit.reports.statistics.history import History, RepositoryHistory, assemble
from renovate_kit.reports.statistics.merge_times import merge_times
from renovate_kit.reports.statistics.period_rows import PeriodRows
from renovate_kit.reports.statistics.problems import process_problems
from renovate_kit.reports.statistics.repository import in_order, report_repository
from renovate_kit.reports.statistics.resources import resources_of
from renovate_kit.reports.statistics.run_attention import (
    about_problems,
    about_process_runs,
    about_silence,
)
from renovate_kit.reports.statistics.runs import summarise_runs
from renovate_kit.reports.statistics.security_section import by_repository, with_vulnerabilities
from renovate_kit.reports.statistics.so_far import period_so_far, trend_so_far
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
    period = period_so_far(period, now)
    until = period.told_until
    history = assemble(rows)
    runs = summarise_runs(history.runs, until=until, before=rows.starts_before)
    silence = about_silence(runs)
    vulnerabilities = by_repository(rows.vulnerabilities)
    repositories = tuple(
        with_vulnerabilities(
            report_repository(part, until=until, bot_stopped=bool(silence), forge=forge),
            vulnerabilities.get(part.repository.lower(), ()),
        )
        for part, forge in _parts(rows, history, period, forge_url)
    )
    problems = process_problems(history)
    since = _trend_since(rows, period)
    attention = (*silence, *_about_process(history, problems))
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
        run_marks=_marks(history),
        breakdowns=_breakdowns(repositories),
        resources=resources_of(rows.containers),
        merge_times=_merge_times(rows, repositories, period.start, period.end),
        earlier_merge_times=_merge_times(rows, repositories, since, period.end),
    )


def _about_process(history: History, problems: Sequence[ProblemSummary]) -> tuple[Attention, ...]:
    """Return what needs a person and belongs to no repository, but for silence."""
    last = about_problems(problems, last_result=None)
    return in_order((*about_process_runs(history.runs), *last))


def _breakdowns(repositories: Iterable[RepositoryReport]) -> tuple[Breakdown, ...]:
    return breakdowns_of(
        (part.repository, update) for part in repositories for update in part.updates or ()
    )


def _parts(
    rows: PeriodRows, history: History, period: Period, forge_url: str | None
) -> Iterator[tuple[RepositoryHistory, Forge]]:
    """Yield each repository with its forge, by name."""
    views = forge_views(rows.forge, history, period, trend_since=_trend_since(rows, period))
    syncs = {sync.repository: sync for sync in rows.forge.syncs}
    parts = (*history.repositories, *only_on_the_forge(views, history))
    for part in sorted(parts, key=lambda part: part.repository):
        name = part.repository.lower()
        yield part, forge_of(forge_url, syncs.get(name), views.get(name))


def _merge_times(
    rows: PeriodRows, repositories: Iterable[RepositoryReport], since: datetime, until: datetime
) -> MergeTimes | None:
    """Return the times to merge in all repositories of which a forge tells them."""
    told = {part.repository.lower() for part in repositories if part.is_from_forge}
    if not told:
        return None
    merges = [row for row in rows.forge.merges if row.repository in told]
    return merge_times(merges, since=since, until=until)


def _trend_since(rows: PeriodRows, period: Period) -> datetime:
    return min([period.start, *(week.period.start for week in rows.weeks[:1])])


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
