"""Exports of vulnerability databases: a zip file or a folder of records, or JSON lines.

https://osv-vulnerabilities.storage.googleapis.com/ has a zip file of each ecosystem, named
`npm/all.zip` for example.
"""

import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO, Final

import msgspec

from renovate_kit.errors import InputError
from renovate_kit.reports.events.pull_requests import AdvisoryPublished
from renovate_kit.reports.sources.osv_records import read_record

__all__ = ["records_of_export"]

_LARGEST_RECORD: Final = 8 * 1024 * 1024
_SUFFIX: Final = ".json"
_SOURCE: Final = "osv"
_HINT: Final = "give a zip file, a folder or JSON lines with records of the OSV schema"


class _Numbers(msgspec.Struct):
    """The part of a record that says what it is about."""

    id: str = ""
    aliases: list[str] | None = None


def records_of_export(path: Path, wanted: Collection[str]) -> Iterator[AdvisoryPublished]:
    """Yield the records of an export that go by one of these numbers, one at a time.

    What is no record is skipped: an export may hold anything.

    Args:
        path: a zip file or a folder with a file for each record, or a file with one on each line.
        wanted: numbers.

    Raises:
        InputError: it can't be read, or holds no records at all.
    """
    numbers = frozenset(wanted)
    read = 0
    try:
        for data in _documents(path):
            told = _numbers(data)
            if told is None:
                continue
            read += 1
            if not numbers.isdisjoint((told.id, *(told.aliases or ()))):
                record = read_record(data, source=_SOURCE)
                if record is not None:
                    yield record
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error) or "it can't be read"
        raise InputError(f"{path}: {reason}", hint=_HINT) from error
    if not read:
        raise InputError(f"{path} has no records of vulnerabilities", hint=_HINT)


def _numbers(data: bytes) -> _Numbers | None:
    try:
        told = msgspec.json.decode(data, type=_Numbers)
    except (msgspec.DecodeError, RecursionError):
        return None
    return told if told.id else None


def _documents(path: Path) -> Iterator[bytes]:
    if path.is_dir():
        for file in sorted(path.rglob(f"*{_SUFFIX}")):
            with file.open("rb") as stream:
                yield from _whole(stream)
    elif zipfile.is_zipfile(path):
        yield from _of_zip(path)
    else:
        yield from _of_lines(path)


def _of_zip(path: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if entry.filename.endswith(_SUFFIX) and entry.file_size <= _LARGEST_RECORD:
                with archive.open(entry) as stream:
                    yield from _whole(stream)


def _of_lines(path: Path) -> Iterator[bytes]:
    """Yield lines, or the whole file where it is one record over many lines."""
    with path.open("rb") as stream:
        yield from _whole(stream, only=b"{\n")
        stream.seek(0)
        while line := stream.readline(_LARGEST_RECORD + 1):
            if len(line) > _LARGEST_RECORD:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(_LARGEST_RECORD)
                continue
            yield line


def _whole(stream: IO[bytes], *, only: bytes | None = None) -> Iterator[bytes]:
    data = stream.read(_LARGEST_RECORD + 1)
    if len(data) <= _LARGEST_RECORD and (only is None or data.replace(b"\r", b"")[:2] == only):
        yield data
