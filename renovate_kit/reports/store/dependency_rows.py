"""What questions about dependencies and timings return: typed rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from renovate_kit.reports.store.pull_request_rows import PullRequestEventRow
from renovate_kit.reports.store.run_rows import TurnFacts

if TYPE_CHECKING:
    from renovate_kit.reports.events import (
        ArtifactFailed,
        BranchLogged,
        BranchSeen,
        DependencySeen,
        LimitReached,
        LogDetail,
        LookupFailed,
        ProblemLogged,
        PullRequestLogged,
        VulnerabilitySeen,
    )

__all__ = ["DependencyEvidence", "TimingComparison"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyEvidence:
    """What a run tells of one dependency in one repository.

    Attributes:
        run_id: the last run at the repository that shows its dependencies or its branches.
        started_at: of that run; None in text without times, which is asked last.
        detail: of its log; at `info` the lists below are empty because nothing is shown.
        is_latest: whether no later run turned to the repository.
        latest_run_id: the last run at the repository.
        latest_detail: how much that one's log shows.
        turn: of the run at the repository.
        shows_dependencies: whether the log lists dependencies.
        shows_branches: whether it lists branches.
        dependencies: places in package files, with the updates found.
        branches: that update it, each with all of its upgrades.
        pull_requests: what the run did to pull requests of these branches.
        earlier_pull_requests: what earlier runs did to them, the newest last.
        branch_events: of these branches.
        limits: that held anything in the repository back.
        lookup_failures: of its package.
        vulnerabilities: of its package.
        artifact_failures: of these branches.
        problems: of these branches, or that name the dependency.
    """

    run_id: int
    started_at: datetime | None
    detail: "LogDetail"
    is_latest: bool
    latest_run_id: int
    latest_detail: "LogDetail"
    repository: str
    turn: TurnFacts
    shows_dependencies: bool
    shows_branches: bool
    dependencies: "tuple[DependencySeen, ...]"
    branches: "tuple[BranchSeen, ...]"
    pull_requests: "tuple[PullRequestLogged, ...]"
    earlier_pull_requests: tuple[PullRequestEventRow, ...]
    branch_events: "tuple[BranchLogged, ...]"
    limits: "tuple[LimitReached, ...]"
    lookup_failures: "tuple[LookupFailed, ...]"
    vulnerabilities: "tuple[VulnerabilitySeen, ...]"
    artifact_failures: "tuple[ArtifactFailed, ...]"
    problems: "tuple[ProblemLogged, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimingComparison:
    """How long one thing took in a run, and in the runs before it.

    Attributes:
        kind: one of `TimingKind`, such as `http`, or `split` for a phase, or `span`.
        name: host, datasource, git command, phase.
        count: how often; None for a phase.
        total_ms: altogether; None where Renovate gives no total.
        mean_ms: of one; None for a phase.
        max_ms: the longest; None for a phase.
        earlier_runs: how many of the earlier runs that were looked at had it.
        usual_total_ms: median of the totals of these; None if there are none.
        usual_mean_ms: median of their means; None likewise.
    """

    repository: str | None
    kind: str
    name: str
    count: int | None
    total_ms: int | None
    mean_ms: int | None
    max_ms: int | None
    earlier_runs: int
    usual_total_ms: int | None
    usual_mean_ms: int | None
