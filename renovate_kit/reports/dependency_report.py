"""What became of one dependency: all that a format of `why` may see."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from renovate_kit.reports.option_links import Option

__all__ = ["DependencyAnswer", "DependencyReport", "DependencyState", "Outcome", "Place"]


class DependencyState(StrEnum):
    """What became of a dependency's update."""

    PULL_REQUEST_OPEN = "pull-request-open"
    MERGED = "merged"
    HELD_BACK = "held-back"
    CLOSED_BY_PERSON = "closed-by-person"
    FAILED = "failed"
    LOOKUP_FAILED = "lookup-failed"
    SKIPPED = "skipped"
    UP_TO_DATE = "up-to-date"
    NO_BRANCH = "no-branch"
    NOT_LOOKED_UP = "not-looked-up"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a dependency stands in the repository, and at which version."""

    manager: str
    package_file: str
    base_branch: str
    datasource: str | None
    current: str | None
    released_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an update, or why there is none.

    Attributes:
        headline: in one line.
        because: the reason, or what is known of it.
        updates: what would change, in words.
        word: Renovate's: the branch's result, or the skipReason.
    """

    state: DependencyState
    headline: str
    because: str
    what_to_do: str
    options: tuple[Option, ...] = ()
    word: str | None = None
    branch: str | None = None
    pull_request: int | None = None
    updates: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyAnswer:
    """What is known of a dependency in one repository.

    Attributes:
        run_id: the run that the answer comes from.
        started_at: of that run; None in text without times.
        is_latest: whether no later run turned to the repository.
        notes: what else there is to know: advisories, limits, failures, what came before.
    """

    repository: str
    run_id: int
    started_at: datetime | None
    is_latest: bool
    shows_debug: bool
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyReport:
    """The answers, by repository."""

    name: str
    answers: tuple[DependencyAnswer, ...]
