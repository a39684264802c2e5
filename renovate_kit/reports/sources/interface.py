"""What every source of events offers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from renovate_kit.reports.events import Event

__all__ = ["Source", "SourceStatistics"]


@dataclass(slots=True, kw_only=True)
class SourceStatistics:
    """What a source met on its way; filled in while its events are taken.

    Attributes:
        lines: physical lines read.
        records: log records among them.
        unparsed: lines that belong to no record (Node's warnings, npm's output, damage).
        first_unparsed: line number and redacted text of the first such line.
        damage: what is wrong with a compressed log; the half line before that is not counted.
    """

    lines: int = 0
    records: int = 0
    unparsed: int = 0
    first_unparsed: tuple[int, str] | None = None
    damage: str | None = None


class Source(Protocol):
    """Something that tells what happened, one event at a time, in constant memory."""

    name: str
    statistics: SourceStatistics

    def events(self) -> Iterator[Event]:
        """Yield the events in the order in which the source learns of them.

        Raises:
            InputError: the source can't be read at all, or is nothing of Renovate's.
        """
        ...
