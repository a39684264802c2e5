"""When two recordings tell of one run, and which of them tells more. Pure rules.

A recording is one log's account of one run. Everything here depends on the recordings
alone, never on the order in which they came: that is what makes taking them idempotent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from hashlib import blake2b
from typing import TypeAlias

from renovate_kit.reports.events import LogDetail
from renovate_kit.reports.events.log_context import is_unique

__all__ = [
    "CLOCK_TOLERANCE",
    "GIVEN_MINUTE",
    "Identity",
    "Knowledge",
    "Richness",
    "contains",
    "dominates",
    "extends",
    "prefix_hashes",
    "same_run",
    "times_fit",
    "trace_hash",
]

CLOCK_TOLERANCE = timedelta(seconds=2)
"""How far the clocks of Renovate and of whoever stamped its lines may be apart."""

GIVEN_MINUTE = timedelta(minutes=1)
"""What a start that is given without seconds leaves open."""

_RECORD_BYTES = 8
_TELLING_BYTES = 3 * _RECORD_BYTES
"""A shorter trace may be that of another repository's run: it names one at most."""

Richness: TypeAlias = tuple[int, bool, bool, int, int]
"""Length of the trace, complete, debug level, revision, records."""


class Knowledge(IntEnum):
    """What a recording knows about which run it is; a higher one can stand for a lower one."""

    UNTIMED = 0
    TIMED = 1
    IDENTIFIED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What tells recordings apart.

    Attributes:
        log_context: only of a recording with a time; None in pretty text.
        started_at: of its first record.
        trace: eight bytes for each record of level info and above.
        complete: whether it reaches the end of the run.
        detail: how much it shows.
        records: how many there are.
        digest: stands for all of the content.
        ended_at: of its last record.
        revision: how much the reader knew that made it.
        headless: whether it is known to lack the run's first record.
    """

    log_context: str | None
    started_at: datetime | None
    trace: bytes
    complete: bool
    detail: LogDetail
    records: int
    digest: bytes
    ended_at: datetime | None = None
    revision: int = 1
    headless: bool = False

    @property
    def knowledge(self) -> Knowledge:
        """How surely it can be placed. A `logContext` may be fixed, so it needs a time as well."""
        if self.started_at is None:
            return Knowledge.UNTIMED
        return Knowledge.TIMED if self.log_context is None else Knowledge.IDENTIFIED

    @property
    def surely_until(self) -> datetime | None:
        """Until when it was certainly at work; None if nobody knows.

        A start that a person named for a text without times is as exact as it was given: one
        without seconds is anywhere in its minute.
        """
        if self.ended_at is not None or self.started_at is None:
            return self.ended_at
        is_given = self.log_context is None
        has_seconds = self.started_at.second or self.started_at.microsecond
        return self.started_at + GIVEN_MINUTE if is_given and not has_seconds else None

    @property
    def richness(self) -> Richness:
        """Sorts recordings of one run: a longer trace first of all, more records last."""
        debug = self.detail is LogDetail.DEBUG
        return len(self.trace), self.complete, debug, self.revision, self.records


def extends(longer: bytes, shorter: bytes) -> bool:
    """Return whether one trace is the other or goes on where the other stops.

    Every trace goes on where an empty one stops; that says nothing, so it doesn't count.
    """
    return longer.startswith(shorter) and (bool(shorter) or not longer)


def contains(longer: bytes, shorter: bytes) -> bool:
    """Return whether one trace is part of another, from one record to a later one."""
    at = longer.find(shorter)
    while at > 0 and at % _RECORD_BYTES:
        at = longer.find(shorter, at + 1)
    return at >= 0


def same_run(one: Identity, other: Identity) -> bool:
    """Return whether two recordings can be of the same run."""
    if one.knowledge is other.knowledge is Knowledge.IDENTIFIED:
        if one.log_context != other.log_context:
            return False
        return one.started_at == other.started_at or (
            is_unique(one.log_context)
            and (one.headless or other.headless or _starts_near(one, other))
        )
    if one.headless or other.headless:
        return _is_part(one, other) or _is_part(other, one) or _fits(one, other)
    return _fits(one, other)


def times_fit(one: Identity, other: Identity) -> bool:
    """Return whether the times of two recordings, if both have any, allow that they are one run.

    Whoever stamps the lines of a text may do so with a clock of its own, or when it passes them
    on. So the starts need not agree where both go on for some records and the two were at work
    at the same time: of two runs that say the same, the later begins when the other has ended.
    """
    if one.started_at is None or other.started_at is None or _starts_near(one, other):
        return True
    if one.surely_until is None or other.surely_until is None:
        return False
    at_once = one.started_at <= other.surely_until and other.started_at <= one.surely_until
    return at_once and min(len(one.trace), len(other.trace)) >= _TELLING_BYTES


def _starts_near(one: Identity, other: Identity) -> bool:
    return (
        one.started_at is not None
        and other.started_at is not None
        and abs(one.started_at - other.started_at) <= CLOCK_TOLERANCE
    )


def _fits(one: Identity, other: Identity) -> bool:
    goes_on = extends(one.trace, other.trace) or extends(other.trace, one.trace)
    return goes_on and times_fit(one, other)


def _is_part(part: Identity, whole: Identity) -> bool:
    """Return whether an excerpt that lacks its head stands in the middle of another recording."""
    if not (part.headless and part.trace and contains(whole.trace, part.trace)):
        return False
    if part.started_at is None or whole.started_at is None:
        return True
    begins = part.started_at >= whole.started_at - CLOCK_TOLERANCE
    return begins and (
        whole.ended_at is None or part.started_at <= whole.ended_at + CLOCK_TOLERANCE
    )


def dominates(one: Identity, other: Identity) -> bool:
    """Return whether `one` tells all that `other` does, so that `other` need not be kept.

    A partial order (it is transitive, and never holds both ways for different content): the
    recordings that no other dominates are the same in whatever order they came.
    """
    if one.knowledge < other.knowledge or not same_run(one, other):
        return False
    both_certain = one.knowledge is other.knowledge is Knowledge.IDENTIFIED
    if not (
        extends(one.trace, other.trace)
        or _is_part(other, one)
        or (both_certain and other.headless and contains(one.trace, other.trace))
    ):
        return False
    if both_certain and (one.detail, other.detail) == (LogDetail.INFO, LogDetail.DEBUG):
        return False
    if one.richness != other.richness:
        return one.richness > other.richness
    return one.knowledge > other.knowledge or one.digest <= other.digest


def trace_hash(trace: bytes) -> bytes:
    """Return a short key for a whole trace."""
    return blake2b(trace, digest_size=16).digest()


def prefix_hashes(trace: bytes) -> Iterator[bytes]:
    """Yield the key of every beginning of a trace, from its first record to all of it."""
    running = blake2b(digest_size=16)
    for start in range(0, len(trace), _RECORD_BYTES):
        running.update(trace[start : start + _RECORD_BYTES])
        yield running.digest()
