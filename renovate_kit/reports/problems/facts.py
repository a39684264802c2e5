"""What the store knows about problems, as this package wants it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from renovate_kit.reports.events import ProblemLevel

__all__ = ["ProblemFacts", "Sighting", "Turn"]

_FINISHED: Final = frozenset({"done", "automerged", "onboarding"})
"""Results after which a run got far enough to show every problem that is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A run's turn at one repository, or a run by itself (`repository` None).

    Attributes:
        result: Renovate's result; None if the turn never finished.
        complete: whether the log goes on to the end of the run.
        shows_debug: whether the log has records of level debug.
        branches: those that there were at its end, of those that ever had a problem; None if the
            log does not show them.
        committed: branches that Renovate made or updated then, of those that had a problem; a log
            of any level shows it.
    """

    run_id: int
    repository: str | None
    started_at: datetime
    result: str | None
    complete: bool
    shows_debug: bool
    branches: frozenset[str] | None = None
    committed: frozenset[str] = frozenset()

    @property
    def got_to_its_end(self) -> bool:
        """Whether a problem that it does not show was not there."""
        return self.complete and (self.repository is None or self.result in _FINISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A level, message and detail in one repository, on one branch, and the runs that had it.

    Attributes:
        counts: occurrences by run.
        first_at: of the first run with a known time.
        last_at: of the last run with a known time: its first occurrence there.
    """

    repository: str | None
    branch: str | None
    level: ProblemLevel
    message: str
    detail: str
    counts: Mapping[int, int]
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemFacts:
    """Everything that states and counts are made of.

    Attributes:
        starts: of each run with a known time.
        turns: of these runs at repositories, and of the runs by themselves if any problem is
            one of the process; oldest first.
        sightings: in no order.
        artifact_branches: by repository and file, the branches on which that file could not be
            brought up to date: a record that several branches repeat names none of them.
    """

    starts: Mapping[int, datetime]
    turns: tuple[Turn, ...]
    sightings: tuple[Sighting, ...]
    artifact_branches: Mapping[tuple[str | None, str], frozenset[str]] = field(default_factory=dict)
