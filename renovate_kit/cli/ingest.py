"""`renovate-kit ingest`."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renovate_kit.cli.choices import StoreOption
from renovate_kit.cli.output import report_failure
from renovate_kit.cli.progress import ProgressBar
from renovate_kit.cli.settings import default_store
from renovate_kit.errors import InputError, UsageError

if TYPE_CHECKING:
    from renovate_kit.reports.pipeline import Ingested
    from renovate_kit.reports.store import Store

__all__ = ["EPILOG", "ingest"]

EPILOG = """\b
Examples:
  renovate-kit ingest run.log
  renovate-kit ingest 'logs/*.jsonl.gz'
  kubectl logs --timestamps job/renovate-29377980 | renovate-kit ingest -
  renovate-kit ingest --started-at 2026-09-07T08:00Z text-without-times.log

Exit codes: 0 stored or known already, 2 wrong usage, 3 something could not be read or stored."""


def ingest(
    logs: Annotated[
        list[str],
        typer.Argument(
            metavar="LOG", help="Renovate's logs, JSON or text, also .gz; globs; - for stdin."
        ),
    ],
    started_at: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="When the run of one text log without times started: ISO 8601, UTC without zone.",
            show_default=False,
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Read what Renovate logged and keep it. The same log again changes nothing."""
    from renovate_kit.reports.store import open_store

    start = None if started_at is None else _start(started_at, logs)
    worst = 0
    with open_store(store or default_store()) as opened:
        for name in _expand(logs):
            try:
                typer.echo(_told(name, _ingest_one(name, opened, start)))
            except InputError as error:
                report_failure(error)
                worst = max(worst, error.exit_code)
    raise typer.Exit(worst)


def _start(text: str, logs: Sequence[str]) -> datetime:
    """Return the start that was given for the run of the only log."""
    if len(logs) != 1:
        raise UsageError("--started-at is for one log", hint="take the others by themselves")
    try:
        given = datetime.fromisoformat(text)
        start = given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        hint = "write it as 2026-09-07T08:00Z"
        raise UsageError(f"{text!r} is no time", hint=hint) from None
    if start > datetime.now(UTC):
        raise UsageError(f"{text} is yet to come", hint="check the date and the zone")
    return start


def _ingest_one(name: str, store: "Store", started_at: datetime | None) -> "Ingested":
    from renovate_kit.reports.pipeline import ingest_log
    from renovate_kit.reports.sources import open_log

    path = None if name == "-" else Path(name)
    stdin = None if path else sys.stdin.buffer
    with (
        open_log(path, stdin=stdin) as source,
        ProgressBar(f"Reading {source.name}", source.size) as bar,
    ):
        return ingest_log(
            source,
            store,
            now=datetime.now(UTC),
            on_progress=bar.update,
            started_at=started_at,
        )


def _told(name: str, result: "Ingested") -> str:
    """Return in one line what came of a log."""
    from renovate_kit.reports.sources import printable

    untimed = _untimed(result)
    new = _counted(result.runs_new, "new")
    parts = [
        "" if untimed else new,
        _counted(result.runs_enriched, "known better now"),
        _counted(result.runs_known, "known already"),
        f"{new}, {untimed}" if untimed else "",
    ]
    shown = "standard input" if name == "-" else printable(name)
    line = f"{shown}: {', '.join(filter(None, parts)) or 'no runs'}"
    if result.damage is not None:
        line += f"; {result.damage}"
    if result.first_unparsed is not None:
        number, text = result.first_unparsed
        noun = "line that is" if result.unparsed == 1 else "lines that are"
        line += f"; {result.unparsed} {noun} no log record, the first is line {number}: {text[:60]}"
    return line


def _untimed(result: "Ingested") -> str:
    """Return the word on new runs that no report will have."""
    untimed = result.new_without_time
    if not untimed:
        return ""
    if untimed < result.runs_new:
        which = f"{untimed} of the new ones without a known time: no report has {_those(untimed)}"
    elif untimed == 1:
        which = "its time is not known: no report has it"
    else:
        which = "their times are not known: no report has them"
    return f"{which} (use --timestamps with kubectl logs, or LOG_FORMAT=json)"


def _those(number: int) -> str:
    return "it" if number == 1 else "them"


def _counted(runs: int, state: str) -> str:
    return f"{runs} {'run' if runs == 1 else 'runs'} {state}" if runs else ""


def _expand(names: Sequence[str]) -> Sequence[str]:
    """Return the logs that the arguments mean; a quoted glob is expanded here."""
    expanded: list[str] = []
    for name in names:
        # Path.exists raises an error for what lies in a folder that can't be entered.
        is_there = name == "-" or os.path.exists(name)  # noqa: PTH110 - see above
        is_pattern = has_magic(name) and not is_there
        # Path.glob takes no absolute pattern.
        found = sorted(glob(name, recursive=True)) if is_pattern else [name]  # noqa: PTH207 - see above
        if not found:
            raise _nothing_matches(name)
        expanded += found
    return expanded


def _nothing_matches(pattern: str) -> InputError:
    """Return why a pattern has no files: for one, its folder can't be listed."""
    from renovate_kit.reports.sources import printable

    folder = Path(pattern)
    while has_magic(str(folder)):
        folder = folder.parent
    try:
        os.listdir(folder)  # noqa: PTH208 - asks for the error only
    except OSError as error:
        reason = (error.strerror or "can't be listed").lower()
        return InputError(f"{printable(str(folder))}: {reason}", hint="check the folder")
    hint = "check the pattern"
    return InputError(f"{printable(pattern)}: no file matches this pattern", hint=hint)
