"""The events of a run on their way to the store: gathered by kind until the run ends."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from renovate_kit.reports.events import (
    ArtifactFailed,
    BaseBranchSeen,
    BranchLogged,
    BranchSeen,
    CacheCounted,
    CommentLogged,
    ConfigProblemLogged,
    DashboardLogged,
    DependenciesExtracted,
    DependencySeen,
    DependencySnapshot,
    DependencyStatus,
    DeprecationLogged,
    Event,
    IssueLogged,
    LimitReached,
    LogDetail,
    LookupFailed,
    OnboardingLogged,
    PodObserved,
    ProblemLogged,
    PullRequestLogged,
    PullRequestsCounted,
    ReportRead,
    RepositoryFinished,
    RepositoryStarted,
    RunEnded,
    RunStarted,
    SpanCounted,
    TimingCounted,
    TraceRead,
    UpdatesCounted,
    UpdatesSummarised,
    VulnerabilitySeen,
)
from renovate_kit.reports.store.recording import Content, Lists, Recording, recorded
from renovate_kit.reports.store.settling import Settled, Settling, moved

__all__ = ["Gathered", "Gathering"]

_E = TypeVar("_E", bound=Event)

_LISTS: Final[dict[type[Event], str]] = {
    RepositoryStarted: "repositories_started",
    DependenciesExtracted: "extractions",
    UpdatesCounted: "updates",
    PullRequestLogged: "pull_requests",
    ProblemLogged: "problems",
    RepositoryFinished: "repositories_finished",
    BaseBranchSeen: "base_branches",
    DependencyStatus: "statuses",
    LookupFailed: "lookup_failures",
    VulnerabilitySeen: "vulnerabilities",
    BranchLogged: "branch_events",
    UpdatesSummarised: "summaries",
    PullRequestsCounted: "pull_request_counts",
    CommentLogged: "comments",
    LimitReached: "limits",
    ArtifactFailed: "artifact_failures",
    ConfigProblemLogged: "config_problems",
    DeprecationLogged: "deprecations",
    OnboardingLogged: "onboarding",
    IssueLogged: "issues",
    DashboardLogged: "dashboards",
    TimingCounted: "timings",
    CacheCounted: "caches",
    SpanCounted: "spans",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that a source told of one run.

    Attributes:
        recording: of the run.
        report: set if it comes from Renovate's report rather than from its log.
        spans: set if it comes from Renovate's trace file.
        pods: what a cluster knows of the process.
    """

    recording: Recording
    report: ReportRead | None = None
    spans: TraceRead | None = None
    pods: tuple[PodObserved, ...] = ()


@dataclass(slots=True)
class Gathering:
    """The events of a run that has not ended yet.

    Attributes:
        settling: remembers lists for all runs of a source.
    """

    settling: Settling = field(default_factory=Settling)
    _started: RunStarted | None = None
    _report: ReportRead | None = None
    _pods: list[PodObserved] = field(default_factory=list)
    _branches: defaultdict[str, dict[str, BranchSeen]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _lists: defaultdict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    _dependencies: defaultdict[tuple[str, str], list[DependencySeen]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _snapshots: dict[tuple[str, str], tuple[DependencySnapshot, list[DependencySeen]]] = field(
        default_factory=dict
    )

    def add(self, event: Event) -> Gathered | None:
        """Add an event; the last one of a run brings all of it."""
        if (kept := _LISTS.get(type(event))) is not None:
            self._lists[kept].append(moved(event, run=""))
            return None
        match event:
            case RunStarted():
                self._started = event
            case BranchSeen():
                # A log that came twice, or in disorder, tells them again: the last word counts.
                self._branches[event.repository][event.branch] = event
            case DependencySeen():
                self._dependencies[event.repository, event.base_branch].append(event)
            case DependencySnapshot():
                # Told again after an automerge: the last word counts.
                place = (event.repository, event.base_branch)
                told = self._dependencies.pop(place, [])
                self._snapshots[place] = (replace(event, run=""), told)
            case ReportRead():
                self._report = None if event.embedded else replace(event, run="")
            case TraceRead():
                return self._trace_file(event)
            case PodObserved():
                self._pods.append(replace(event, run=""))
            case RunEnded():
                return self._gathered(event)
            case _:
                message = f"the store has no place for {type(event).__name__}"
                raise TypeError(message)
        return None

    def _gathered(self, ended: RunEnded) -> Gathered:
        started = self._started or RunStarted(run="", renovate_version=None, started_at=None)
        branches = {
            repository: self.settling.branches(repository, list(told.values()))
            for repository, told in self._branches.items()
        }
        dependencies = self._settled_dependencies()
        content = Content(
            started=replace(started, run=""),
            # The trace is kept beside the content, where it can be searched.
            ended=replace(ended, run="", trace=b""),
            branches=_all_of(branches.values()),
            dependencies=_all_of(dependencies.values()),
            snapshots=tuple(snapshot for snapshot, _ in self._snapshots.values()),
            **{name: tuple(events) for name, events in self._lists.items()},
        )
        return Gathered(
            recording=recorded(
                content,
                ended.trace,
                lists=Lists(
                    branches={name: each.hashed for name, each in branches.items()},
                    dependencies={place: each.hashed for place, each in dependencies.items()},
                ),
            ),
            report=self._report,
            pods=tuple(self._pods),
        )

    def _trace_file(self, read: TraceRead) -> Gathered:
        """Return what a trace file tells; it says nothing of how the run ended."""
        phases: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for repository, phase, duration in read.splits_ms:
            if repository is not None:
                phases[repository].append((phase, duration))
        content = Content(
            started=RunStarted(
                run="", renovate_version=read.renovate_version, started_at=read.started_at
            ),
            ended=RunEnded(
                run="",
                log_context=None,
                ended_at=read.ended_at,
                complete=False,
                detail=LogDetail.INFO,
                trace=b"",
                records=0,
            ),
            spans=tuple(self._lists["spans"]),
            repositories_finished=tuple(
                _timed_only(repository, tuple(splits)) for repository, splits in phases.items()
            ),
        )
        return Gathered(recording=recorded(content, b""), spans=replace(read, run=""))

    def _settled_dependencies(self) -> dict[tuple[str, str], Settled[DependencySeen]]:
        last = {place: told for place, (_, told) in self._snapshots.items()}
        # Without an end of their own, these stand only where nothing else was told.
        rest = {place: told for place, told in self._dependencies.items() if place not in last}
        return {
            place: self.settling.dependencies(place, told) for place, told in (last | rest).items()
        }


def _all_of(lists: Iterable[Settled[_E]]) -> tuple[_E, ...]:
    return tuple(item for each in lists for item in each.items)


def _timed_only(repository: str, splits: tuple[tuple[str, int], ...]) -> RepositoryFinished:
    return RepositoryFinished(
        run="",
        repository=repository,
        finished_at=None,
        duration_ms=None,
        result=None,
        status=None,
        splits_ms=splits,
    )
