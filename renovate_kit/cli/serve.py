"""`renovate-kit serve`."""

import gc
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renovate_kit.cli.choices import StoreOption
from renovate_kit.cli.errors import IgnoreFileOption, ignores_in
from renovate_kit.cli.output import flush, report_crash, report_passed, say
from renovate_kit.cli.period_choice import zone_called
from renovate_kit.cli.report_settings import ReportZoneOption, chosen_layout, report_settings
from renovate_kit.cli.settings import default_store, wants_traceback
from renovate_kit.cli.sync_interruption import ends_when_told
from renovate_kit.cli.time_limits import SlaOption, limits_from
from renovate_kit.errors import StoreError, UsageError

if TYPE_CHECKING:
    from renovate_kit.cli.page_server import PageServer
    from renovate_kit.reports.pages import Site

__all__ = ["EPILOG", "serve"]

EPILOG = """\b
Examples:
  renovate-kit serve
  renovate-kit serve --port 0 --store runs.sqlite3 --time-zone Europe/Stockholm
  renovate-kit serve --host 0.0.0.0 --allowed-host renovate.example.org

\b
Paths: / (the weekly report), /errors, /security, each also with .md and .json (/report.md), and
/healthz. All of them only read.

Exit codes: 2 wrong usage, 3 nobody can listen there, 130 ended by Ctrl-C or SIGTERM."""


def serve(  # noqa: PLR0913 - one for each flag
    *,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; this machine alone by default.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65_535, metavar="NUMBER", help="0 picks one that is free.")
    ] = 8321,
    allowed_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A name that browsers may call this server by; may be repeated. This machine's "
            "own (localhost, 127.0.0.1) and --host always may.",
            show_default=False,
        ),
    ] = None,
    time_zone: ReportZoneOption = None,
    sla: SlaOption = None,
    ignore_file: IgnoreFileOption = None,
    store: StoreOption = None,
) -> None:
    """Show reports, errors and vulnerabilities of any period in a browser."""
    from renovate_kit.cli.page_server import page_server
    from renovate_kit.reports.pages import Site
    from renovate_kit.reports.store import read_store

    settings = report_settings(Path.cwd())
    location = store or default_store()
    site = Site(
        open_store=lambda: read_store(location),
        time_zone=zone_called(time_zone or settings.time_zone).key,
        limits=limits_from(sla or ()),
        layout=chosen_layout(settings, sections=None, locale=None, templates=None),
        allowed_hosts=_hosts(host, allowed_host or ()),
        ignores=ignores_in(ignore_file, datetime.now(UTC).date()),
    )
    # Told of before the first signal can come, as whoever waits for the address may send one.
    with ends_when_told(), page_server(host, port, site, on_mistake=_tell) as server:
        _announce(server, host, site, location)
        try:
            server.serve_forever(poll_interval=0.2)
        finally:
            # Python would search all that pages left behind for garbage before it ends, which
            # takes seconds after large ones.
            gc.freeze()


def _hosts(host: str, allowed: "list[str] | tuple[()]") -> frozenset[str]:
    """Return the names to answer to, as `Host` headers have them.

    Raises:
        UsageError: one is no name.
    """
    from renovate_kit.reports.pages.hosts import host_in

    names = []
    for each in (f"[{host}]" if ":" in host else host, *allowed):
        name = host_in(each)
        if name is None:
            raise UsageError(f"{each!r} is no name or address", hint="name it as in a URL")
        names.append(name)
    return frozenset(names)


def _announce(server: "PageServer", host: str, site: "Site", location: str) -> None:
    """Say where the server is, who reaches it, and whether there is something to read."""
    from renovate_kit.reports.pages.hosts import is_loopback

    shown = f"[{host}]" if ":" in host else host
    say(f"http://{shown}:{server.port}/\n")
    flush()
    if not is_loopback(host):
        report_passed(f"anybody who reaches {shown} can read all of the store: there is no log-in")
    try:
        _bring_forward(location)
        with site.open_store():
            pass
    except StoreError as error:
        report_passed(f"nothing can be shown until that is mended: {error.message}")


def _bring_forward(location: str) -> None:
    """Open the store as other commands do, which brings an older one to this version."""
    from renovate_kit.reports.store import open_store

    with open_store(location, create=False):
        pass


def _tell(error: Exception) -> None:
    report_crash(error, with_traceback=wants_traceback())
