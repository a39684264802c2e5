"""One log record, whatever format it was written in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

__all__ = ["DEBUG", "ERROR", "FATAL", "INFO", "WARN", "Record", "parse_time"]

DEBUG: Final = 20
INFO: Final = 30
WARN: Final = 40
ERROR: Final = 50
FATAL: Final = 60


# No slots: `cached_property` keeps its value in the instance's dictionary.
@dataclass(frozen=True, kw_only=True)
class Record:
    """What a line of JSON, or a block of pretty text, says.

    Attributes:
        level: bunyan's number: 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal.
        msg: the message.
        log_context: Renovate's `logContext`; None in pretty text.
        process: host name and process id; None in pretty text.
        time_text: the time as written; None where the carrier gave none.
        load: reads the other fields.
        line: the JSON that the record was read from, for reading it typed; None in pretty text.
    """

    level: int
    msg: str
    log_context: str | None
    process: tuple[str, int] | None
    time_text: str | None
    repository: str | None
    branch: str | None
    base_branch: str | None
    load: Callable[[], Mapping[str, object]]
    line: bytes | None = None

    @cached_property
    def fields(self) -> Mapping[str, object]:
        """All fields of the record, read when first asked for; `undefined` ones are absent."""
        return self.load()

    @cached_property
    def time(self) -> datetime | None:
        """When the record was written, in UTC."""
        return parse_time(self.time_text)


def parse_time(text: str | None) -> datetime | None:
    """Return an RFC 3339 time in UTC; None for None and for what is no time.

    Kubernetes writes nanoseconds; they are cut to microseconds.
    """
    if text is None:
        return None
    try:
        time = datetime.fromisoformat(text)
        return time.astimezone(UTC) if time.tzinfo else None
    except (ValueError, OverflowError):
        return None
