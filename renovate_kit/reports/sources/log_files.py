"""All the logs that a path stands for: one file, a folder of them, an archive of them."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from renovate_kit.errors import InputError
from renovate_kit.redaction import redact as mask_token_shapes
from renovate_kit.reports.sources.archives import NotReadable, tar_members, zip_members
from renovate_kit.reports.sources.byte_stream import ByteStream
from renovate_kit.reports.sources.log_stream import LogSource
from renovate_kit.reports.sources.no_log import NoLogError
from renovate_kit.reports.sources.one_line import printable
from renovate_kit.reports.sources.trace_file import TraceFile, is_trace_file

__all__ = ["Passed", "open_logs"]

_LOG_NAME: Final = re.compile(
    r"\.(?:log|jsonl|ndjson|json|txt|out)(?:[.-]\d[\w.:-]*?)?(?:\.(?:gz|zst|xz|bz2))?$"
    r"|\.(?:tar(?:\.(?:gz|zst|xz|bz2))?|tgz|tzst|txz|tbz2?|zip)$"
    r"|/\d+\.log",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A file in a folder or an archive that gives no events.

    Attributes:
        name: of the file.
        reason: why, in a few words.
        error: what went wrong, where it should have given some.
    """

    name: str
    reason: str
    error: InputError | None = None


def open_logs(
    path: Path | None,
    *,
    stdin: BinaryIO | None = None,
    redact: Callable[[str], str] = mask_token_shapes,
) -> Iterator[LogSource | Passed]:
    """Yield the logs that a path stands for; each has to be read before the next.

    A source that is one of several has `is_one_of_many`: that it is no log of Renovate's
    (`NoLogError`) is then no failure.

    Args:
        path: a log, a folder, or a tar or zip archive; None for standard input.
        stdin: what to read where there is no path.
        redact: masks secrets in what the events say.

    Raises:
        InputError: there is no such file, or it can't be read, or there is no log in it.
    """
    # Path.is_dir raises an error for what lies in a folder that can't be entered.
    if path is not None and os.path.isdir(path):  # noqa: PTH112 - see above
        yield from _in_folder(path, redact)
        return
    if path is not None:
        stream = ByteStream.open(path)
    elif stdin is not None:
        stream = ByteStream(stdin, name="standard input")
    else:
        raise InputError("no log to read", hint="name a file, or pipe a log in")
    try:
        is_archive = stream.is_tar or stream.is_zip
    except InputError:
        stream.close()
        raise
    if not is_archive:
        yield _source(stream, redact)  # which closes the file itself
        return
    try:
        yield from _in_archive(stream, path, redact)
    finally:
        stream.close()


def _in_archive(
    stream: ByteStream, path: Path | None, redact: Callable[[str], str]
) -> Iterator[LogSource | Passed]:
    members: Iterator[ByteStream | NotReadable] = (
        tar_members(stream) if stream.is_tar else zip_members(stream, path)
    )
    for member in members:
        if isinstance(member, NotReadable):
            yield Passed(name=stream.name, reason=member.message, error=member)
        elif _LOG_NAME.search(member.name) is None:
            yield Passed(name=member.name, reason=_NO_LOG_NAME)
        elif _is_archive(member):
            yield Passed(name=member.name, reason="is an archive in an archive")
        else:
            source = _source(member, redact)
            source.is_one_of_many = True
            yield source


_NO_LOG_NAME: Final = "has no name that logs have"


def _source(stream: ByteStream, redact: Callable[[str], str]) -> LogSource:
    """Return a log, or a trace file, as a source."""
    try:
        is_trace = is_trace_file(stream.beginning())
    except InputError:
        is_trace = False  # whoever reads it will be told
    return (TraceFile if is_trace else LogSource)(stream, redact=redact)


def _is_archive(member: ByteStream) -> bool:
    try:
        return member.is_tar or member.is_zip
    except InputError:
        return False  # whoever reads it will be told


def _in_folder(folder: Path, redact: Callable[[str], str]) -> Iterator[LogSource | Passed]:
    """Yield the logs below a folder, in the order of their names; hidden files are left out."""
    found = False
    for path in _files_below(folder):
        name = printable(str(path))
        if _LOG_NAME.search(path.as_posix()) is None:
            yield Passed(name=name, reason=_NO_LOG_NAME)
            continue
        found = True
        try:
            for source in open_logs(path, redact=redact):
                if isinstance(source, LogSource):
                    source.is_one_of_many = True
                yield source
        except NoLogError as error:
            yield Passed(name=name, reason=error.message.removeprefix(f"{name}: "))
        except InputError as error:
            yield Passed(name=name, reason=error.message, error=error)
    if not found:
        hint = "logs are named *.log, *.jsonl, *.json, *.txt, also compressed, or *.tar"
        raise InputError(f"{printable(str(folder))}: no log in this folder", hint=hint)


def _files_below(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        name = printable(str(error.filename or folder))
        reason = (error.strerror or "can't be listed").lower()
        raise InputError(f"{name}: {reason}", hint="check the folder") from error

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent) / name
            # Links are followed to files (/var/log/containers), and pipes would never end.
            if not name.startswith(".") and path.is_file():
                yield path
