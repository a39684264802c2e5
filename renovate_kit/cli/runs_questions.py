"""What `runs` and `runs show` take, and how they answer."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final, assert_never

from renovate_kit.cli.flags import Flag
from renovate_kit.cli.output import say
from renovate_kit.cli.settings import default_store
from renovate_kit.cli.shared_flags import STORE
from renovate_kit.cli.since import parse_since
from renovate_kit.cli.terminal import terminal_layout
from renovate_kit.errors import UsageError

if TYPE_CHECKING:
    from renovate_kit.reports.formats.run_interface import RunFormat

__all__ = ["LIST_FLAGS", "SHOW_FLAGS", "list_runs", "show_run"]

_LATEST: Final = "last"
_MOST_DIGITS: Final = 15
_MOST_RUNS: Final = 1_000_000_000
"""More than any store has; a greater number is more than SQLite takes."""


class _ListFormat(StrEnum):
    """What the list of runs can look like."""

    TEXT = "text"
    JSON = "json"


class _ShowFormat(StrEnum):
    """What one run can look like."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


_REPOSITORY: Final = Flag(
    name="--repository",
    field="repository",
    metavar="OWNER/REPO",
    is_repeated=True,
    help="Only runs that turned to this repository; may be repeated.",
)
LIST_FLAGS: Final = (
    _REPOSITORY,
    Flag(
        name="--since",
        field="since",
        metavar="TIME",
        help="Only runs since then: 7d, 24h, 2026-09-07. Default: all on record.",
    ),
    Flag(
        name="--limit",
        field="limit",
        metavar="NUMBER",
        default=50,
        help="At most so many; 0 for all.",
    ),
    Flag(
        name="--format",
        field="format",
        choices=tuple(_ListFormat),
        help="What the output looks like.  [default: text]",
    ),
    STORE,
)
SHOW_FLAGS: Final = (
    _REPOSITORY,
    Flag(
        name="--format",
        field="format",
        choices=tuple(_ShowFormat),
        help="What the output looks like.  [default: text]",
    ),
    STORE,
)


def list_runs(
    *,
    repository: list[str] | None = None,
    since: str | None = None,
    limit: int = 50,
    format: str | None = None,  # noqa: A002 - called like the flag
    store: str | None = None,
) -> None:
    """List runs, the latest first.

    Raises:
        InputError: the store does not know a repository.
        StoreError: the store can't be read.
        UsageError: a value means nothing.
    """
    from renovate_kit.reports.run_pipeline import list_runs as listed_runs
    from renovate_kit.reports.store import open_store

    start = None if since is None else parse_since(since, now=datetime.now(UTC))
    with open_store(store or default_store(), create=False) as opened:
        listed = listed_runs(
            opened, since=start, repositories=repository or (), limit=min(limit, _MOST_RUNS) or None
        )
    match _ListFormat(format or _ListFormat.TEXT):
        case _ListFormat.JSON:
            from renovate_kit.reports.formats.runs_json import RunsJson

            say(RunsJson().render(listed))
        case _ListFormat.TEXT:
            from renovate_kit.reports.formats.runs_text import RunsText

            say(RunsText(terminal_layout()).render(listed))
        case unknown:
            assert_never(unknown)


def show_run(
    *,
    run: str,
    repository: list[str] | None = None,
    format: str | None = None,  # noqa: A002 - called like the flag
    store: str | None = None,
) -> None:
    """Tell what happened in one run.

    Raises:
        InputError: there is no such run.
        StoreError: the store can't be read.
        UsageError: a value means nothing, or the flags don't go together.
    """
    from renovate_kit.reports.run_pipeline import show_run as shown_run
    from renovate_kit.reports.store import open_store

    run_id = _run_id(run)
    if run_id is not None and repository:
        raise UsageError("--repository is for `last`", hint="a number says which run is meant")
    with open_store(store or default_store(), create=False) as opened:
        story = shown_run(opened, run_id, repositories=repository or ())
    say(_format(_ShowFormat(format or _ShowFormat.TEXT)).render(story))


def _run_id(text: str) -> int | None:
    if text == _LATEST:
        return None
    if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS:
        return int(text)
    raise UsageError(f"{text!r} is no run", hint="give its number in `renovate-kit runs`, or last")


def _format(name: _ShowFormat) -> "RunFormat":
    match name:
        case _ShowFormat.TEXT:
            from renovate_kit.reports.formats.run_text import RunText

            return RunText(terminal_layout())
        case _ShowFormat.MARKDOWN:
            from renovate_kit.reports.formats.run_markdown import RunMarkdown

            return RunMarkdown()
        case _ShowFormat.JSON:
            from renovate_kit.reports.formats.run_json import RunJson

            return RunJson()
        case _:
            assert_never(name)
