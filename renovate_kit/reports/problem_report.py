"""Problems as people get them: all that a format of `errors` may see."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

__all__ = [
    "IgnoreUse",
    "Ignored",
    "Occurrence",
    "Problem",
    "ProblemHistory",
    "ProblemInRepository",
    "ProblemReport",
    "ProblemState",
]


class ProblemState(StrEnum):
    """Whether a problem is still there, by the runs that could have shown it."""

    NEW = "new"
    """The last run had it, and none before; a run that was cut off since changes nothing."""
    ONGOING = "ongoing"
    """It was there before, and no run has shown since that it is gone."""
    FLAPPING = "flapping"
    """It comes and goes."""
    RESOLVED = "resolved"
    """A run that could have shown it did not."""
    UNKNOWN = "unknown"
    """Only runs without a known time had it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """Why somebody chose not to see a problem, and until which day, if one is set."""

    reason: str
    expires: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoreUse:
    """An entry of the ignore file that does nothing, and why: it is expired, or nothing fits."""

    entry: str
    reason: str
    expired_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemInRepository:
    """A problem in one repository; `repository` is None for one of the process itself."""

    repository: str | None
    state: ProblemState
    first_seen: datetime | None
    last_seen: datetime | None
    resolved_at: datetime | None
    resolved_by: int | None
    ignored: Ignored | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What goes wrong in the same way, in all repositories.

    Attributes:
        fingerprint: the name by which it is known; see docs/errors.md.
        level: the level at which Renovate logs it.
        category: what it is about.
        message: Renovate's message, as last seen.
        title: words for a message that is a mere name.
        detail: an example, as last seen.
        means: what it means.
        remedy: what usually helps.
        docs: the page of Renovate's documentation that helps.
        count: occurrences in the period.
        runs: runs of the period that had it.
        first_seen: its first occurrence on record; None if no run with it has a known time.
        last_seen: its last occurrence on record.
        state: over all repositories: what is there in one of them is there.
        resolved_at: the start of the run since which it is gone everywhere.
        resolved_by: the key of that run.
        repositories: where it occurs.
        branches: branches on which it occurs.
        dependencies: dependencies that it names.
        only_at_debug: whether only logs at level debug show it.
    """

    fingerprint: str
    level: str
    category: str
    message: str
    title: str | None
    detail: str
    means: str
    remedy: str
    docs: str | None
    count: int
    runs: int
    first_seen: datetime | None
    last_seen: datetime | None
    state: ProblemState
    resolved_at: datetime | None
    resolved_by: int | None
    repositories: tuple[ProblemInRepository, ...]
    branches: tuple[str, ...]
    dependencies: tuple[str, ...]
    only_at_debug: bool

    @property
    def ignored(self) -> Ignored | None:
        """Why it is ignored, if it is so in every repository."""
        reasons = [each.ignored for each in self.repositories]
        return reasons[0] if reasons and all(reasons) else None

    @property
    def is_gone(self) -> bool:
        """Whether it is resolved everywhere."""
        return self.state is ProblemState.RESOLVED


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemReport:
    """The problems of a period, worst first, with those that are ignored.

    Attributes:
        until: the end of the period; None for the present.
        runs: of the period.
        runs_at_info: of these, with logs that show level info only.
        runs_without_time: runs that are left out, because nobody knows whether they are of it.
    """

    since: datetime | None
    problems: tuple[Problem, ...]
    idle_ignores: tuple[IgnoreUse, ...]
    runs: int = 0
    runs_at_info: int = 0
    runs_without_time: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A run that had a problem. `started_at` is None for a run without a known time."""

    run_id: int
    started_at: datetime | None
    repository: str | None
    count: int
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemHistory:
    """One problem and the runs that had it, newest first.

    Attributes:
        problem: what it is.
        occurrences: the runs that had it, by detail.
        dependencies: what its branches would have updated in the last run that shows them.
    """

    problem: Problem
    occurrences: tuple[Occurrence, ...]
    dependencies: tuple[str, ...]
