"""How long a run took, and when it ended."""

from collections.abc import Sequence
from datetime import datetime

from renovate_kit.reports.events import CutOff
from renovate_kit.reports.store.run_rows import RunFacts, TurnFacts

__all__ = ["duration_of", "ended_at", "log_duration_of"]


def duration_of(turns: Sequence[TurnFacts]) -> int | None:
    """Return the time spent on repositories, in milliseconds; None if that of any is unknown."""
    known = [turn.duration_ms for turn in turns if turn.duration_ms is not None]
    return sum(known) if known and len(known) == len(turns) else None


def ended_at(facts: RunFacts) -> datetime | None:
    """Return when a run came to its end; None if that is not known, or it was cut off."""
    has_end = facts.complete or facts.cut_off is CutOff.LOG_BEGINS_LATE
    return facts.ended_at if has_end else None


def log_duration_of(facts: RunFacts) -> int | None:
    """Return the time from the first record to the last, in milliseconds; None without times."""
    if facts.started_at is None or facts.ended_at is None:
        return None
    return round((facts.ended_at - facts.started_at).total_seconds() * 1000)
