"""A Renovate log as a source of events, whatever its format and carrier."""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from renovate_kit.errors import InputError
from renovate_kit.redaction import MASK
from renovate_kit.redaction import redact as mask_token_shapes
from renovate_kit.reports.events import Event
from renovate_kit.reports.sources.byte_stream import ByteStream
from renovate_kit.reports.sources.carriers import Carrier
from renovate_kit.reports.sources.event_mask import EventMask, remembered
from renovate_kit.reports.sources.interface import SourceStatistics
from renovate_kit.reports.sources.line_reader import LineReader
from renovate_kit.reports.sources.lines import LineBlock, line_blocks
from renovate_kit.reports.sources.no_log import NoLogError
from renovate_kit.reports.sources.one_line import one_line

__all__ = ["LogSource", "open_log"]

_SHOWN_OF_UNPARSED: Final = 200
_READ_OF_UNPARSED: Final = 4096
_MOST_STREAMS: Final = 64
"""Processes whose lines may be mixed; beyond it the one that was silent for longest is ended."""
_remembered: Final = lru_cache(maxsize=2)(remembered)
_mask_of: Final = lru_cache(maxsize=2)(EventMask)
"""One for all files of a folder: what was looked through in one need not be in the next."""

_KEY_MATERIAL: Final = re.compile(r"[A-Za-z0-9+/_=-]{60,}")
"""The middle of a private key, whose first line, which would show what it is, is another line."""


def open_log(
    path: Path | None,
    *,
    stdin: BinaryIO | None = None,
    redact: Callable[[str], str] = mask_token_shapes,
) -> "LogSource":
    """Open a log for reading.

    Args:
        path: a file: JSON lines or pretty text, plain or compressed; None for standard input.
        stdin: what to read where there is no path.
        redact: masks secrets in what the events say.

    Returns:
        The source; a context manager that closes the file.

    Raises:
        InputError: there is no such file, or it can't be opened.
    """
    if path is not None:
        return LogSource(ByteStream.open(path), redact=redact)
    if stdin is None:
        raise InputError("no log to read", hint="name a file, or pipe a log in")
    return LogSource(ByteStream(stdin, name="standard input"), redact=redact)


class LogSource:
    """Events from a log, in constant memory.

    Args:
        stream: the bytes.
        redact: masks secrets in what the events say.
        is_one_of_many: whether it was found in a folder or an archive.

    Attributes:
        name: the file's name, for messages.
        is_one_of_many: whether it was found in a folder or an archive, so that it is no failure
            if it is no log of Renovate's.
        statistics: what was met, up to the last event that was taken.
    """

    def __init__(
        self,
        stream: ByteStream,
        *,
        redact: Callable[[str], str] = mask_token_shapes,
        is_one_of_many: bool = False,
    ) -> None:
        self.is_one_of_many = is_one_of_many
        self._stream = stream
        self._redact = _remembered(redact)
        self._mask = _mask_of(self._redact)
        self._carrier = Carrier()
        self._is_told = False
        self.name = stream.name
        self.statistics = SourceStatistics()
        self._note_unparsed = _UnparsedNotes(stream, self.statistics, self._redact)
        self._bare = self._reader("")
        self._readers = OrderedDict({"": self._bare})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stream.close()

    @property
    def bytes_read(self) -> int:
        """Bytes taken so far from the file, or the archive that it is in, as they are on disk."""
        return (self._stream.outer or self._stream).bytes_read

    @property
    def size(self) -> int | None:
        """Bytes in the file, or the archive that it is in; None for a pipe."""
        return (self._stream.outer or self._stream).size

    def events(self) -> Iterator[Event]:
        """Yield the events in the order in which the log tells them.

        Raises:
            InputError: the stream can't be read.
            NoLogError: it holds no record of Renovate's. Events that were yielded before that
                are not of a run then.
        """
        yield from map(self._mask, self._read_all())

    def _read_all(self) -> Iterator[Event]:
        terminated = True
        for block in line_blocks(self._stream.blocks()):
            terminated = block.terminated
            yield from self._read(block)
        held_back = self._carrier.finish()
        if held_back:
            terminated = False
            self._note_unparsed(held_back, self.statistics.lines)
        if self._stream.damage:
            terminated = False
            self.statistics.damage = self._stream.damage
        for reader in self._readers.values():
            yield from reader.finish(terminated=terminated)
            self._is_told |= reader.is_told
        if not self._is_told:
            # Before any run ends: what has not ended is not stored.
            hint = "accepted are JSON lines (LOG_FORMAT=json, LOG_FILE) and the default text"
            raise NoLogError(f"{self.name}: is not a Renovate log", hint=hint)
        for reader in self._readers.values():
            yield from reader.end_runs()

    def _reader(self, stream: str) -> LineReader:
        return LineReader(
            redact=self._redact,
            statistics=self.statistics,
            note_unparsed=self._note_unparsed,
            stream=stream,
        )

    def _read(self, block: LineBlock) -> Iterator[Event]:
        lines, index = block.lines, 0
        while (index := self._bare.pass_by(lines, index)) < len(lines):
            if not self._passes(lines[index]):
                yield from self._take(lines[index], block.first_number + index)
            index += 1
        self.statistics.lines = block.first_number + len(lines) - 1

    def _passes(self, line: bytes) -> bool:
        """Whether a line in a carrier carries no event, as most lines of a debug log."""
        quick = self._carrier.quick(line)
        if quick is None:
            return False
        reader = self._readers.get(quick[0])
        return reader is not None and reader.passes(quick[1])

    def _take(self, line: bytes, number: int) -> Iterator[Event]:
        self.statistics.lines = number
        unwrapped = self._carrier.unwrap(line)
        if unwrapped is None:
            return
        stream = unwrapped.stream
        if stream not in self._readers:
            yield from self._make_room()
            self._readers[stream] = self._reader(stream)
        yield from self._readers[stream].take(unwrapped.text, number, unwrapped.time_text)

    def _make_room(self) -> Iterator[Event]:
        """End the process whose first line is the oldest, where too many are open."""
        if len(self._readers) <= _MOST_STREAMS:
            return
        oldest = next(name for name in self._readers if name)
        reader = self._readers.pop(oldest)
        yield from reader.finish(terminated=True)
        self._is_told |= reader.is_told
        yield from reader.end_runs()


class _UnparsedNotes:
    """Counts the lines of a stream that belong to no record, and keeps the first.

    It is apart from `LogSource`, as its readers would else hold what holds them.
    """

    def __init__(
        self, stream: ByteStream, statistics: SourceStatistics, redact: Callable[[str], str]
    ) -> None:
        self._stream = stream
        self._statistics = statistics
        self._redact = redact

    def __call__(self, text: bytes, number: int) -> None:
        if self._stream.damage:
            return  # half a line, where the log was cut
        statistics = self._statistics
        statistics.unparsed += 1
        if statistics.first_unparsed is None:
            shown = self._redact(text[:_READ_OF_UNPARSED].decode("utf-8", "replace"))
            shown = _KEY_MATERIAL.sub(MASK, shown)
            statistics.first_unparsed = (number, one_line(shown, limit=_SHOWN_OF_UNPARSED))
