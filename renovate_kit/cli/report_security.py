"""`renovate-kit report security`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from renovate_kit.cli.choices import RepositoriesOption, StoreOption
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
from renovate_kit.cli.time_limits import SlaOption, limits_from

if TYPE_CHECKING:
    from renovate_kit.reports.report import Period
    from renovate_kit.reports.security_report import SecurityReport

__all__ = ["SECURITY_EPILOG", "of_security"]

SECURITY_EPILOG = """\b
Examples:
  renovate-kit report security --week 2026-W37
  renovate-kit report security --last 4w --format html --output site/
  renovate-kit report security --from 2026-07-01 --to 2026-09-30 --sla critical=3d

Exit codes: 0 written, whatever is in it; 2 wrong usage, 3 the store could not be read, nothing of
a repository is on record, the period is yet to come, or the file could not be written."""


def of_security(  # noqa: PLR0913 - one for each flag
    *,
    week: WeekOption = None,
    first_day: FromOption = None,
    last_day: ToOption = None,
    last: LastOption = None,
    repository: RepositoriesOption = None,
    time_zone: ReportZoneOption = None,
    sla: SlaOption = None,
    output_format: FormatOption = None,
    locale: LocaleOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Tell which vulnerabilities were there in a period, as they stood at its end.

    Times are in UTC, and in HTML in the time zone of the period.
    """
    from renovate_kit.reports.security_pipeline import SecurityQuestion, security_history
    from renovate_kit.reports.statistics.so_far import period_so_far
    from renovate_kit.reports.store import open_store

    destination = destination_of(output, output_format)
    now = datetime.now(UTC)
    settings = report_settings(Path.cwd())
    zone = time_zone or settings.time_zone
    chosen = period_or_last_week(week, (first_day, last_day), last, now, zone)
    period = period_so_far(chosen, now)
    question = SecurityQuestion(
        since=period.start,
        until=period.end,
        repositories=repository or (),
        limits=limits_from(sla or ()),
    )
    with open_store(store or default_store(), create=False) as opened:
        report = security_history(opened, question, now=now)
    with chosen_notation(settings, locale):
        write_contents(
            destination,
            stem=f"security-{stem_of(period)}",
            render=lambda name: _vulnerabilities_as(name, report, period, zone),
        )


def _vulnerabilities_as(
    name: ReportFormatName, report: "SecurityReport", period: "Period", time_zone: str
) -> Content:
    match name:
        case ReportFormatName.MARKDOWN:
            from renovate_kit.reports.formats.security_markdown import SecurityMarkdown

            return SecurityMarkdown().render(report)
        case ReportFormatName.HTML:
            from renovate_kit.reports.formats.security_html import SecurityHtml

            return SecurityHtml(period, time_zone=time_zone).render(report)
        case ReportFormatName.JSON:
            from renovate_kit.reports.formats.security_json import SecurityJson

            return SecurityJson().render(report)
        case ReportFormatName.CSV:
            from renovate_kit.reports.formats.security_csv import SecurityCsv

            return {"vulnerabilities.csv": SecurityCsv().render(report)}
        case _:
            assert_never(name)
