"""`renovate-kit report errors`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from renovate_kit.cli.choices import RepositoriesOption, StoreOption
from renovate_kit.cli.errors import IgnoreFileOption, ignores_in
from renovate_kit.cli.period_choice import (
    FromOption,
    LastOption,
    ToOption,
    WeekOption,
    period_or_last_week,
)
from renovate_kit.cli.report_destination import (
    FormatOption,
    OutputOption,
    ReportFormatName,
    destination_of,
)
from renovate_kit.cli.report_files import Content, stem_of, write_contents
from renovate_kit.cli.report_settings import (
    LocaleOption,
    ReportZoneOption,
    chosen_notation,
    report_settings,
)
from renovate_kit.cli.settings import default_store

if TYPE_CHECKING:
    from renovate_kit.reports.problem_report import ProblemReport
    from renovate_kit.reports.report import Period

__all__ = ["ERRORS_EPILOG", "of_errors"]

ERRORS_EPILOG = """\b
Examples:
  renovate-kit report errors --week 2026-W37
  renovate-kit report errors --last 7d --format csv --output problems.zip
  renovate-kit report errors --format html --time-zone Europe/Stockholm --output site/

Exit codes: 0 written, 2 wrong usage, 3 the store could not be read, the period is yet to come, or
the file could not be written."""


def of_errors(  # noqa: PLR0913 - one for each flag
    *,
    week: WeekOption = None,
    first_day: FromOption = None,
    last_day: ToOption = None,
    last: LastOption = None,
    repository: RepositoriesOption = None,
    time_zone: ReportZoneOption = None,
    output_format: FormatOption = None,
    locale: LocaleOption = None,
    output: OutputOption = None,
    ignore_file: IgnoreFileOption = None,
    store: StoreOption = None,
) -> None:
    """Tell which problems the runs of a period had, as known at its end.

    Times are in UTC, and in HTML in the time zone of the period.
    """
    from renovate_kit.reports.problem_pipeline import list_problems
    from renovate_kit.reports.statistics.so_far import period_so_far
    from renovate_kit.reports.store import open_store

    destination = destination_of(output, output_format)
    now = datetime.now(UTC)
    settings = report_settings(Path.cwd())
    zone = time_zone or settings.time_zone
    chosen = period_or_last_week(week, (first_day, last_day), last, now, zone)
    period = period_so_far(chosen, now)
    ignores = ignores_in(ignore_file, now.date())
    with open_store(store or default_store(), create=False) as opened:
        report = list_problems(
            opened,
            since=period.start,
            until=period.told_until,
            repositories=repository or (),
            ignores=ignores,
        )
    with chosen_notation(settings, locale):
        write_contents(
            destination,
            stem=f"errors-{stem_of(period)}",
            render=lambda name: _problems_as(name, report, period, zone),
        )


def _problems_as(
    name: ReportFormatName, report: "ProblemReport", period: "Period", time_zone: str
) -> Content:
    match name:
        case ReportFormatName.MARKDOWN:
            from renovate_kit.reports.formats.errors_markdown import ErrorsMarkdown

            return ErrorsMarkdown().render(report, everything=False)
        case ReportFormatName.HTML:
            from renovate_kit.reports.formats.errors_html import ErrorsHtml

            return ErrorsHtml(period, time_zone=time_zone).render(report, everything=False)
        case ReportFormatName.JSON:
            from renovate_kit.reports.formats.errors_json import ErrorsJson

            return ErrorsJson().render(report, everything=False)
        case ReportFormatName.CSV:
            from renovate_kit.reports.formats.errors_csv import ErrorsCsv

            return ErrorsCsv().render_files(report)
        case _:
            assert_never(name)
