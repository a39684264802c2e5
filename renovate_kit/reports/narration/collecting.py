"""The events of runs, gathered run by run: what the store would say of them, without a store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

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
from renovate_kit.reports.store.run_rows import RunDetails, RunFacts, TurnDetails, TurnFacts

__all__ = ["RunGatherer", "gather_runs"]

_OF_TURN = (
    ArtifactFailed,
    BaseBranchSeen,
    BranchLogged,
    BranchSeen,
    CommentLogged,
    DashboardLogged,
    DependenciesExtracted,
    DependencySnapshot,
    DependencyStatus,
    DeprecationLogged,
    IssueLogged,
    LimitReached,
    LookupFailed,
    OnboardingLogged,
    PullRequestLogged,
    PullRequestsCounted,
    UpdatesCounted,
    UpdatesSummarised,
    VulnerabilitySeen,
)
_OF_RUN = (
    CacheCounted,
    ConfigProblemLogged,
    PodObserved,
    ProblemLogged,
    SpanCounted,
    TimingCounted,
)


@dataclass(slots=True)
class _Events:
    """Events by their type, in order."""

    by_type: dict[type, list[Any]] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        self.by_type.setdefault(type(event), []).append(event)

    def all(self, kind: type) -> tuple[Any, ...]:
        return tuple(self.by_type.get(kind, ()))

    def last(self, kind: type) -> Any:  # noqa: ANN401 - of that type, or None
        return next(reversed(self.by_type.get(kind, [])), None)


@dataclass(slots=True)
class _Turn:
    position: int
    events: _Events = field(default_factory=_Events)
    started: RepositoryStarted | None = None
    finished: RepositoryFinished | None = None


class RunGatherer:
    """Gathers the events of one stream, in which several runs may be mixed.

    Args:
        source: what the stream calls itself.

    Attributes:
        passed: what was met that tells of a run but not how it went: `report`, `trace file`.
    """

    def __init__(self, source: str) -> None:
        self.passed: dict[str, None] = {}
        self._source = source
        self._reports: set[str] = set()
        self._started: dict[str, RunStarted] = {}
        self._events: dict[str, _Events] = {}
        self._turns: dict[str, dict[str, _Turn]] = {}

    def take(self, event: Event) -> RunDetails | None:
        """Take an event, and return the run that it ends; single dependencies are not kept."""
        match event:
            case RunStarted():
                self._started[event.run] = event
            case RepositoryStarted():
                self._turn(event.run, event.repository).started = event
            case RepositoryFinished():
                self._turn(event.run, event.repository).finished = event
            case ReportRead() if not event.embedded:
                self.passed["report"] = None
                self._reports.add(event.run)
            case TraceRead():
                self.passed["trace file"] = None
                self._events.pop(event.run, None)
            case RunEnded():
                return self._end(event)
            case _ if isinstance(event, _OF_RUN):
                self._events.setdefault(event.run, _Events()).add(event)
            case _ if isinstance(event, _OF_TURN):
                self._turn(event.run, event.repository).events.add(event)
        return None

    def _turn(self, run: str, repository: str) -> _Turn:
        turns = self._turns.setdefault(run, {})
        return turns.setdefault(repository, _Turn(position=len(turns)))

    def _end(self, ended: RunEnded) -> RunDetails | None:
        started = self._started.pop(ended.run, None)
        events = self._events.pop(ended.run, _Events())
        turns = self._turns.pop(ended.run, {})
        if ended.run in self._reports:
            self._reports.discard(ended.run)
            return None
        return RunDetails(
            facts=_facts(started, ended, events, self._source),
            turns=tuple(_told(name, turn, ended.detail) for name, turn in turns.items()),
            problems=events.all(ProblemLogged),
            config_problems=events.all(ConfigProblemLogged),
            timings=events.all(TimingCounted),
            caches=events.all(CacheCounted),
            spans=events.all(SpanCounted),
        )


def gather_runs(
    events: Iterable[Event], *, source: str, gatherer: RunGatherer | None = None
) -> Iterator[RunDetails]:
    """Yield the runs of a stream as they end.

    Args:
        events: of the stream, in order.
        source: what it calls itself.
        gatherer: a new one, for who wants to know what it passed by.
    """
    gatherer = gatherer or RunGatherer(source)
    for event in events:
        ended = gatherer.take(event)
        if ended is not None:
            yield ended


def _facts(started: RunStarted | None, ended: RunEnded, events: _Events, source: str) -> RunFacts:
    return RunFacts(
        run_id=0,
        started_at=started.started_at if started else None,
        ended_at=ended.ended_at,
        renovate_version=started.renovate_version if started else None,
        log_context=ended.log_context,
        complete=ended.complete,
        detail=ended.detail,
        records=ended.records,
        source=source,
        begins=ended.begins,
        platform=ended.platform,
        dry_run=ended.dry_run,
        hostname=ended.hostname,
        levels=ended.levels,
        logged_errors=ended.logged_errors,
        log_exit_code=ended.exit_code,
        exit_evidence=ended.exit_evidence,
        log_cut_off=ended.cut_off,
        pods=events.all(PodObserved),
    )


def _told(name: str, turn: _Turn, detail: LogDetail) -> TurnDetails:
    events, finished = turn.events, turn.finished
    return TurnDetails(
        facts=_turn_facts(name, turn),
        splits_ms=(finished.splits_ms or ()) if finished else (),
        base_branches=events.all(BaseBranchSeen),
        snapshots={each.base_branch: each.dependencies for each in events.all(DependencySnapshot)},
        summaries=events.all(UpdatesSummarised),
        dependency_counts=events.all(DependenciesExtracted),
        update_counts=events.all(UpdatesCounted),
        branches=_branches(turn, detail),
        pull_requests=events.all(PullRequestLogged),
        pull_request_counts=events.last(PullRequestsCounted),
        dependency_status=events.last(DependencyStatus),
        branch_events=events.all(BranchLogged),
        comments=events.all(CommentLogged),
        limits=events.all(LimitReached),
        artifact_failures=events.all(ArtifactFailed),
        lookup_failures=events.all(LookupFailed),
        vulnerabilities=events.all(VulnerabilitySeen),
        deprecations=events.all(DeprecationLogged),
        onboarding=events.all(OnboardingLogged),
        issues=events.all(IssueLogged),
        dashboard=events.last(DashboardLogged),
    )


def _branches(turn: _Turn, detail: LogDetail) -> tuple[BranchSeen, ...] | None:
    """Return the branches; None where the log does not show whether there are any."""
    seen: tuple[BranchSeen, ...] = turn.events.all(BranchSeen)
    finished_well = turn.finished is not None and turn.finished.result == "done"
    return seen if seen or (finished_well and detail is LogDetail.DEBUG) else None


def _turn_facts(name: str, turn: _Turn) -> TurnFacts:
    finished = turn.finished
    if finished is None:
        finished = RepositoryFinished(
            run="",
            repository=name,
            finished_at=None,
            duration_ms=None,
            result=None,
            status=None,
            splits_ms=None,
        )
    return TurnFacts(
        repository=name,
        position=turn.position,
        started_at=turn.started.started_at if turn.started else None,
        finished_at=finished.finished_at,
        duration_ms=finished.duration_ms,
        result=finished.result,
        status=finished.status,
        exit_code=finished.exit_code,
        enabled=finished.enabled,
        onboarded=finished.onboarded,
        cloned=finished.cloned,
        restarts=finished.restarts,
    )
