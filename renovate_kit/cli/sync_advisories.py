"""`renovate-kit sync advisories`."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from renovate_kit.cli.choices import StoreOption
from renovate_kit.cli.output import say
from renovate_kit.cli.progress import ProgressBar
from renovate_kit.cli.settings import default_store
from renovate_kit.cli.sync_interruption import ends_when_told

if TYPE_CHECKING:
    from renovate_kit.reports.advisory_pipeline import AdvisoriesSynced
    from renovate_kit.reports.store import Store

__all__ = ["EPILOG", "advisories"]

EPILOG = """\b
Examples:
  renovate-kit sync advisories
  renovate-kit sync advisories --osv-file npm/all.zip --osv-file PyPI/all.zip
  renovate-kit sync advisories --epss epss_scores-2026-11-26.csv.gz --kev kev.json

\b
Asks OSV.dev for the advisories that logs, pull requests and alerts on record name; with
--osv-file it reads exports instead, and asks nobody. Only numbers of advisories and, to see what
has changed, names of packages that they are about are sent.

Exit codes: 0 read, 2 wrong usage, 3 a file or the store could not be used, 4 OSV.dev failed;
what was read before is kept."""

_MOST_UNKNOWN: Final = 5


def advisories(  # noqa: PLR0913 - each argument is a flag
    *,
    osv_file: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Export of OSV.dev to read instead: a zip file, a folder, or JSON lines; "
            "may be repeated.",
            show_default=False,
        ),
    ] = None,
    epss: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="EPSS figures of FIRST: .csv or .csv.gz.", show_default=False
        ),
    ] = None,
    kev: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="CISA's known exploited ones, as JSON.", show_default=False
        ),
    ] = None,
    keep_days: Annotated[
        int, typer.Option(metavar="DAYS", min=0, help="How long an answer counts.")
    ] = 7,
    osv_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Another server with OSV.dev's API.", show_default=False),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Read what vulnerability databases have on the advisories on record."""
    from renovate_kit.reports.advisory_pipeline import (
        take_epss,
        take_export,
        take_known_exploited,
    )
    from renovate_kit.reports.store import open_store

    now = datetime.now(UTC)
    with ends_when_told(), open_store(store or default_store(), create=False) as opened:
        for file in osv_file or ():
            say(_line(take_export(opened, file, now=now), f"from {file}"))
        if not (osv_file or epss or kev):
            synced = _asked(opened, osv_url, now=now, keep_for=timedelta(days=keep_days))
            say(_line(synced, "from OSV.dev"))
        if epss is not None:
            say(_changed("EPSS", take_epss(opened, epss), "figure", "figures"))
        if kev is not None:
            say(_changed("CISA", take_known_exploited(opened, kev), "entry", "entries"))


def _changed(whose: str, number: int, one: str, many: str) -> str:
    return f"{whose}: {number:,} {one if number == 1 else many} new or changed\n"


def _asked(
    store: "Store", url: str | None, *, now: datetime, keep_for: timedelta
) -> "AdvisoriesSynced":
    from renovate_kit.http import HttpClient
    from renovate_kit.reports.advisory_pipeline import ask_osv
    from renovate_kit.reports.sources.osv_service import OSV_URL, OsvService

    with (
        HttpClient(url or OSV_URL, service="OSV.dev") as client,
        ProgressBar("advisories", None) as bar,
    ):
        return ask_osv(
            store,
            OsvService(client),
            now=now,
            keep_for=keep_for,
            progress=lambda done, _total: bar.update(done),
        )


def _line(synced: "AdvisoriesSynced", whence: str) -> str:
    noun = "advisory" if synced.advisories == 1 else "advisories"
    line = (
        f"{synced.advisories:,} {noun} on record: {synced.asked:,} read {whence}, "
        f"{synced.changed:,} new or changed, {len(synced.unknown):,} unknown"
    )
    if synced.unknown:
        names = ", ".join("/".join(group[:2]) for group in synced.unknown[:_MOST_UNKNOWN])
        more = len(synced.unknown) - _MOST_UNKNOWN
        line += f" ({names}{f' and {more:,} more' if more > 0 else ''})"
    return f"{line}\n"
