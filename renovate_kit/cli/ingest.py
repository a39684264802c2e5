"""`renovate-kit ingest`."""

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
from renovate_kit.errors import InputError

if TYPE_CHECKING:
    from renovate_kit.reports.pipeline import Ingested
    from renovate_kit.reports.store import Store

__all__ = ["EPILOG", "ingest"]

EPILOG = """\b
Examples:
  renovate-kit ingest run.log
  renovate-kit ingest 'logs/*.jsonl.gz'
  kubectl logs --timestamps job/renovate-29377980 | renovate-kit ingest -

Exit codes: 0 stored or known already, 2 wrong usage, 3 something could not be read or stored."""


def ingest(
    logs: Annotated[
        list[str],
        typer.Argument(
            metavar="LOG", help="Renovate's logs, JSON or text, also .gz; globs; - for stdin."
        ),
    ],
    store: StoreOption = None,
) -> None:
    """Read what Renovate logged and keep it. The same log again changes nothing."""
    from renovate_kit.reports.store import open_store

    worst = 0
    with open_store(store or default_store()) as opened:
        for name in _expand(logs):
            try:
                typer.echo(_told(name, _ingest_one(name, opened)))
            except InputError as error:
                report_failure(error)
                worst = max(worst, error.exit_code)
    raise typer.Exit(worst)


def _ingest_one(name: str, store: "Store") -> "Ingested":
    from renovate_kit.reports.pipeline import ingest_log
    from renovate_kit.reports.sources import open_log

    path = None if name == "-" else Path(name)
    stdin = None if path else sys.stdin.buffer
    with open_log(path, stdin=stdin) as source, ProgressBar(f"Reading {name}", source.size) as bar:
        return ingest_log(source, store, now=datetime.now(UTC), on_progress=bar.update)


def _told(name: str, result: "Ingested") -> str:
    """Return in one line what came of a log."""
    parts = [
        _counted(result.runs_new, "new"),
        _counted(result.runs_enriched, "known better now"),
        _counted(result.runs_known, "known already"),
    ]
    shown = "standard input" if name == "-" else name
    line = f"{shown}: {', '.join(filter(None, parts)) or 'no runs'}"
    if result.first_unparsed is not None:
        number, text = result.first_unparsed
        noun = "line that is" if result.unparsed == 1 else "lines that are"
        line += f"; {result.unparsed} {noun} no log record, the first is line {number}: {text[:60]}"
    return line


def _counted(runs: int, state: str) -> str:
    return f"{runs} {'run' if runs == 1 else 'runs'} {state}" if runs else ""


def _expand(names: Sequence[str]) -> Sequence[str]:
    """Return the logs that the arguments mean; a quoted glob is expanded here."""
    expanded: list[str] = []
    for name in names:
        is_pattern = name != "-" and not Path(name).exists() and has_magic(name)
        # Path.glob takes no absolute pattern.
        found = sorted(glob(name, recursive=True)) if is_pattern else [name]  # noqa: PTH207
        if not found:
            raise InputError(f"{name}: no file matches this pattern", hint="check the pattern")
        expanded += found
    return expanded
