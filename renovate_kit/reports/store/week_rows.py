"""What queries return for the figures of a whole period: few rows, however long it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from renovate_kit.reports.events import LogDetail, ProblemLevel, PullRequestAction

__all__ = [
    "ChangedRow",
    "DependencyStandingRow",
    "Opening",
    "PeriodFacts",
    "PullRequestFacts",
    "RunFactsRow",
    "TurnDeedRow",
    "TurnOutcome",
    "VanishedRow",
    "last_look",
]

Opening: TypeAlias = tuple[str, int]
"""A repository and a pull request's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnOutcome:
    """How a turn at a repository ended, and how long it took if it was finished."""

    result: str | None
    duration_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFactsRow:
    """All that a run is judged by, each thing once.

    Attributes:
        outcomes: the different ends that its turns at repositories had.
        levels: of what was logged, but for what a run was told to do.
        has_branch_error: whether Renovate failed on a branch.
    """

    run_id: int
    started_at: datetime
    renovate_version: str | None
    detail: LogDetail
    complete: bool
    exit_code: int | None
    outcomes: tuple[TurnOutcome, ...]
    levels: frozenset[ProblemLevel]
    has_branch_error: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRow:
    """A repository of which the last turn that shows branches does not tell all.

    Turns came after it, or it has an onboarding pull request, which is no branch.

    Attributes:
        shown_at: start of the run of that turn.
        is_onboarding: whether it waited for its onboarding then, and was not turned away since.
        standing: pull requests that are open in it.
        waiting: its onboarding pull request, if that was created before the period.
    """

    repository: str
    shown_at: datetime
    is_onboarding: bool
    standing: frozenset[int]
    waiting: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VanishedRow:
    """A branch whose pull request was open when it was last seen, before the last look."""

    repository: str
    branch: str
    number: int
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDeedRow:
    """What a run did to a pull request in its turn at a repository."""

    repository: str
    run_started_at: datetime
    result: str | None
    branch: str | None
    action: PullRequestAction
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequestFacts:
    """What the last looks of a period at its repositories show of their pull requests.

    Attributes:
        repositories: how many runs turned to.
        repositories_shown: of these, with a turn that shows its branches.
        standing: pull requests that are open in the last such turns.
        changed: repositories where that is not all there is to know.
        vanished: may have been merged by people.
        visited: keys of the `repositories`.
        deeds: what closed pull requests, and all that was done in the repositories that changed,
            oldest first.
    """

    repositories: int
    visited: frozenset[int]
    repositories_shown: int
    standing: int
    changed: tuple[ChangedRow, ...]
    vanished: tuple[VanishedRow, ...]
    deeds: tuple[TurnDeedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFacts:
    """What there is to know of a period, for its figures.

    Attributes:
        runs: of the period, oldest first.
        created: distinct pull requests that were created in it.
        automerged: likewise merged by Renovate, with branches that never had a pull request.
        problems: distinct warnings and errors: by repository, level, message and detail.
        lib_years: Renovate's sums at the end of the period; None if one of the repositories, but
            for those that Renovate leaves alone, shows none.
        behind: dependencies for which a lookup found an update, at the end of the period; None if
            one of these repositories does not show its dependencies.
    """

    runs: tuple[RunFactsRow, ...]
    created: int
    automerged: int
    problems: int
    pull_requests: PullRequestFacts
    lib_years: float | None
    behind: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyStandingRow:
    """How many dependencies of a repository stand alike in the last run that shows them.

    Attributes:
        step: the largest of `major`, `minor`, `patch` and `other` among the updates that were
            found; None if there is none.
        looked_up: whether updates were looked for.
        has_failed: whether the lookup left a warning.
        abandoned: Renovate's word; None if it does not say.
        lib_years: of the repository, as that run has it.
        is_dated: whether Renovate knows how many libyears an update is away.
    """

    repository: str
    run_started_at: datetime
    lib_years: float | None
    is_dated: bool
    looked_up: bool
    skip_reason: str | None
    has_failed: bool
    step: str | None
    deprecated: bool
    abandoned: bool | None
    count: int


def last_look(runs: Sequence[RunFactsRow], start: datetime) -> datetime:
    """Return when the last run of a period started, or the period where there is none.

    A forge that was read at that time or later tells more of the period than its runs.
    """
    return runs[-1].started_at if runs else start
