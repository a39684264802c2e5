"""`renovate-kit store`."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renovate_kit.cli.choices import StoreOption
from renovate_kit.cli.output import say
from renovate_kit.cli.settings import default_store
from renovate_kit.cli.since import parse_since
from renovate_kit.errors import UsageError

if TYPE_CHECKING:
    from renovate_kit.reports.store.contents import StoreContents

__all__ = ["store_app"]

_INFO_EPILOG = """\b
Examples:
  renovate-kit store info
  renovate-kit store info --format json

Exit codes: 0 shown, 2 wrong usage, 3 the store could not be read."""
_VACUUM_EPILOG = """\b
Exit codes: 0 done, 2 wrong usage, 3 the store could not be written, or is in use, or the disk
has no room for a second copy."""
_EXPORT_EPILOG = """\b
Examples:
  renovate-kit store export --format csv exported/
  renovate-kit store export --format parquet --view v1_runs --view v1_problems exported/

Exit codes: 0 written, 2 wrong usage or a missing package, 3 the store could not be read or a
file not written; then no file has changed."""
_PRUNE_EPILOG = """\b
Examples:
  renovate-kit store prune --older-than 90d --dry-run
  renovate-kit store prune --older-than 2026-01-01

Exit codes: 0 done, whatever there was to remove; 2 wrong usage, 3 the store could not be
written; then nothing was removed."""

store_app = typer.Typer(
    help="Look after the store: see what is in it, export it, make it smaller.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class InfoFormat(StrEnum):
    """What `info` can print."""

    TEXT = "text"
    JSON = "json"


class ExportFormatName(StrEnum):
    """What `export` can write."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


@store_app.callback()
def _stores() -> None:
    """Look after the store."""


@store_app.command(epilog=_INFO_EPILOG)
def info(
    *,
    output_format: Annotated[
        InfoFormat, typer.Option("--format", help="What the output looks like.")
    ] = InfoFormat.TEXT,
    store: StoreOption = None,
) -> None:
    """Show where the store is, how big, and what is in it."""
    from renovate_kit.reports.store import open_store

    with open_store(store or default_store(), create=False) as opened:
        contents = opened.contents()
    say(_json(contents) if output_format is InfoFormat.JSON else _text(contents))


@store_app.command(epilog=_VACUUM_EPILOG)
def vacuum(*, store: StoreOption = None) -> None:
    """Give unused space back to the system, after pruning for example."""
    from renovate_kit.reports.store import open_store

    with open_store(store or default_store(), create=False) as opened:
        before = opened.contents().size
        opened.vacuum()
        after = opened.contents().size
    if before is not None and after is not None:
        say(f"{_megabytes(before)} before, {_megabytes(after)} now\n")


@store_app.command(epilog=_EXPORT_EPILOG)
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go.")],
    *,
    output_format: Annotated[
        ExportFormatName, typer.Option("--format", help="Which kind of files.")
    ],
    view: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only this view; may be repeated.", show_default=False),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Write each view of the store to a file of its own."""
    from renovate_kit.reports.store import open_store
    from renovate_kit.reports.store.export import ExportFormat, export_views

    with open_store(store or default_store(), create=False) as opened:
        wanted = ExportFormat(output_format.value)
        written = export_views(opened, folder, wanted, view or ())
    for name, rows in written:
        say(f"{folder / name}: {rows} {'row' if rows == 1 else 'rows'}\n")


@store_app.command(epilog=_PRUNE_EPILOG)
def prune(
    *,
    older_than: Annotated[
        str,
        typer.Option(metavar="TIME", help="90d, 12w, or a date; runs that started before it go."),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be removed.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Remove old runs. When each problem was first seen stays, and counts by day."""
    from renovate_kit.reports.store import open_store

    now = datetime.now(UTC)
    before = parse_since(older_than, now=now)
    if before > now:
        raise UsageError(f"{older_than} is yet to come", hint="name a time that is over")
    with open_store(store or default_store(), create=False) as opened:
        pruned = opened.prune(before, dry_run=dry_run)
    verb = "would be removed" if dry_run else "removed"
    since = "" if pruned.first_start is None else f", the oldest of {pruned.first_start:%Y-%m-%d}"
    noun = "run" if pruned.runs == 1 else "runs"
    say(f"{pruned.runs} {noun} from before {before:%Y-%m-%d %H:%M} UTC {verb}{since}\n")
    if pruned.runs and not dry_run:
        say("`renovate-kit store vacuum` gives their space back\n")


def _text(contents: "StoreContents") -> str:
    size = "on a server" if contents.size is None else _megabytes(contents.size)
    lines = [
        f"Store:         {contents.location}",
        f"Size:          {size}",
        f"Schema:        version {contents.schema_version}",
        f"Runs:          {contents.runs}{_without_time(contents)}",
        f"Period:        {_period(contents)}",
        f"Repositories:  {', '.join(contents.repositories) or 'none'}",
    ]
    if contents.pruned_before is not None:
        lines.append(f"Pruned before: {contents.pruned_before:%Y-%m-%d %H:%M} UTC")
    width = max(len(name) for name, _ in contents.tables)
    lines += ["", *(f"{name:<{width}}  {rows:>9}" for name, rows in contents.tables if rows)]
    return "\n".join(lines) + "\n"


def _without_time(contents: "StoreContents") -> str:
    untimed = contents.runs_without_time
    return f", {untimed} of them without a known time" if untimed else ""


def _period(contents: "StoreContents") -> str:
    if contents.first_start is None or contents.last_start is None:
        return "none"
    return f"{contents.first_start:%Y-%m-%d %H:%M} to {contents.last_start:%Y-%m-%d %H:%M} UTC"


def _json(contents: "StoreContents") -> str:
    def moment(at: datetime | None) -> str | None:
        return None if at is None else at.isoformat().replace("+00:00", "Z")

    told = {
        "version": 1,
        "location": contents.location,
        "size_bytes": contents.size,
        "schema_version": contents.schema_version,
        "runs": contents.runs,
        "runs_without_time": contents.runs_without_time,
        "first_start": moment(contents.first_start),
        "last_start": moment(contents.last_start),
        "pruned_before": moment(contents.pruned_before),
        "repositories": list(contents.repositories),
        "tables": dict(contents.tables),
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
