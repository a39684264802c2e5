"""What happened: one frozen type per thing that a source can tell.

A source yields events in the order in which it learns of them; the store takes them.
`run` names the run *within its stream*; which run it is for good, the store decides
when `RunEnded` brings the run's identity. `None` always means "this source can't tell",
never zero. Times are aware datetimes in UTC, durations whole milliseconds.

Record shapes: Renovate 44.121.2, `lib/logger/bunyan.ts`, `lib/workers/repository/**`.
"""

from typing import TypeAlias

from renovate_kit.reports.events.branches import (
    ArtifactFailed,
    BranchAction,
    BranchLogged,
    BranchSeen,
    CommentLogged,
    LimitReached,
    PullRequestAction,
    PullRequestLogged,
    PullRequestsCounted,
    UpdatesCounted,
    UpdatesSummarised,
    Upgrade,
)
from renovate_kit.reports.events.dependencies import (
    DependenciesExtracted,
    DependencySeen,
    DependencySnapshot,
    DependencyStatus,
    LookupFailed,
    UpdateFound,
    VulnerabilitySeen,
)
from renovate_kit.reports.events.problems import ProblemLevel, ProblemLogged
from renovate_kit.reports.events.repositories import (
    BaseBranchSeen,
    ConfigProblemKind,
    ConfigProblemLogged,
    DashboardLogged,
    DeprecationLogged,
    IssueAction,
    IssueLogged,
    OnboardingAction,
    OnboardingLogged,
    RepositoryFinished,
    RepositoryStarted,
)
from renovate_kit.reports.events.runs import (
    CutOff,
    LogDetail,
    PodObserved,
    ReportRead,
    RunEnded,
    RunStarted,
)
from renovate_kit.reports.events.timings import (
    CacheCounted,
    CacheKind,
    SpanCounted,
    TimingCounted,
    TimingKind,
    TraceRead,
)

__all__ = [
    "ArtifactFailed",
    "BaseBranchSeen",
    "BranchAction",
    "BranchLogged",
    "BranchSeen",
    "CacheCounted",
    "CacheKind",
    "CommentLogged",
    "ConfigProblemKind",
    "ConfigProblemLogged",
    "CutOff",
    "DashboardLogged",
    "DependenciesExtracted",
    "DependencySeen",
    "DependencySnapshot",
    "DependencyStatus",
    "DeprecationLogged",
    "Event",
    "IssueAction",
    "IssueLogged",
    "LimitReached",
    "LogDetail",
    "LookupFailed",
    "OnboardingAction",
    "OnboardingLogged",
    "PodObserved",
    "ProblemLevel",
    "ProblemLogged",
    "PullRequestAction",
    "PullRequestLogged",
    "PullRequestsCounted",
    "ReportRead",
    "RepositoryFinished",
    "RepositoryStarted",
    "RunEnded",
    "RunStarted",
    "SpanCounted",
    "TimingCounted",
    "TimingKind",
    "TraceRead",
    "UpdateFound",
    "UpdatesCounted",
    "UpdatesSummarised",
    "Upgrade",
    "VulnerabilitySeen",
]

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
