"""The reports of all repositories, part by part."""

from collections.abc import Iterator

from renovate_kit.reports.report import Period, RepositoryReport
from renovate_kit.reports.statistics.forge_place import forge_of
from renovate_kit.reports.statistics.forge_views import forge_views, only_on_the_forge, read_since
from renovate_kit.reports.statistics.history import assemble, grouped
from renovate_kit.reports.statistics.merge_times import MergeTally
from renovate_kit.reports.statistics.period_rows import PartRows, PeriodRows
from renovate_kit.reports.statistics.repository import report_repository
from renovate_kit.reports.statistics.run_outcomes import RunOutcomes
from renovate_kit.reports.statistics.runs import Due
from renovate_kit.reports.statistics.security_section import by_repository, with_vulnerabilities

__all__ = ["RepositoryReports"]


class RepositoryReports:
    """The reports of all repositories, part by part, and what they tell of whole runs.

    Attributes:
        reports: of the repositories, in no order.
        merges: of the period, in those whose forge tells of it.
        earlier_merges: since the weeks that make the trend, in all whose forge was read late
            enough, also those without a report.
        outcomes: of the runs.
    """

    def __init__(
        self, *, rows: PeriodRows, period: Period, due: Due, forge_url: str | None
    ) -> None:
        runs = sorted(rows.runs, key=lambda run: (run.started_at, run.run_id))
        self._rows, self._period, self._due, self._forge_url = rows, period, due, forge_url
        self._runs = {run.run_id: run for run in runs}
        self._process_problems = grouped(rows.problems, lambda row: row.run_id)
        self._syncs = {sync.repository: sync for sync in rows.syncs}
        self._current = read_since(rows.syncs, runs[-1].started_at if runs else period.start)
        self._vulnerabilities = by_repository(rows.vulnerabilities)
        self._trend_since = min([period.start, *(week.period.start for week in rows.weeks[:1])])
        self.reports: list[RepositoryReport] = []
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
            self.reports.extend(reports)
            self.merges.add(row for row in part.merges if row.repository in told)
            # The trend counts repositories, too, of which there is nothing to tell in the period.
            self.earlier_merges.add(row for row in part.merges if row.repository in self._current)

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
            report = report_repository(history, due=self._due, bot_stopped=bot_stopped, forge=forge)
            yield with_vulnerabilities(report, self._vulnerabilities.get(name, ()))
