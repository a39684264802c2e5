"""What the store knows of a period: all that a report is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from renovate_kit.reports.report import Period, ProblemState
from renovate_kit.reports.security_report import SecurityEntry
from renovate_kit.reports.store.forge_rows import (
    ForgeCounts,
    ForgePullRequestRow,
    ForgeSyncRow,
    MergeRow,
)
from renovate_kit.reports.store.rows import (
    BranchListRow,
    ContainerRow,
    DependencyCountRow,
    PhaseRow,
    ProblemRow,
    PullRequestEventRow,
    RunRow,
    TurnRow,
)
from renovate_kit.reports.store.week_rows import (
    DependencyStandingRow,
    Opening,
    PeriodFacts,
)

__all__ = [
    "PartRows",
    "PeriodFigures",
    "PeriodRows",
    "ProblemPlace",
    "ProblemStanding",
    "ProblemStandings",
]

ProblemPlace: TypeAlias = tuple[str | None, str]
"""A repository, or None for the process itself, and the fingerprint of a problem there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemStanding:
    """The state of a problem at the end of a period, and when it was seen first of all.

    `first_seen` may be long before the period; None if no run with it has a known time.
    """

    state: ProblemState
    first_seen: datetime | None


ProblemStandings: TypeAlias = Mapping[ProblemPlace, ProblemStanding]
"""By the place of each problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFigures:
    """A period, what the database counted in it, and what forges tell of it.

    `unvisited` are repositories that runs turned to in the weeks before, and in it no more.
    """

    period: Period
    facts: PeriodFacts
    unvisited: int = 0
    forge: ForgeCounts = field(default_factory=ForgeCounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRows:
    """All about some repositories in a period; what is about one of them is in one part.

    `visits` are the starts of the last runs of the weeks before the period that turned to them.
    `problems` and their states are those of the repositories themselves. `openings` are pull
    requests of before the period that are open in it, `onboardings` those that onboarding waits
    for. `forge_pull_requests` were open at some time of it; `merges` are of the weeks that make
    the trend.
    """

    turns: Sequence[TurnRow] = ()
    visits: Mapping[str, datetime] = field(default_factory=dict)
    phases: Sequence[PhaseRow] = ()
    branches: Sequence[BranchListRow] = ()
    pull_requests: Sequence[PullRequestEventRow] = ()
    problems: Sequence[ProblemRow] = ()
    problem_states: ProblemStandings = field(default_factory=dict)
    dependencies: Sequence[DependencyCountRow] = ()
    standings: Sequence[DependencyStandingRow] = ()
    openings: Mapping[Opening, datetime] = field(default_factory=dict)
    onboardings: Sequence[PullRequestEventRow] = ()
    forge_pull_requests: Sequence[ForgePullRequestRow] = ()
    merges: Sequence[MergeRow] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRows:
    """The answers of the store's queries for one period and one choice of repositories.

    `parts` are read one after the other, so that never more than one is in memory. `problems` and
    their states at the end are those of the process. `runs_without_time` are on record but in no
    period. `starts_before` are the starts of the last runs before the period, oldest first: they
    tell what to expect of it. `asked_for` are the chosen repositories; none means all. `figures`
    are the period's own; `figures_before` those of the period before, None if nothing is known of
    it; `weeks` those of ISO weeks, oldest first. `syncs` are the repositories whose forge was
    read. `vulnerabilities` were there at some time of the period, as of its end. `containers` are
    those that a cluster told of, oldest first.
    """

    runs: Sequence[RunRow]
    parts: Iterable[PartRows] = ()
    problems: Sequence[ProblemRow] = ()
    problem_states: ProblemStandings = field(default_factory=dict)
    runs_without_time: int = 0
    starts_before: Sequence[datetime] = ()
    asked_for: Sequence[str] = ()
    figures: PeriodFigures | None = None
    figures_before: PeriodFigures | None = None
    weeks: Sequence[PeriodFigures] = ()
    syncs: Sequence[ForgeSyncRow] = ()
    vulnerabilities: Sequence[SecurityEntry] = ()
    containers: Sequence[ContainerRow] = ()
