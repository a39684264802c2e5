"""V8's words when memory ran out, where nothing else is left of a run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

from renovate_kit.reports.events import CutOff, LogDetail, RunEnded, RunStarted
from renovate_kit.reports.sources.progress import HEAP_EVIDENCE, HEAP_EXIT, cut_off_by
from renovate_kit.reports.sources.record import parse_time
from renovate_kit.reports.sources.trace import HASH_BYTES

__all__ = ["HeapDump"]

_OWN: Final = re.compile(rb"FATAL ERROR: |\[\d+:0x[0-9a-f]+\]")
"""Lines with process, times and addresses: they are those of one dump only."""
_MOST_LINES: Final = 32
_LONGEST: Final = 4096


@dataclass(slots=True)
class HeapDump:
    """Lines of a process that wrote no record.

    V8 says of which process it speaks: without that, the words may be anybody's.
    """

    _says_so: bool = False
    _lines: list[bytes] = field(default_factory=list)
    _time_text: str | None = None

    @property
    def is_told(self) -> bool:
        """Whether they say that memory ran out."""
        return any(line.startswith(b"[") for line in self._lines)

    def note(self, line: bytes, time_text: str | None) -> None:
        """Take a line."""
        self._says_so |= cut_off_by(line) is CutOff.HEAP
        if self._says_so and len(self._lines) < _MOST_LINES and _OWN.match(line):
            self._lines.append(line[:_LONGEST])
            self._time_text = self._time_text or time_text

    def events(self, run: str) -> Iterator[RunStarted | RunEnded]:
        """Yield a run of which only its end is known.

        Args:
            run: its name in the stream.
        """
        time = parse_time(self._time_text)
        yield RunStarted(run=run, renovate_version=None, started_at=time)
        yield RunEnded(
            run=run,
            log_context=None,
            ended_at=time,
            complete=False,
            detail=LogDetail.INFO,
            trace=blake2b(b"\n".join(self._lines), digest_size=HASH_BYTES).digest(),
            records=0,
            begins=False,
            exit_code=HEAP_EXIT,
            exit_evidence=HEAP_EVIDENCE,
            cut_off=CutOff.HEAP,
        )
