"""What `errors` and `errors show` take, and how they answer."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, assert_never

from renovate_kit.cli.flags import Flag
from renovate_kit.cli.ignore_file import ignores_in
from renovate_kit.cli.output import say
from renovate_kit.cli.settings import default_store
from renovate_kit.cli.shared_flags import IGNORE_FILE, STORE
from renovate_kit.cli.since import parse_since
from renovate_kit.cli.terminal import terminal_layout

if TYPE_CHECKING:
    from renovate_kit.reports.formats.errors_interface import ErrorsFormat

__all__ = ["LIST_FLAGS", "SHOW_FLAGS", "list_errors", "show_error"]


class _Format(StrEnum):
    """What problems can look like."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


_FORMAT: Final = Flag(
    name="--format",
    field="format",
    choices=tuple(_Format),
    help="What the output looks like.  [default: text]",
)
LIST_FLAGS: Final = (
    Flag(
        name="--since",
        field="since",
        metavar="TIME",
        help="Only runs since then: 7d, 24h, 2026-09-07. Default: all on record.",
    ),
    Flag(
        name="--repository",
        field="repository",
        metavar="OWNER/REPO",
        is_repeated=True,
        help="Only this repository; may be repeated.",
    ),
    _FORMAT,
    Flag(name="--all", field="all", help="Show those that are ignored, too."),
    IGNORE_FILE,
    STORE,
)
SHOW_FLAGS: Final = (_FORMAT, IGNORE_FILE, STORE)


def list_errors(  # noqa: PLR0913 - one for each flag
    *,
    since: str | None = None,
    repository: list[str] | None = None,
    format: str | None = None,  # noqa: A002 - called like the flag
    all: bool = False,  # noqa: A002 - called like the flag
    ignore_file: str | None = None,
    store: str | None = None,
) -> None:
    """List what goes wrong, in all runs on record.

    Raises:
        InputError: the store does not know a repository, or the ignore file can't be read.
        StoreError: the store can't be read.
        UsageError: a value means nothing, or the ignore file is wrong.
    """
    from renovate_kit.reports.problem_pipeline import list_problems
    from renovate_kit.reports.store import open_store

    now = datetime.now(UTC)
    start = None if since is None else parse_since(since, now=now)
    ignores = ignores_in(_file(ignore_file), now.date())
    with open_store(store or default_store(), create=False) as opened:
        report = list_problems(opened, since=start, repositories=repository or (), ignores=ignores)
    say(_format(format).render(report, everything=all))


def show_error(
    *,
    fingerprint: str,
    format: str | None = None,  # noqa: A002 - called like the flag
    ignore_file: str | None = None,
    store: str | None = None,
) -> None:
    """Show one problem, with every run that had it.

    Raises:
        InputError: no problem on record has that fingerprint, or a file can't be read.
        StoreError: the store can't be read.
        UsageError: the fingerprint is too short, or several problems begin like that.
    """
    from renovate_kit.reports.problem_pipeline import show_problem
    from renovate_kit.reports.store import open_store

    ignores = ignores_in(_file(ignore_file), datetime.now(UTC).date())
    with open_store(store or default_store(), create=False) as opened:
        history = show_problem(opened, fingerprint, ignores=ignores)
    say(_format(format).render_history(history))


def _file(named: str | None) -> Path | None:
    return None if named is None else Path(named)


def _format(named: str | None) -> "ErrorsFormat":
    match _Format(named or _Format.TEXT):
        case _Format.TEXT:
            from renovate_kit.reports.formats.errors_text import ErrorsText

            return ErrorsText(terminal_layout())
        case _Format.JSON:
            from renovate_kit.reports.formats.errors_json import ErrorsJson

            return ErrorsJson()
        case _Format.MARKDOWN:
            from renovate_kit.reports.formats.errors_markdown import ErrorsMarkdown

            return ErrorsMarkdown()
        case unknown:
            assert_never(unknown)
