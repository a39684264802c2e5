"""What the store knows of a period: all that a report is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from renovate_kit.reports.store.rows import (
    BranchRow,
    DependencyCountRow,
    ProblemRow,
    PullRequestEventRow,
    RunRow,
)

__all__ = ["PeriodRows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRows:
    """The answers of the store's queries for one period and one choice of repositories.

    `runs_without_time` are on record but in no period. `starts_before` are the starts of the last
    runs before the period, oldest first: they tell what to expect of it. `asked_for` are the
    chosen repositories; none means all.
    """

    runs: Sequence[RunRow]
    branches: Sequence[BranchRow]
    pull_requests: Sequence[PullRequestEventRow]
    problems: Sequence[ProblemRow]
    dependencies: Sequence[DependencyCountRow]
    runs_without_time: int
    starts_before: Sequence[datetime] = ()
    asked_for: Sequence[str] = ()
