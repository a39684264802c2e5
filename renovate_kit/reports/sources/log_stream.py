"""A Renovate log as a source of events, whatever its format and carrier."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from renovate_kit.errors import InputError
from renovate_kit.redaction import redact as mask_token_shapes
from renovate_kit.reports.events import Event
from renovate_kit.reports.sources.carriers import Carrier, Unwrapped
from renovate_kit.reports.sources.interface import SourceStatistics
from renovate_kit.reports.sources.json_log import QuietLines, read_json_record, run_prefix
from renovate_kit.reports.sources.lines import ByteStream, LineBlock, line_blocks
from renovate_kit.reports.sources.messages import RUN_STARTERS
from renovate_kit.reports.sources.one_line import one_line
from renovate_kit.reports.sources.payloads import UnexpectedShapeError
from renovate_kit.reports.sources.pretty_log import PrettyBlock, PrettyLog
from renovate_kit.reports.sources.record import Record
from renovate_kit.reports.sources.run_table import RunTable

__all__ = ["LogSource", "open_log"]

_SHOWN_OF_UNPARSED: Final = 200
_READ_OF_UNPARSED: Final = 4096
_JSON_START: Final = b'{"name":"renovate"'
_PRETTY_START: Final = b" INFO: Renovate started"


def open_log(
    path: Path | None,
    *,
    stdin: BinaryIO | None = None,
    redact: Callable[[str], str] = mask_token_shapes,
) -> "LogSource":
    """Open a log for reading.

    Args:
        path: a file: JSON lines or pretty text, plain or gzipped; None for standard input.
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

    Attributes:
        name: the file's name, for messages.
        statistics: what was met, up to the last event that was taken.
    """

    def __init__(
        self, stream: ByteStream, *, redact: Callable[[str], str] = mask_token_shapes
    ) -> None:
        self._stream = stream
        self._redact = redact
        self._runs = RunTable(redact)
        self._carrier = Carrier()
        self._pretty = PrettyLog()
        self._quiet: QuietLines | None = None
        self._is_renovate = False
        self.name = stream.name
        self.statistics = SourceStatistics()

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
        """Bytes taken from the file so far, before decompression."""
        return self._stream.bytes_read

    @property
    def size(self) -> int | None:
        """Bytes in the file; None for a pipe."""
        return self._stream.size

    def events(self) -> Iterator[Event]:
        """Yield the events in the order in which the log tells them.

        Raises:
            InputError: the stream can't be read, or holds no record of Renovate's. Events
                that were yielded before that are not of a run then.
        """
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
        yield from self._read_last(self._pretty.finish(), terminated=terminated)
        if not self._is_renovate:
            # Before any run ends: what has not ended is not stored.
            hint = "accepted are JSON lines (LOG_FORMAT=json, LOG_FILE) and the default text"
            raise InputError(f"{self.name}: is not a Renovate log", hint=hint)
        yield from self._runs.end_all()

    def _read(self, block: LineBlock) -> Iterator[Event]:
        lines, index = block.lines, 0
        while (index := self._pass_by(lines, index)) < len(lines):
            number = block.first_number + index
            self.statistics.lines = number
            yield from self._take(lines[index], number)
            index += 1
        self.statistics.lines = block.first_number + len(lines) - 1

    def _pass_by(self, lines: list[bytes], start: int) -> int:
        """Return the index of the next line that has to be read by itself."""
        if self._pretty.open_block:
            return self._pretty.open_block.add_all(lines, start)
        run = self._runs.current
        if self._quiet is None or run is None:
            return start
        end = self._quiet.skip(lines, start)
        if end > start:
            run.skip(end - start, lines[end - 1])
            self.statistics.records += end - start
        return end

    def _take(self, line: bytes, number: int) -> Iterator[Event]:
        unwrapped = self._carrier.unwrap(line)
        if unwrapped is None:
            return
        if unwrapped.text.startswith(b"{"):
            yield from self._take_json(unwrapped, number, is_bare=unwrapped.text is line)
        else:
            yield from self._take_pretty(unwrapped, number)

    def _take_json(self, line: Unwrapped, number: int, *, is_bare: bool) -> Iterator[Event]:
        text = line.text
        record = read_json_record(text)
        if record is None:
            self._note_unparsed(text, number)
            text = text[max(text.rfind(_JSON_START), 0) :]  # behind half a line of another log
            record = read_json_record(text) if text is not line.text else None
            # Records that are repeated inside another one have no time.
            record = record if record and record.time_text else None
        if record is None:
            return
        yield from self._read_pretty(self._pretty.finish())
        self._is_renovate = True
        yield from self._give(record, text, number)
        prefix = run_prefix(text) if is_bare else None
        self._quiet = QuietLines(prefix=prefix) if prefix else None

    def _take_pretty(self, line: Unwrapped, number: int) -> Iterator[Event]:
        text = line.text
        if text.endswith(_PRETTY_START) and text != _PRETTY_START:
            self._note_unparsed(text, number)  # half a line of another log in front
            text = _PRETTY_START
        belongs, finished = self._pretty.take(text, number, line.time_text)
        if not belongs:
            self._note_unparsed(text, number)
        yield from self._read_pretty(finished)

    def _read_last(self, block: PrettyBlock | None, *, terminated: bool) -> Iterator[Event]:
        """Read the block at the end of the log, unless its own end may be missing."""
        if block is None:
            return
        if block.is_last_line or (terminated and block.has_its_end):
            yield from self._read_pretty(block)
        elif not terminated:
            self._note_unparsed(block.headline, block.number)

    def _read_pretty(self, block: PrettyBlock | None) -> Iterator[Event]:
        if block is None:
            return
        record = block.record()
        if record is None:
            self._note_unparsed(block.headline, block.number)
            return
        self._quiet = None
        self._is_renovate |= record.repository is not None or record.msg in RUN_STARTERS
        yield from self._give(record, block.headline, block.number)

    def _give(self, record: Record, text: bytes, number: int) -> Iterator[Event]:
        self.statistics.records += 1
        try:
            yield from self._runs.take(record)
        except UnexpectedShapeError:
            self._note_unparsed(text, number)

    def _note_unparsed(self, text: bytes, number: int) -> None:
        if self._stream.damage:
            return  # half a line, where the log was cut
        statistics = self.statistics
        statistics.unparsed += 1
        if statistics.first_unparsed is None:
            shown = self._redact(text[:_READ_OF_UNPARSED].decode("utf-8", "replace"))
            statistics.first_unparsed = (number, one_line(shown, limit=_SHOWN_OF_UNPARSED))
