"""`renovate-kit security`."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from renovate_kit.cli.choices import StoreOption
from renovate_kit.cli.output import say
from renovate_kit.cli.settings import default_store
from renovate_kit.cli.since import parse_since
from renovate_kit.cli.terminal import terminal_layout
from renovate_kit.cli.time_limits import SlaOption, limits_from

if TYPE_CHECKING:
    from renovate_kit.reports.formats.security_interface import SecurityFormat

__all__ = ["EPILOG", "security"]

EPILOG = """\b
Examples:
  renovate-kit security
  renovate-kit security --open --repository luddera/pi-cluster --evidence
  renovate-kit security --since 90d --format markdown
  renovate-kit security --sla critical=3d --sla high=14d
  renovate-kit security --format openvex > renovate.openvex.json

\b
What is on record comes from `renovate-kit ingest` (logs), `renovate-kit sync github` (pull
requests and alerts), `renovate-kit sync git` and `renovate-kit sync advisories`.

Exit codes: 0 listed, whatever was found; 2 wrong usage, 3 the store could not be read, or
nothing of a repository is on record."""


class SecurityFormatName(StrEnum):
    """What the history can look like."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"
    OPENVEX = "openvex"


def security(  # noqa: PLR0913 - one for each flag
    *,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="Only what was there at some time since then: 90d, 2026-01-01. Default: all.",
            show_default=False,
        ),
    ] = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only what is still there.")] = False,
    repository: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OWNER/REPO", help="Only this repository; may be repeated.", show_default=False
        ),
    ] = None,
    output_format: Annotated[
        SecurityFormatName, typer.Option("--format", help="What the output looks like.")
    ] = SecurityFormatName.TABLE,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Say how each is known, in the table format.")
    ] = False,
    sla: SlaOption = None,
    store: StoreOption = None,
) -> None:
    """List vulnerabilities: since when they are known, what fixed them, and what is still open."""
    from renovate_kit.reports.security_pipeline import SecurityQuestion, security_history
    from renovate_kit.reports.store import open_store

    now = datetime.now(UTC)
    start = None if since is None else parse_since(since, now=now)
    question = SecurityQuestion(
        since=start,
        only_open=only_open,
        repositories=repository or (),
        limits=limits_from(sla or ()),
    )
    with open_store(store or default_store(), create=False) as opened:
        report = security_history(opened, question, now=now)
    say(_format(output_format, evidence=evidence).render(report))


def _format(name: SecurityFormatName, *, evidence: bool) -> "SecurityFormat":
    match name:
        case SecurityFormatName.TABLE:
            from renovate_kit.reports.formats.security_text import SecurityText

            return SecurityText(terminal_layout(), evidence=evidence)
        case SecurityFormatName.MARKDOWN:
            from renovate_kit.reports.formats.security_markdown import SecurityMarkdown

            return SecurityMarkdown()
        case SecurityFormatName.JSON:
            from renovate_kit.reports.formats.security_json import SecurityJson

            return SecurityJson()
        case SecurityFormatName.CSV:
            from renovate_kit.reports.formats.security_csv import SecurityCsv

            return SecurityCsv()
        case SecurityFormatName.OPENVEX:
            from renovate_kit.reports.formats.security_openvex import SecurityOpenVex

            return SecurityOpenVex()
        case _:
            assert_never(name)
