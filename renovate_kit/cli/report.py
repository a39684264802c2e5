"""`renovate-kit report`."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renovate_kit.cli.choices import RepositoriesOption, StoreOption
from renovate_kit.cli.period_choice import (
    FromOption,
    LastOption,
    ToOption,
    WeekOption,
    period_or_last_week,
)
from renovate_kit.cli.publish_options import (
    ApiOption,
    BranchOption,
    FolderOption,
    IndexOption,
    IssueLabelOption,
    PublishOption,
    PublishToOption,
    TokenOption,
)
from renovate_kit.cli.report_destination import (
    FormatOption,
    OutputOption,
    destination_of,
)
from renovate_kit.cli.report_errors import ERRORS_EPILOG, of_errors
from renovate_kit.cli.report_files import laid_out, stem_of, write_contents
from renovate_kit.cli.report_security import SECURITY_EPILOG, of_security
from renovate_kit.cli.report_settings import (
    LocaleOption,
    ReportZoneOption,
    SectionOption,
    TemplatesOption,
    chosen_layout,
    report_settings,
)
from renovate_kit.cli.summary import summarised

if TYPE_CHECKING:
    from renovate_kit.reports.report import Period, Report

__all__ = ["report_app"]

report_app = typer.Typer(
    help="Write reports from the store.", no_args_is_help=True, rich_markup_mode=None
)

_EXIT_CODES = """\
Exit codes: 0 written, 2 wrong usage, 3 the store could not be read or the file not written."""
_EPILOG = """\b
Examples:
  renovate-kit report weekly
  renovate-kit report weekly --week 2026-W47 --time-zone Europe/Stockholm
  renovate-kit report weekly --week 2026-W47 --output reports/weekly/
  renovate-kit report weekly --last 4w --format html --format json --output site/
  renovate-kit report weekly --output reports/weekly/ --index
  renovate-kit report weekly --publish step-summary --publish issue --publish commit

\b
Environment of --publish: GITHUB_TOKEN, GH_TOKEN or RENOVATE_TOKEN (RENOVATE_KIT_GITHUB_TOKEN goes
first); GITHUB_API_URL; GITHUB_STEP_SUMMARY.

Exit codes: 0 written, 2 wrong usage, 3 the store could not be read or a file not written, 4 GitHub
failed or refused; what was written before stays."""
_REPOSITORY_EPILOG = f"""\b
Examples:
  renovate-kit report repository luddera/pi-cluster --last 4w
  renovate-kit report repository luddera/pi-cluster --from 2026-09-07 --format json

{_EXIT_CODES}"""
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


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
    repository: RepositoriesOption = None,
    time_zone: ReportZoneOption = None,
    output_format: FormatOption = None,
    section: SectionOption = None,
    locale: LocaleOption = None,
    templates: TemplatesOption = None,
    output: OutputOption = None,
    index: IndexOption = False,
    publish: PublishOption = None,
    publish_to: PublishToOption = None,
    issue_label: IssueLabelOption = None,
    branch: BranchOption = None,
    folder: FolderOption = "reports/weekly",
    base_url: ApiOption = None,
    token_file: TokenOption = None,
    store: StoreOption = None,
) -> None:
    """Tell what Renovate did in a week, or in another period, and what needs a person."""
    from renovate_kit.cli.publish_request import PublishFlags
    from renovate_kit.cli.report_delivery import Delivery, deliver

    destination = destination_of(output, output_format)
    now = datetime.now(UTC)
    settings = report_settings(Path.cwd())
    layout = chosen_layout(settings, sections=section, locale=locale, templates=templates)
    zone = time_zone or settings.time_zone
    period = period_or_last_week(week, (first_day, last_day), last, now, zone)
    repositories = repository or settings.repositories

    def summarise(other: "Period") -> "Report":
        return summarised(store, other, repositories, time_zone=zone, now=now)

    report = summarise(period)
    wanted = Delivery(
        destination=destination,
        stem=stem_of(period),
        render=lambda name: laid_out(name, report, layout),
        index=index,
        publishing=PublishFlags(
            places=publish or (),
            to=publish_to,
            repositories=repositories,
            labels=issue_label or (),
            branch=branch,
            folder=folder,
            base_url=base_url,
            token_file=token_file,
        ),
        summarise=summarise,
    )
    raise typer.Exit(deliver(report, wanted))


@report_app.command("repository", epilog=_REPOSITORY_EPILOG)
def of_repository(  # noqa: PLR0913 - one for each flag
    repository: Annotated[str, typer.Argument(metavar="OWNER/REPO", help="Which one.")],
    *,
    week: WeekOption = None,
    first_day: FromOption = None,
    last_day: ToOption = None,
    last: LastOption = None,
    time_zone: ReportZoneOption = None,
    output_format: FormatOption = None,
    section: SectionOption = None,
    locale: LocaleOption = None,
    templates: TemplatesOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Tell the same of one repository."""
    destination = destination_of(output, output_format)
    now = datetime.now(UTC)
    settings = report_settings(Path.cwd())
    layout = chosen_layout(settings, sections=section, locale=locale, templates=templates)
    zone = time_zone or settings.time_zone
    period = period_or_last_week(week, (first_day, last_day), last, now, zone)
    report = summarised(store, period, (repository,), time_zone=zone, now=now)
    write_contents(
        destination,
        stem=f"{_safe(repository)}-{stem_of(period)}",
        render=lambda name: laid_out(name, report, layout),
    )


def _safe(name: str) -> str:
    return _UNSAFE.sub("-", name)


report_app.command("errors", epilog=ERRORS_EPILOG)(of_errors)
report_app.command("security", epilog=SECURITY_EPILOG)(of_security)
