"""`renovate-kit tail`."""

import os
import sys
from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renovate_kit.cli.terminal import terminal_layout
from renovate_kit.errors import OutputError

if TYPE_CHECKING:
    from renovate_kit.reports.formats.run_summary import RunSummaryText
    from renovate_kit.reports.run_report import LiveLine, RunStory
    from renovate_kit.reports.sources import LogSource

__all__ = ["EPILOG", "tail"]

EPILOG = """\b
Examples:
  kubectl logs -f job/renovate-29377980 | renovate-kit tail -
  renovate-kit tail run.jsonl
  kubectl logs -f job/renovate-29377980 | renovate-kit tail - --store runs.sqlite3

Exit codes: 0 the log came to its end, whatever the verdict is; 2 wrong usage, 3 the log could not
be read, or the store not be written; 130 interrupted."""


def tail(
    log: Annotated[
        str, typer.Argument(metavar="LOG", help="Renovate's log, JSON or text; - for stdin.")
    ] = "-",
    *,
    store: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Keep the runs in this store, too. Default: nothing is kept.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Tell what Renovate does while it does it, with a verdict at the end of each run."""
    from renovate_kit.reports.formats.run_summary import RunSummaryText
    from renovate_kit.reports.sources import open_log

    path = None if log == "-" else Path(log)
    teller = _Teller(RunSummaryText(terminal_layout()), stays=store is not None)
    try:
        with open_log(path, stdin=sys.stdin.buffer) as source:
            _follow(source, teller, store)
    except _ReaderGoneError:
        return


def _follow(source: "LogSource", teller: "_Teller", store: str | None) -> None:
    from renovate_kit.reports.log_pipeline import follow_log

    events = follow_log(source, on_line=teller.line, on_run=teller.run)
    if store is None:
        deque(events, maxlen=0)
        return
    from renovate_kit.reports.store import open_store

    with open_store(store) as opened:
        opened.take(source.name, events, taken_at=datetime.now(UTC))


class _ReaderGoneError(Exception):
    """Whoever read our output has seen enough."""


class _Teller:
    """Writes lines as they come.

    Args:
        text: how they look.
        stays: whether there is work to do for which nobody needs to look on.
    """

    def __init__(self, text: "RunSummaryText", *, stays: bool) -> None:
        self._text = text
        self._stays = stays
        self._is_alone = False

    def line(self, line: "LiveLine") -> None:
        self._write(self._text.render_line(line))

    def run(self, story: "RunStory") -> None:
        self._write(f"\n{self._text.render(story)}\n")

    def _write(self, text: str) -> None:
        if self._is_alone:
            return
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self._is_alone = True
            if not self._stays:
                raise _ReaderGoneError from None
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            reason = (error.strerror or "it can't be written").lower()
            hint = "write to another place"
            raise OutputError(f"standard output: {reason}", hint=hint) from error
