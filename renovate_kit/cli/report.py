"""`renovate-kit report`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from renovate_kit.cli.choices import StoreOption
from renovate_kit.cli.output import write_whole
from renovate_kit.cli.settings import default_store
from renovate_kit.errors import UsageError

__all__ = ["report_app"]

report_app = typer.Typer(
    help="Write reports from the store.", no_args_is_help=True, rich_markup_mode=None
)

_EPILOG = """\b
Examples:
  renovate-kit report weekly
  renovate-kit report weekly --week 2026-W47 --time-zone Europe/Stockholm
  renovate-kit report weekly --week 2026-W47 --output reports/weekly/

Exit codes: 0 written, 2 wrong usage, 3 the store could not be read or the file not written."""


@report_app.callback()
def _reports() -> None:
    """Write reports from the store."""


@report_app.command(epilog=_EPILOG)
def weekly(
    week: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-Www",
            help="ISO week, as in 2026-W47. Default: the last week that is over.",
            show_default=False,
        ),
    ] = None,
    repository: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OWNER/REPO", help="Only this repository; may be repeated.", show_default=False
        ),
    ] = None,
    time_zone: Annotated[
        str, typer.Option(metavar="ZONE", help="Time zone of days and hours in the report.")
    ] = "UTC",
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="A file, or a folder (ending in /) for WEEK.md. Default: standard output.",
            show_default=False,
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Tell what Renovate did in a week, in markdown."""
    from renovate_kit.reports.formats.markdown import MarkdownFormat
    from renovate_kit.reports.pipeline import summarise
    from renovate_kit.reports.store import open_store
    from renovate_kit.reports.weeks import last_complete_week, parse_week

    zone = _zone(time_zone)
    now = datetime.now(UTC)
    period = last_complete_week(now, zone) if week is None else parse_week(week, zone)
    with open_store(store or default_store(), create=False) as opened:
        report = summarise(
            opened, period, time_zone=time_zone, repositories=repository or (), now=now
        )
    text = MarkdownFormat().render(report)
    if output is None:
        typer.echo(text, nl=False)
        return
    path = output / f"{period.name}.md" if _is_folder(output) else output
    write_whole(path, text)
    typer.echo(path)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        hint = "use an IANA name such as Europe/Stockholm"
        raise UsageError(f"there is no time zone called {name!r}", hint=hint) from error


def _is_folder(output: Path) -> bool:
    return output.is_dir() or output.suffix == ""
