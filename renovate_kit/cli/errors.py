"""`renovate-kit errors`."""

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from renovate_kit.cli.choices import StoreOption
from renovate_kit.cli.output import say
from renovate_kit.cli.settings import default_store
from renovate_kit.cli.since import parse_since
from renovate_kit.cli.terminal import terminal_layout
from renovate_kit.errors import InputError

if TYPE_CHECKING:
    from renovate_kit.reports.formats.errors_interface import ErrorsFormat
    from renovate_kit.reports.problems.ignoring import Ignores

__all__ = ["IgnoreFileOption", "errors_app", "ignores_in"]

_LIST_EPILOG = """\b
Examples:
  renovate-kit errors
  renovate-kit errors --since 7d --repository luddera/pi-cluster
  renovate-kit errors --format json
  renovate-kit errors show 3f1c9a

Exit codes: 0 listed, whatever was found; 2 wrong usage or a mistake in the ignore file, 3 the
store or the ignore file could not be read."""
_SHOW_EPILOG = """\b
Examples:
  renovate-kit errors show 3f1c9a
  renovate-kit errors show 3f1c9a --format markdown

Exit codes: 0 shown, 2 wrong usage, such as digits with which several fingerprints begin, 3 no
problem has that fingerprint, or the store could not be read."""

errors_app = typer.Typer(
    help="List what goes wrong, what it means and what to do; show the history of one problem.",
    rich_markup_mode=None,
    invoke_without_command=True,
    epilog=_LIST_EPILOG,
)


class ErrorsFormatName(StrEnum):
    """What problems can look like."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


_Format = Annotated[ErrorsFormatName, typer.Option("--format", help="What the output looks like.")]
IgnoreFileOption = Annotated[
    Path | None,
    typer.Option(
        "--ignore-file",
        metavar="FILE",
        help="Problems not to show. Default: renovate-kit-ignore.toml here, if it is there.",
        show_default=False,
    ),
]


@errors_app.callback()
def errors(  # noqa: PLR0913 - one for each flag
    context: typer.Context,
    *,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="Only runs since then: 7d, 24h, 2026-09-07. Default: all on record.",
            show_default=False,
        ),
    ] = None,
    repository: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OWNER/REPO", help="Only this repository; may be repeated.", show_default=False
        ),
    ] = None,
    output_format: _Format = ErrorsFormatName.TEXT,
    everything: Annotated[
        bool, typer.Option("--all", help="Show those that are ignored, too.")
    ] = False,
    ignore_file: IgnoreFileOption = None,
    store: StoreOption = None,
) -> None:
    """List what goes wrong, in all runs on record: each problem once, with its state."""
    if context.invoked_subcommand is not None:
        context.obj = store
        return
    from renovate_kit.reports.problem_pipeline import list_problems
    from renovate_kit.reports.store import open_store

    now = datetime.now(UTC)
    start = None if since is None else parse_since(since, now=now)
    ignores = ignores_in(ignore_file, now.date())
    with open_store(store or default_store(), create=False) as opened:
        report = list_problems(opened, since=start, repositories=repository or (), ignores=ignores)
    say(_format(output_format).render(report, everything=everything))


@errors_app.command(epilog=_SHOW_EPILOG)
def show(
    context: typer.Context,
    fingerprint: Annotated[
        str, typer.Argument(metavar="FINGERPRINT", help="Its first four digits are enough.")
    ],
    output_format: _Format = ErrorsFormatName.TEXT,
    ignore_file: IgnoreFileOption = None,
    store: StoreOption = None,
) -> None:
    """Show one problem: what it means, what to do, and every run that had it."""
    from renovate_kit.reports.problem_pipeline import show_problem
    from renovate_kit.reports.store import open_store

    ignores = ignores_in(ignore_file, datetime.now(UTC).date())
    with open_store(store or context.obj or default_store(), create=False) as opened:
        history = show_problem(opened, fingerprint, ignores=ignores)
    say(_format(output_format).render_history(history))


def _format(name: ErrorsFormatName) -> "ErrorsFormat":
    match name:
        case ErrorsFormatName.TEXT:
            from renovate_kit.reports.formats.errors_text import ErrorsText

            return ErrorsText(terminal_layout())
        case ErrorsFormatName.JSON:
            from renovate_kit.reports.formats.errors_json import ErrorsJson

            return ErrorsJson()
        case ErrorsFormatName.MARKDOWN:
            from renovate_kit.reports.formats.errors_markdown import ErrorsMarkdown

            return ErrorsMarkdown()
        case _:
            assert_never(name)


def ignores_in(path: Path | None, today: date) -> "Ignores":
    """Return what the ignore file says; without one, nothing is ignored."""
    from renovate_kit.reports.problems.ignoring import IGNORE_FILE, Ignores, read_ignores

    file = path or Path(IGNORE_FILE)
    if path is None and not file.exists():
        return Ignores(today=today)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = (error.strerror or "") if isinstance(error, OSError) else "no UTF-8 text"
        raise InputError(
            f"{file}: {(reason or 'can not be read').lower()}", hint="check the file"
        ) from error
    return read_ignores(text, name=str(file), today=today)
