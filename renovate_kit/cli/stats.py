"""`renovate-kit stats`."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, assert_never

import typer

from renovate_kit.cli.choices import StoreOption
from renovate_kit.cli.output import say
from renovate_kit.cli.period_choice import (
    FromOption,
    LastOption,
    TimeZoneOption,
    ToOption,
    chosen_period,
    zone_called,
)
from renovate_kit.cli.summary import summarised
from renovate_kit.cli.terminal import terminal_layout

__all__ = ["EPILOG", "stats"]

EPILOG = """\b
Examples:
  renovate-kit stats
  renovate-kit stats --last 4w --repository luddera/pi-cluster
  renovate-kit stats --week 2026-W37 --format json

Exit codes: 0 shown, 2 wrong usage, 3 the store could not be read, or has nothing of the period."""


class StatsFormatName(StrEnum):
    """What statistics can look like."""

    TEXT = "text"
    JSON = "json"


def stats(  # noqa: PLR0913 - one for each flag
    *,
    week: Annotated[
        str | None,
        typer.Option(metavar="YYYY-Www", help="ISO week, as in 2026-W47.", show_default=False),
    ] = None,
    first_day: FromOption = None,
    last_day: ToOption = None,
    last: LastOption = None,
    repository: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OWNER/REPO", help="Only this repository; may be repeated.", show_default=False
        ),
    ] = None,
    time_zone: TimeZoneOption = "UTC",
    output_format: Annotated[
        StatsFormatName, typer.Option("--format", help="What the output looks like.")
    ] = StatsFormatName.TEXT,
    store: StoreOption = None,
) -> None:
    """Count runs, pull requests and updates of each repository. Default: of all on record."""
    now = datetime.now(UTC)
    period = chosen_period(
        week=week,
        first=first_day,
        last_day=last_day,
        last=last,
        now=now,
        zone=zone_called(time_zone),
    )
    report = summarised(store, period, repository or (), time_zone=time_zone, now=now)
    match output_format:
        case StatsFormatName.TEXT:
            from renovate_kit.reports.formats.stats_text import StatsText

            say(StatsText(terminal_layout()).render(report))
        case StatsFormatName.JSON:
            from renovate_kit.reports.formats.stats_json import StatsJson

            say(StatsJson().render(report))
        case _:
            assert_never(output_format)
