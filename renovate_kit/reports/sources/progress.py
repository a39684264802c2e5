"""How far a run got: whether it ended, with which exit code, and what cut it off."""

import re
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.events import CutOff
from renovate_kit.reports.sources import messages
from renovate_kit.reports.sources.record import ERROR, FATAL, Record

__all__ = ["HEAP_EVIDENCE", "HEAP_EXIT", "Progress", "cut_off_by"]

HEAP_EXIT: Final = 134
HEAP_EVIDENCE: Final = "JavaScript heap out of memory"
_FOREIGN: Final = (
    (
        re.compile(rb"FATAL ERROR: .{0,200}(?:JavaScript heap out of memory|Reached heap limit)"),
        CutOff.HEAP,
    ),
    (re.compile(rb"<--- Last few GCs --->"), CutOff.HEAP),
    (re.compile(rb"(?:npm (?:error|ERR!) signal|.{0,40}\breceived) SIGTERM"), CutOff.TERMINATED),
    (re.compile(rb"Terminated\s*$"), CutOff.TERMINATED),
    (re.compile(rb"Killed\s*$"), CutOff.KILLED),
)


def cut_off_by(line: bytes) -> CutOff | None:
    """Return what a line between the records says of the end of the process, if anything."""
    return next((why for pattern, why in _FOREIGN if pattern.match(line)), None)


@dataclass(slots=True, kw_only=True)
class Progress:
    """Follows one run.

    Attributes:
        closed: a record was seen that only a process at its end writes.
        awaits_exit_record: there were errors, so that the list of them is still to come.
        awaits_exit_code: a repository's result has a code, which may be still to come.
        expected: how many repositories were given or discovered.
        finished: how many came to their end.
        errors: records of level error and fatal.
        cut_off: what a line between the records said.
    """

    closed: bool = False
    awaits_exit_record: bool = False
    awaits_exit_code: bool = False
    expected: int | None = None
    finished: int = 0
    errors: int = 0
    cut_off: CutOff | None = None
    _first_error: str | None = None
    _exit_code: int | None = None
    _exit_message: str | None = None

    def note(self, record: Record) -> None:
        """Take a record of level info or above."""
        self.closed |= messages.is_closing(record)
        if record.level >= ERROR:
            self.awaits_exit_record = True
            self.errors += 1
            self._first_error = self._first_error or record.msg
        if messages.is_exit_code(record.msg):
            self.awaits_exit_record = self.awaits_exit_code = False
            code = record.fields.get("exitCode")
            # Both records may come; the second, with a number, decides.
            if isinstance(code, int):
                self._exit_code, self._exit_message = code, record.msg
            elif self._exit_code is None:
                self._exit_code, self._exit_message = 1, record.msg
        elif record.level >= FATAL and self._exit_code is None:
            self._exit_code, self._exit_message = 1, record.msg

    def exit(self, *, complete: bool) -> tuple[int | None, str | None]:
        """Return the exit code that the log is evidence of, and the message that shows it."""
        if self.cut_off is CutOff.HEAP and not complete:
            return HEAP_EXIT, HEAP_EVIDENCE
        if self._exit_code is not None:
            return self._exit_code, self._exit_message
        if not complete:
            return None, None
        return (1, self._first_error) if self.errors else (0, None)
