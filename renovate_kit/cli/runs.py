"""`renovate-kit runs`."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from renovate_kit.cli.choices import StoreOption
from renovate_kit.cli.output import say
from renovate_kit.cli.settings import default_store
from renovate_kit.cli.since import parse_since
from renovate_kit.cli.terminal import terminal_layout
from renovate_kit.errors import UsageError

if TYPE_CHECKING:
    from renovate_kit.reports.formats.run_interface import RunFormat

__all__ = ["runs_app"]

_LATEST = "last"
_LIST_EPILOG = """\b
Examples:
  renovate-kit runs
  renovate-kit runs --since 7d --repository luddera/pi-cluster
  renovate-kit runs --limit 0 --format json
  renovate-kit runs show last

Exit codes: 0 listed, whatever the verdicts are; 2 wrong usage, 3 the store could not be read."""
_SHOW_EPILOG = """\b
Examples:
  renovate-kit runs show 42
  renovate-kit runs show last --repository luddera/pi-cluster
  renovate-kit runs show 42 --format markdown

Exit codes: 0 shown, 2 wrong usage, 3 there is no such run, or the store could not be read."""

runs_app = typer.Typer(
    help="List runs with their verdicts; tell what happened in one.",
    rich_markup_mode=None,
    invoke_without_command=True,
    epilog=_LIST_EPILOG,
)


class RunsFormatName(StrEnum):
    """What the list of runs can look like."""

    TEXT = "text"
    JSON = "json"


class RunFormatName(StrEnum):
    """What one run can look like."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


_Repository = Annotated[
    list[str] | None,
    typer.Option(
        metavar="OWNER/REPO",
        help="Only runs that turned to this repository; may be repeated.",
        show_default=False,
    ),
]


@runs_app.callback()
def runs(  # noqa: PLR0913 - one for each flag
    context: typer.Context,
    *,
    repository: _Repository = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="Only runs since then: 7d, 24h, 2026-09-07. Default: all on record.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(metavar="NUMBER", min=0, help="At most so many; 0 for all.")
    ] = 50,
    output_format: Annotated[
        RunsFormatName, typer.Option("--format", help="What the output looks like.")
    ] = RunsFormatName.TEXT,
    store: StoreOption = None,
) -> None:
    """List runs, the latest first, with verdict, result, duration and counts."""
    if context.invoked_subcommand is not None:
        context.obj = store
        return
    from renovate_kit.reports.run_pipeline import list_runs
    from renovate_kit.reports.store import open_store

    start = None if since is None else parse_since(since, now=datetime.now(UTC))
    with open_store(store or default_store(), create=False) as opened:
        listed = list_runs(opened, since=start, repositories=repository or (), limit=limit or None)
    match output_format:
        case RunsFormatName.JSON:
            from renovate_kit.reports.formats.runs_json import RunsJson

            say(RunsJson().render(listed))
        case RunsFormatName.TEXT:
            from renovate_kit.reports.formats.runs_text import RunsText

            say(RunsText(terminal_layout()).render(listed))
        case _:
            assert_never(output_format)


@runs_app.command(epilog=_SHOW_EPILOG)
def show(
    context: typer.Context,
    run: Annotated[str, typer.Argument(metavar="RUN", help="Its number in the list, or last.")],
    *,
    repository: _Repository = None,
    output_format: Annotated[
        RunFormatName, typer.Option("--format", help="What the output looks like.")
    ] = RunFormatName.TEXT,
    store: StoreOption = None,
) -> None:
    """Tell what one run found, did and held back, what failed, and where its time went."""
    from renovate_kit.reports.run_pipeline import show_run
    from renovate_kit.reports.store import open_store

    run_id = _run_id(run)
    if run_id is not None and repository:
        raise UsageError("--repository is for `last`", hint="a number says which run is meant")
    with open_store(store or context.obj or default_store(), create=False) as opened:
        story = show_run(opened, run_id, repositories=repository or ())
    say(_format(output_format).render(story))


_MOST_DIGITS = 15


def _run_id(text: str) -> int | None:
    if text == _LATEST:
        return None
    if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS:
        return int(text)
    raise UsageError(f"{text!r} is no run", hint="give its number in `renovate-kit runs`, or last")


def _format(name: RunFormatName) -> "RunFormat":
    match name:
        case RunFormatName.TEXT:
            from renovate_kit.reports.formats.run_text import RunText

            return RunText(terminal_layout())
        case RunFormatName.MARKDOWN:
            from renovate_kit.reports.formats.run_markdown import RunMarkdown

            return RunMarkdown()
        case RunFormatName.JSON:
            from renovate_kit.reports.formats.run_json import RunJson

            return RunJson()
        case _:
            assert_never(name)
