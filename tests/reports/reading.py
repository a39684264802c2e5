"""How the tests of the sources read a log: from bytes or a file, to a list of events."""

from io import BytesIO
from pathlib import Path
from typing import TypeVar

from renovate_kit.errors import InputError
from renovate_kit.reports.events import Event, RunEnded
from renovate_kit.reports.sources import LogSource, open_log
from renovate_kit.reports.sources.interface import Source

_E = TypeVar("_E")


def read(log: bytes | Path) -> list[Event]:
    with source_of(log) as source:
        return taken(source)


def read_if_readable(log: bytes) -> list[Event]:
    """The events of a log; none for one that is refused."""
    try:
        return read(log)
    except InputError:
        return []


def taken(source: Source) -> list[Event]:
    """All events of whatever offers events."""
    return list(source.events())


def source_of(log: bytes | Path) -> LogSource:
    return open_log(None, stdin=BytesIO(log)) if isinstance(log, bytes) else open_log(log)


def drained(log: bytes | Path) -> LogSource:
    """A source all of whose events were taken."""
    with source_of(log) as source:
        taken(source)
    return source


def of_type(events: list[Event], kind: type[_E]) -> list[_E]:
    return [event for event in events if isinstance(event, kind)]


def only_end(events: list[Event]) -> RunEnded:
    (end,) = of_type(events, RunEnded)
    return end
