"""What the store knows of a period: all that a report is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

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

    `runs_without_time` are on record but in no period.
    """

    runs: Sequence[RunRow]
    branches: Sequence[BranchRow]
    pull_requests: Sequence[PullRequestEventRow]
    problems: Sequence[ProblemRow]
    dependencies: Sequence[DependencyCountRow]
    runs_without_time: int
