"""Views as files: CSV, JSON or Parquet; each is there whole or not at all."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, assert_never

from renovate_kit.errors import OutputError, UsageError
from renovate_kit.reports.store.contents import ViewReader, view_names
from renovate_kit.reports.store.store import Store

__all__ = ["ExportFormat", "Exported", "export_views"]

Exported = tuple[str, int]
"""Name of a file, and its rows."""


class ExportFormat(StrEnum):
    """What files can be written."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def export_views(
    store: Store, folder: Path, wanted: ExportFormat, views: Sequence[str] = ()
) -> tuple[Exported, ...]:
    """Write each view to a file of its name; all are of one moment.

    Files are written beside the folder's others under another name and take their places when
    all are whole; of earlier exports, those of the same names are replaced.

    Args:
        store: what to export.
        folder: where the files go; made if it is not there.
        wanted: which kind of files.
        views: names; empty means all.

    Raises:
        UsageError: there is no such view, or Parquet needs a package that is not installed.
        OutputError: a file can't be written; no file of the folder has changed then.
        StoreError: the store can't be read.
    """
    for view in views:
        if view not in view_names():
            hint = f"there are {', '.join(view_names())}"
            raise UsageError(f"there is no view {view}", hint=hint)
    write = _writer(wanted)
    done = []
    with _explaining(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".export-", dir=folder) as unfinished:
            with store.exporting() as read:
                for view in views or view_names():
                    file = Path(unfinished) / f"{view}.{wanted.value}"
                    done.append((file.name, write(read(view), file)))
            for name, _ in done:
                (Path(unfinished) / name).replace(folder / name)
    return tuple(done)


@contextmanager
def _explaining(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "it can't be written").lower()
        raise OutputError(f"{folder}: {reason}", hint="choose another folder") from error


def _writer(wanted: ExportFormat) -> Callable[[ViewReader, Path], int]:
    match wanted:
        case ExportFormat.CSV:
            return _write_csv
        case ExportFormat.JSON:
            return _write_json
        case ExportFormat.PARQUET:
            return _parquet_writer()
        case _:
            assert_never(wanted)


def _write_csv(view: ViewReader, file: Path) -> int:
    rows = 0
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(view.columns)
        for batch in view.batches():
            writer.writerows([_shown(value) for value in row] for row in batch)
            rows += len(batch)
    return rows


def _shown(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _write_json(view: ViewReader, file: Path) -> int:
    """Write one array with an object on each line."""
    rows = 0
    with file.open("w", encoding="utf-8") as stream:
        stream.write("[")
        for batch in view.batches():
            for row in batch:
                record = dict(zip(view.columns, row, strict=True))
                stream.write(f"{',' if rows else ''}\n{json.dumps(record, ensure_ascii=False)}")
                rows += 1
        stream.write("\n]\n")
    return rows


def _parquet_writer() -> Callable[[ViewReader, Path], int]:
    try:
        arrow: Any = import_module("pyarrow")
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError as error:
        raise UsageError(
            "Parquet files need the package pyarrow",
            hint="install renovate-kit[parquet], or choose --format csv",
        ) from error
    types = {
        "text": arrow.string(),
        "time": arrow.timestamp("us", tz="UTC"),
        "integer": arrow.int64(),
        "real": arrow.float64(),
        "boolean": arrow.bool_(),
    }

    def write(view: ViewReader, file: Path) -> int:
        schema = arrow.schema(
            [(name, types[kind]) for name, kind in zip(view.columns, view.kinds, strict=True)]
        )
        rows = 0
        with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
            for batch in view.batches():
                columns = [
                    [_moment(value) for value in column] if kind == "time" else column
                    for column, kind in zip(zip(*batch, strict=True), view.kinds, strict=True)
                ]
                arrays = [
                    arrow.array(column, type=field.type)
                    for column, field in zip(columns, schema, strict=True)
                ]
                writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))
                rows += len(batch)
        return rows

    return write


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
