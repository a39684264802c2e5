"""Every event that there is."""

from typing import TypeAlias

from renovate_kit.reports.events.branches import (
    ArtifactFailed,
    BranchLogged,
    BranchSeen,
    CommentLogged,
    LimitReached,
    PullRequestLogged,
    PullRequestsCounted,
    UpdatesCounted,
    UpdatesSummarised,
)
from renovate_kit.reports.events.dependencies import (
    DependenciesExtracted,
    DependencySeen,
    DependencySnapshot,
    DependencyStatus,
    LookupFailed,
    VulnerabilitySeen,
)
from renovate_kit.reports.events.problems import ProblemLogged
from renovate_kit.reports.events.repositories import (
    BaseBranchSeen,
    ConfigProblemLogged,
    DashboardLogged,
    DeprecationLogged,
    IssueLogged,
    OnboardingLogged,
    RepositoryFinished,
    RepositoryStarted,
)
from renovate_kit.reports.events.runs import (
    PodObserved,
    ReportRead,
    RunEnded,
    RunStarted,
)
from renovate_kit.reports.events.timings import (
    CacheCounted,
    SpanCounted,
    TimingCounted,
    TraceRead,
)

__all__ = ["Event"]

Event: TypeAlias = (
    RunStarted
    | RepositoryStarted
    | BaseBranchSeen
    | DependenciesExtracted
    | DependencySeen
    | DependencySnapshot
    | DependencyStatus
    | LookupFailed
    | VulnerabilitySeen
    | BranchSeen
    | BranchLogged
    | UpdatesCounted
    | UpdatesSummarised
    | PullRequestsCounted
    | PullRequestLogged
    | CommentLogged
    | LimitReached
    | ArtifactFailed
    | ConfigProblemLogged
    | DeprecationLogged
    | OnboardingLogged
    | IssueLogged
    | DashboardLogged
    | TimingCounted
    | CacheCounted
    | SpanCounted
    | TraceRead
    | ProblemLogged
    | RepositoryFinished
    | ReportRead
    | PodObserved
    | RunEnded
)
