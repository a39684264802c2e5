"""What happened: one frozen type per thing that a source can tell.

A source yields events in the order in which it learns of them; the store takes them.
`run` names the run *within its stream*; which run it is for good, the store decides
when `RunEnded` brings the run's identity. `None` always means "this source can't tell",
never zero. Times are aware datetimes in UTC, durations whole milliseconds.

Record shapes: Renovate 44.121.2, `lib/logger/bunyan.ts`, `lib/workers/repository/**`.

The modules of events are loaded when somebody asks for one of them: a question that needs two
enumerations does not wait for fifty types.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renovate_kit.reports.events.actions import BranchAction, PullRequestAction
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
    from renovate_kit.reports.events.every_event import Event
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

if not TYPE_CHECKING:  # type checkers would believe in any name
    _MODULES = {
        "actions": ("BranchAction", "PullRequestAction"),
        "branches": (
            "ArtifactFailed",
            "BranchLogged",
            "BranchSeen",
            "CommentLogged",
            "LimitReached",
            "PullRequestLogged",
            "PullRequestsCounted",
            "UpdatesCounted",
            "UpdatesSummarised",
            "Upgrade",
        ),
        "dependencies": (
            "DependenciesExtracted",
            "DependencySeen",
            "DependencySnapshot",
            "DependencyStatus",
            "LookupFailed",
            "UpdateFound",
            "VulnerabilitySeen",
        ),
        "problems": ("ProblemLevel", "ProblemLogged"),
        "repositories": (
            "BaseBranchSeen",
            "ConfigProblemKind",
            "ConfigProblemLogged",
            "DashboardLogged",
            "DeprecationLogged",
            "IssueAction",
            "IssueLogged",
            "OnboardingAction",
            "OnboardingLogged",
            "RepositoryFinished",
            "RepositoryStarted",
        ),
        "runs": ("CutOff", "LogDetail", "PodObserved", "ReportRead", "RunEnded", "RunStarted"),
        "timings": (
            "CacheCounted",
            "CacheKind",
            "SpanCounted",
            "TimingCounted",
            "TimingKind",
            "TraceRead",
        ),
        "every_event": ("Event",),
    }
    _MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}

    def __getattr__(name: str) -> object:
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - see above

        found = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
        globals()[name] = found
        return found
