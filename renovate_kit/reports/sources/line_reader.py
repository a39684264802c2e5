"""The lines that one process, or one file, wrote: put together to records, told as events."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, TypeAlias

from renovate_kit.reports.events import Event
from renovate_kit.reports.sources.heap_dump import HeapDump
from renovate_kit.reports.sources.interface import SourceStatistics
from renovate_kit.reports.sources.json_log import QuietLines, read_json_record, run_prefix
from renovate_kit.reports.sources.messages import RUN_STARTERS
from renovate_kit.reports.sources.payloads import UnexpectedShapeError
from renovate_kit.reports.sources.pretty_log import PrettyBlock, PrettyLog
from renovate_kit.reports.sources.record import Record
from renovate_kit.reports.sources.report_reader import is_report, read_report
from renovate_kit.reports.sources.run_table import RunTable
from renovate_kit.reports.sources.wording import Wording

__all__ = ["LineReader", "UnparsedNoter"]

_JSON_START: Final = b'{"name":"renovate"'
_PRETTY_START: Final = b" INFO: Renovate started"


_wording_of: Final = lru_cache(maxsize=2)(Wording)
"""One for all files of a folder: what they name is the same, over and over."""

UnparsedNoter: TypeAlias = Callable[[bytes, int], None]
"""Is told of each line that belongs to no record, and its number."""


class LineReader:
    """Reads the lines of one process in their order.

    Args:
        redact: masks secrets in what the events say.
        statistics: where records are counted.
        note_unparsed: is told of the lines that belong to no record.
        stream: the process's name in a mixed log; empty where there is one log.

    Attributes:
        is_renovate: whether a line showed beyond doubt that Renovate wrote it.
    """

    def __init__(
        self,
        *,
        redact: Callable[[str], str],
        statistics: SourceStatistics,
        note_unparsed: UnparsedNoter,
        stream: str = "",
    ) -> None:
        self.is_renovate = False
        self._statistics = statistics
        self._note_unparsed = note_unparsed
        self._redact = redact
        self._wording = _wording_of(redact)
        self._runs = RunTable(redact, self._wording, stream=stream)
        self._stream = stream
        self._dump = HeapDump()
        self._pretty = PrettyLog()
        self._quiet: QuietLines | None = None

    def pass_by(self, lines: list[bytes], start: int) -> int:
        """Return the index of the next bare line that has to be read by itself."""
        if self._pretty.open_block:
            return self._pretty.open_block.add_all(lines, start)
        run = self._runs.current
        if self._quiet is None or run is None:
            return start
        end = self._quiet.skip(lines, start, with_advisories=run.reads_advisories)
        if end > start:
            run.skip(end - start, lines[end - 1])
            self._statistics.records += end - start
        return end

    def passes(self, text: bytes) -> bool:
        """Whether a line out of its carrier carries no event; it is counted then."""
        if self._quiet is None or self._pretty.open_block:
            return False
        return self.pass_by([text], 0) == 1

    def take(self, text: bytes, number: int, time_text: str | None) -> Iterator[Event]:
        """Take a line out of its carrier; some carriers join the lines of a record to one."""
        if b"\n" in text:
            for line in text.split(b"\n"):
                yield from self.take(line.removesuffix(b"\r"), number, time_text)
        elif self._add_below(text) or self.passes(text):
            return
        elif text.startswith(b"{"):
            yield from self._take_json(text, number, time_text)
        else:
            yield from self._take_pretty(text, number, time_text)

    def _add_below(self, text: bytes) -> bool:
        return self._pretty.open_block is not None and self._pretty.open_block.add(text)

    def finish(self, *, terminated: bool) -> Iterator[Event]:
        """Read what was waiting for its end, which may be missing unless `terminated`."""
        block = self._pretty.finish()
        if block is None:
            return
        if block.is_last_line or (terminated and block.has_its_end):
            yield from self._read_pretty(block)
        elif not terminated:
            self._note_unparsed(block.headline, block.number)

    def end_runs(self) -> Iterator[Event]:
        """End the runs that are still open; of a log that is not Renovate's there are none."""
        if self.is_renovate:
            yield from self._runs.end_all()
        elif self._dump.is_told:
            yield from self._dump.events(f"{self._stream}#1")

    def _take_json(self, text: bytes, number: int, time_text: str | None) -> Iterator[Event]:
        record = read_json_record(text)
        if record is None:
            if is_report(text) and (told := read_report(text, self._redact, self._wording)):
                yield from self._read_pretty(self._pretty.finish())
                self.is_renovate = True
                yield from told
                return
            self._note_foreign(text, number, time_text)
            start = max(text.rfind(_JSON_START), 0)  # behind half a line of another log
            record = read_json_record(text[start:]) if start else None
            text = text[start:]
            # Records that are repeated inside another one have no time.
            record = record if record and record.time_text else None
        if record is None:
            return
        yield from self._read_pretty(self._pretty.finish())
        self.is_renovate = True
        yield from self._give(record, text, number)
        prefix = run_prefix(text)
        self._quiet = QuietLines(prefix=prefix) if prefix else None

    def _take_pretty(self, line: bytes, number: int, time_text: str | None) -> Iterator[Event]:
        text = line
        if text.endswith(_PRETTY_START) and text != _PRETTY_START:
            self._note_unparsed(text, number)  # half a line of another log in front
            text = _PRETTY_START
        belongs, finished = self._pretty.take(text, number, time_text)
        if not belongs:
            self._note_foreign(text, number, time_text)
        yield from self._read_pretty(finished)

    def _read_pretty(self, block: PrettyBlock | None) -> Iterator[Event]:
        if block is None:
            return
        record = block.record()
        if record is None:
            self._note_unparsed(block.headline, block.number)
            return
        self._quiet = None
        self.is_renovate |= record.repository is not None or record.msg in RUN_STARTERS
        yield from self._give(record, block.headline, block.number)

    def _note_foreign(self, text: bytes, number: int, time_text: str | None) -> None:
        self._note_unparsed(text, number)
        if self._runs.current:
            self._runs.current.note_foreign(text)
        elif not self.is_renovate:
            self._dump.note(text, time_text)

    @property
    def is_told(self) -> bool:
        """Whether there is anything to tell: of a run, or of memory that ran out."""
        return self.is_renovate or self._dump.is_told

    def _give(self, record: Record, text: bytes, number: int) -> Iterator[Event]:
        self._statistics.records += 1
        try:
            yield from self._runs.take(record)
        except UnexpectedShapeError:
            self._note_unparsed(text, number)
