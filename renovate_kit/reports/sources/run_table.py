"""Which run a record belongs to, when a stream holds many, one after another or mixed."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Final

from renovate_kit.reports.events import Event
from renovate_kit.reports.events.log_context import is_unique
from renovate_kit.reports.sources.messages import RUN_STARTERS
from renovate_kit.reports.sources.record import Record
from renovate_kit.reports.sources.run_reader import RunReader
from renovate_kit.reports.sources.wording import Wording

__all__ = ["RunTable"]

_MOST_OPEN_RUNS: Final = 64
"""Runs that may be interleaved; beyond it the one that was silent for longest is ended."""

_MOST_DAMAGED: Final = 3
"""Letters in which a `logContext` may differ and still be the same, with damage in it."""

_Key = tuple[str | None, tuple[str, int] | None]


class RunTable:
    """The runs that a stream is in the middle of.

    JSON records name their run: by `logContext`, and by process where a fixed LOG_CONTEXT is
    shared. Where damage took part of the name, the rest of it tells. Pretty records name none:
    there a new run begins with `Renovate started`.

    Args:
        redact: masks secrets.
        wording: words names likewise.
        stream: begins the names of the runs, where one source holds several streams.
    """

    def __init__(self, redact: Callable[[str], str], wording: Wording, *, stream: str = "") -> None:
        self._stream = stream
        self._redact = redact
        self._wording = wording
        self._open: OrderedDict[_Key, RunReader] = OrderedDict()
        self._ordinal = 0

    def take(self, record: Record) -> Iterator[Event]:
        """Give a record to its run; `current` is that run from then on."""
        key = self._key(record)
        if key in self._open and self._begins_anew(record, self._open[key]):
            yield from self._open.pop(key).end()
        if key not in self._open:
            yield from self._make_room()
            self._ordinal += 1
            self._open[key] = RunReader(self._name(record), record, self._redact, self._wording)
            yield from self._open[key].begin()
        self._open.move_to_end(key)
        yield from self._open[key].take(record)

    def _key(self, record: Record) -> _Key:
        context = record.log_context
        key = (context, None if is_unique(context) else record.process)
        if key in self._open or record.line is None or record.msg in RUN_STARTERS:
            return key
        open_runs = reversed(self._open.items())
        return next((known for known, run in open_runs if _is_of(record, run)), key)

    @staticmethod
    def _begins_anew(record: Record, run: RunReader) -> bool:
        if record.line is None:
            return run.is_of_another_run(record)
        if record.msg not in RUN_STARTERS or run.has_read(record):
            return False
        # Out of its place, it is still the start of the only run with its name.
        return run.has_start or not is_unique(record.log_context)

    @property
    def current(self) -> RunReader | None:
        """The run of the last record."""
        return next(reversed(self._open.values()), None)

    def end_all(self) -> Iterator[Event]:
        """End what is open, the run that was silent for longest first."""
        while self._open:
            _, run = self._open.popitem(last=False)
            yield from run.end()

    def _name(self, record: Record) -> str:
        if record.process is None and record.log_context is None:
            return f"{self._stream}#{self._ordinal}"
        return f"{record.log_context or record.process}@{record.time_text}"

    def _make_room(self) -> Iterator[Event]:
        """End the runs that are over, and one more where still too many are open."""
        for key in [key for key, run in self._open.items() if run.is_over]:
            yield from self._open.pop(key).end()
        if len(self._open) >= _MOST_OPEN_RUNS:
            _, oldest = self._open.popitem(last=False)
            yield from oldest.end()


def _is_of(record: Record, run: RunReader) -> bool:
    """Whether a record that names no run that is known was named like this one before damage."""
    context, known = record.log_context, run.log_context
    if known is None or record.process not in {None, run.process}:
        return False
    if context is None or context == known:
        return True
    return (is_unique(context) or is_unique(known)) and _differ(context, known) <= _MOST_DAMAGED


def _differ(one: str, other: str) -> int:
    if len(one) != len(other):
        return max(len(one), len(other))
    return sum(map(str.__ne__, one, other))
