"""What the store knows of a period: all that a report is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from renovate_kit.reports.report import Period, ProblemState
from renovate_kit.reports.security_report import SecurityEntry
from renovate_kit.reports.store.forge_rows import ForgeFacts
from renovate_kit.reports.store.rows import (
    BranchRow,
    ContainerRow,
    DependencyCountRow,
    ProblemRow,
    PullRequestEventRow,
    RunRow,
)
from renovate_kit.reports.store.week_rows import (
    DependencyStandingRow,
    Opening,
    PeriodFacts,
)

__all__ = ["ForgeFigures", "PeriodFigures", "PeriodRows", "ProblemPlace"]

ProblemPlace: TypeAlias = tuple[str | None, str]
"""A repository, or None for the process itself, and the fingerprint of a problem there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeFigures:
    """What forges tell of a period, of the `repositories` that were read since its last run."""

    repositories: int = 0
    created: int = 0
    merged: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFigures:
    """A period, what the database counted in it, and what forges tell of it."""

    period: Period
    facts: PeriodFacts
    forge: ForgeFigures = field(default_factory=ForgeFigures)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRows:
    """The answers of the store's queries for one period and one choice of repositories.

    `runs_without_time` are on record but in no period. `starts_before` are the starts of the last
    runs before the period, oldest first: they tell what to expect of it. `asked_for` are the
    chosen repositories; none means all. `standings` are the dependencies of all repositories, in
    order of these. `openings` are pull requests of before the period that are open in it.
    `figures` are the period's own; `figures_before` those of the period before, None if nothing is
    known of it; `weeks` those of ISO weeks, oldest first. `forge` is what forges tell;
    `vulnerabilities` were there at some time of the period, as of its end. `containers` are those
    that a cluster told of, oldest first. `problem_states` are those at the end.
    """

    runs: Sequence[RunRow]
    branches: Sequence[BranchRow]
    pull_requests: Sequence[PullRequestEventRow]
    problems: Sequence[ProblemRow]
    dependencies: Sequence[DependencyCountRow]
    runs_without_time: int
    starts_before: Sequence[datetime] = ()
    asked_for: Sequence[str] = ()
    standings: Sequence[DependencyStandingRow] = ()
    openings: Mapping[Opening, datetime] = field(default_factory=dict)
    figures: PeriodFigures | None = None
    figures_before: PeriodFigures | None = None
    weeks: Sequence[PeriodFigures] = ()
    forge: ForgeFacts = field(default_factory=ForgeFacts)
    vulnerabilities: Sequence[SecurityEntry] = ()
    containers: Sequence[ContainerRow] = ()
    problem_states: Mapping[ProblemPlace, ProblemState] = field(default_factory=dict)
