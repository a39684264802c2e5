"""Whether a log holds its run from the beginning."""

import re
from typing import Final

from renovate_kit.reports.events import LogDetail
from renovate_kit.reports.sources import messages
from renovate_kit.reports.sources.record import Record

__all__ = ["RunHead"]

_SAYS_THAT_IT_STARTED: Final = (43, 26, 5)
"""Since this version a run at level info begins with a record of its own."""

_VERSION: Final = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})")


class RunHead:
    """The beginning of a run, as far as its log has it.

    Args:
        first: the first record of the run that the log holds.

    Attributes:
        begins: whether that is a process's first record.
        has_start: whether the record came, in its place or not, that a process begins with.
    """

    __slots__ = ("_first", "_version", "begins", "has_start")

    def __init__(self, first: Record) -> None:
        self.begins = messages.is_first(first)
        self.has_start = False
        self._first = first
        self._version: tuple[int, ...] | None = None

    def note(self, record: Record) -> None:
        """Take a record of the run."""
        self.has_start |= record.msg in messages.RUN_STARTERS
        if record.msg == messages.REPOSITORY_STARTED and self._version is None:
            self._version = _version(record)

    def is_missing(self, detail: LogDetail) -> bool:
        """Whether the run is known to have begun before its log does.

        Before 43.26 a run at level info begins with what it has to say first: in doubt it is
        whole, unless that belongs to a repository that it turned to before, or to its end.

        Args:
            detail: the most talkative level that the log shows.
        """
        if self.begins or self.has_start:
            return False
        if detail is LogDetail.DEBUG:
            return True
        if self._version is not None and self._version >= _SAYS_THAT_IT_STARTED:
            return True
        first = self._first
        if first.repository is not None:
            return first.msg != messages.REPOSITORY_STARTED
        return messages.is_last_line(first.msg) or messages.is_exit_code(first.msg)


def _version(record: Record) -> tuple[int, ...] | None:
    named = record.fields.get("renovateVersion")
    found = _VERSION.match(named) if isinstance(named, str) else None
    return tuple(map(int, found.groups())) if found else None
