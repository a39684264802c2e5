"""`renovate-kit report`."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renovate_kit.cli.choices import StoreOption
from renovate_kit.cli.errors import IgnoreFileOption, ignores_in
from renovate_kit.cli.period_choice import (
    FromOption,
    LastOption,
    TimeZoneOption,
    ToOption,
    WeekOption,
    chosen_period,
    zone_called,
)
from renovate_kit.cli.report_files import (
    Content,
    FormatOption,
    OutputOption,
    ReportFormatName,
    laid_out,
    write_contents,
)
from renovate_kit.cli.settings import default_store
from renovate_kit.cli.summary import summarised
from renovate_kit.errors import UsageError

if TYPE_CHECKING:
    from renovate_kit.reports.problem_report import ProblemReport
    from renovate_kit.reports.report import Period

__all__ = ["report_app"]

report_app = typer.Typer(
    help="Write reports from the store.", no_args_is_help=True, rich_markup_mode=None
)

_EXIT_CODES = """\
Exit codes: 0 written, 2 wrong usage, 3 the store could not be read or the file not written."""
_EPILOG = f"""\b
Examples:
  renovate-kit report weekly
  renovate-kit report weekly --week 2026-W47 --time-zone Europe/Stockholm
  renovate-kit report weekly --week 2026-W47 --output reports/weekly/
  renovate-kit report weekly --last 4w --format html --format json --output site/

{_EXIT_CODES}"""
_REPOSITORY_EPILOG = f"""\b
Examples:
  renovate-kit report repository luddera/pi-cluster --last 4w
  renovate-kit report repository luddera/pi-cluster --from 2026-09-07 --format json

{_EXIT_CODES}"""
_ERRORS_EPILOG = f"""\b
Examples:
  renovate-kit report errors --week 2026-W37
  renovate-kit report errors --last 7d --format csv --output problems.zip

{_EXIT_CODES}"""
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")

_Repositories = Annotated[
    list[str] | None,
    typer.Option(
        "--repository",
        metavar="OWNER/REPO",
        help="Only this repository; may be repeated.",
        show_default=False,
    ),
]
_Templates = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Templates of the HTML that replace ours; see docs/report-templates.md.",
        show_default=False,
        exists=True,
        file_okay=False,
    ),
]


@report_app.callback()
def _reports() -> None:
    """Write reports from the store."""


@report_app.command(epilog=_EPILOG)
def weekly(  # noqa: PLR0913 - one for each flag
    *,
    week: WeekOption = None,
    first_day: FromOption = None,
    last_day: ToOption = None,
    last: LastOption = None,
    repository: _Repositories = None,
    time_zone: TimeZoneOption = "UTC",
    output_format: FormatOption = None,
    templates: _Templates = None,
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Tell what Renovate did in a week, or in another period, and what needs a person."""
    now = datetime.now(UTC)
    period = _period(week, (first_day, last_day), last, now, time_zone)
    report = summarised(store, period, repository or (), time_zone=time_zone, now=now)
    write_contents(
        output_format or (),
        output,
        stem=_stem(period),
        render=lambda name: laid_out(name, report, templates),
    )


@report_app.command("repository", epilog=_REPOSITORY_EPILOG)
def of_repository(  # noqa: PLR0913 - one for each flag
    repository: Annotated[str, typer.Argument(metavar="OWNER/REPO", help="Which one.")],
    *,
    week: WeekOption = None,
    first_day: FromOption = None,
    last_day: ToOption = None,
    last: LastOption = None,
    time_zone: TimeZoneOption = "UTC",
    output_format: FormatOption = None,
    templates: _Templates = None,
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Tell the same of one repository."""
    now = datetime.now(UTC)
    period = _period(week, (first_day, last_day), last, now, time_zone)
    report = summarised(store, period, (repository,), time_zone=time_zone, now=now)
    write_contents(
        output_format or (),
        output,
        stem=f"{_safe(repository)}-{_stem(period)}",
        render=lambda name: laid_out(name, report, templates),
    )


@report_app.command("errors", epilog=_ERRORS_EPILOG)
def of_errors(  # noqa: PLR0913 - one for each flag
    *,
    week: WeekOption = None,
    first_day: FromOption = None,
    last_day: ToOption = None,
    last: LastOption = None,
    repository: _Repositories = None,
    time_zone: TimeZoneOption = "UTC",
    output_format: FormatOption = None,
    output: OutputOption = None,
    ignore_file: IgnoreFileOption = None,
    store: StoreOption = None,
) -> None:
    """Tell which problems the runs of a period had, as known at its end. Times are in UTC."""
    from renovate_kit.reports.problem_pipeline import list_problems
    from renovate_kit.reports.store import open_store

    now = datetime.now(UTC)
    period = _period(week, (first_day, last_day), last, now, time_zone)
    ignores = ignores_in(ignore_file, now.date())
    with open_store(store or default_store(), create=False) as opened:
        report = list_problems(
            opened,
            since=period.start,
            until=period.end,
            repositories=repository or (),
            ignores=ignores,
        )
    write_contents(
        output_format or (),
        output,
        stem=f"errors-{_stem(period)}",
        render=lambda name: _problems_as(name, report),
    )


def _problems_as(name: ReportFormatName, report: "ProblemReport") -> Content:
    match name:
        case ReportFormatName.MARKDOWN:
            from renovate_kit.reports.formats.errors_markdown import ErrorsMarkdown

            return ErrorsMarkdown().render(report, everything=False)
        case ReportFormatName.JSON:
            from renovate_kit.reports.formats.errors_json import ErrorsJson

            return ErrorsJson().render(report, everything=False)
        case ReportFormatName.CSV:
            from renovate_kit.reports.formats.errors_csv import ErrorsCsv

            return ErrorsCsv().render_files(report)
        case _:
            hint = "use markdown, json or csv; the HTML of `report weekly` lists them, too"
            raise UsageError("problems alone have no HTML", hint=hint)


def _period(
    week: str | None,
    days: tuple[str | None, str | None],
    last: str | None,
    now: datetime,
    time_zone: str,
) -> "Period":
    from renovate_kit.reports.weeks import last_complete_week

    zone = zone_called(time_zone)
    first, last_day = days
    chosen = chosen_period(week=week, first=first, last_day=last_day, last=last, now=now, zone=zone)
    return chosen or last_complete_week(now, zone)


def _stem(period: "Period") -> str:
    return period.name.replace(" to ", "_")


def _safe(name: str) -> str:
    return _UNSAFE.sub("-", name)
