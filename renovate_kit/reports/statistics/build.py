"""The report of a period, from its rows."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from renovate_kit.errors import UsageError
from renovate_kit.reports.breakdowns import Breakdown
from renovate_kit.reports.measures import RunMark
from renovate_kit.reports.report import Period, Report, RepositoryReport
from renovate_kit.reports.statistics.breakdown import breakdowns_of
from renovate_kit.reports.statistics.comparison import compare
from renovate_kit.reports.statistics.forge_place import forge_of
from renovate_kit.reports.statistics.forge_views import forge_views, only_on_the_forge, read_since
from renovate_kit.reports.statistics.headline import write_headline
from renovate_kit.reports.statistics.history import assemble, grouped
from renovate_kit.reports.statistics.merge_times import MergeTally
from renovate_kit.reports.statistics.period_rows import PartRows, PeriodRows
from renovate_kit.reports.statistics.problems import process_problems
from renovate_kit.reports.statistics.repository import in_order, report_repository
from renovate_kit.reports.statistics.resources import resources_of
from renovate_kit.reports.statistics.run_attention import (
    about_problems,
    about_process_runs,
    about_silence,
)
from renovate_kit.reports.statistics.run_outcomes import RunOutcome, RunOutcomes
from renovate_kit.reports.statistics.runs import summarise_runs, summarise_starts
from renovate_kit.reports.statistics.security_section import by_repository, with_vulnerabilities
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
    silence = about_silence(summarise_starts(rows.runs, until=until, before=rows.starts_before))
    told = _Telling(rows=rows, period=period, until=until, forge_url=forge_url)
    told.read(bot_stopped=bool(silence))
    repositories = tuple(sorted(told.repositories, key=lambda part: part.repository))
    outcomes = told.outcomes.outcomes()
    runs = summarise_runs(outcomes, until=until, before=rows.starts_before)
    problems = process_problems(rows)
    of_process = about_process_runs(outcomes)
    attention = in_order((*silence, *of_process, *about_problems(problems, last_result=None)))
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
        trend=trend_of(rows.weeks),
        run_marks=_marks(outcomes),
        breakdowns=_breakdowns(repositories),
        resources=resources_of(rows.containers),
        merge_times=told.merges.times() if has_forge else None,
        earlier_merge_times=told.earlier_merges.times() if has_forge else None,
    )


class _Telling:
    """The reports of all repositories, part by part, and what they tell of whole runs.

    Attributes:
        repositories: their reports.
        merges: of the period, in those whose forge tells of it.
        earlier_merges: likewise since the weeks that make the trend.
        outcomes: of the runs.
    """

    def __init__(
        self, *, rows: PeriodRows, period: Period, until: datetime, forge_url: str | None
    ) -> None:
        runs = sorted(rows.runs, key=lambda run: (run.started_at, run.run_id))
        self._rows, self._period, self._until, self._forge_url = rows, period, until, forge_url
        self._runs = {run.run_id: run for run in runs}
        self._process_problems = grouped(rows.problems, lambda row: row.run_id)
        self._syncs = {sync.repository: sync for sync in rows.syncs}
        self._current = read_since(rows.syncs, runs[-1].started_at if runs else period.start)
        self._vulnerabilities = by_repository(rows.vulnerabilities)
        self._trend_since = min([period.start, *(week.period.start for week in rows.weeks[:1])])
        self.repositories: list[RepositoryReport] = []
        self.merges = MergeTally(period.start, period.end)
        self.earlier_merges = MergeTally(self._trend_since, period.end)
        self.outcomes = RunOutcomes(self._runs, self._process_problems)

    def read(self, *, bot_stopped: bool) -> None:
        """Read all parts, one after the other.

        Args:
            bot_stopped: whether all runs stopped, so that it is no news that a repository's did.
        """
        for part in self._rows.parts:
            reports = tuple(self._reports(part, bot_stopped=bot_stopped))
            told = {report.repository.lower() for report in reports if report.is_from_forge}
            self.repositories.extend(reports)
            merges = [row for row in part.merges if row.repository in told]
            self.merges.add(merges)
            self.earlier_merges.add(merges)

    def _reports(self, part: PartRows, *, bot_stopped: bool) -> Iterator[RepositoryReport]:
        histories = assemble(part, self._runs, self._process_problems)
        views = forge_views(
            part, histories, self._current, self._period, trend_since=self._trend_since
        )
        for history in (*histories, *only_on_the_forge(views, histories)):
            for turn in history.turns:
                self.outcomes.add(turn)
            name = history.repository.lower()
            forge = forge_of(self._forge_url, self._syncs.get(name), views.get(name))
            report = report_repository(
                history, until=self._until, bot_stopped=bot_stopped, forge=forge
            )
            yield with_vulnerabilities(report, self._vulnerabilities.get(name, ()))


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
