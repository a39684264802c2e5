"""What questions about single runs return: typed rows. None means that the logs could not tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from renovate_kit.reports.events import CutOff, LogDetail

if TYPE_CHECKING:
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
        DependencyStatus,
        DeprecationLogged,
        IssueLogged,
        LimitReached,
        LookupFailed,
        OnboardingLogged,
        PodObserved,
        ProblemLevel,
        ProblemLogged,
        PullRequestAction,
        PullRequestLogged,
        PullRequestsCounted,
        SpanCounted,
        TimingCounted,
        UpdatesCounted,
        UpdatesSummarised,
        VulnerabilitySeen,
    )

__all__ = ["RunDetails", "RunFacts", "RunSummary", "TurnDetails", "TurnFacts", "TurnSummary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """One Renovate process, without its turns at repositories.

    Attributes:
        started_at: None in a text without times; such a run is in no period.
        pods: what clusters know of the process; more than one only if several fit.
    """

    run_id: int
    started_at: datetime | None
    ended_at: datetime | None
    renovate_version: str | None
    log_context: str | None
    complete: bool
    detail: LogDetail
    records: int
    source: str
    begins: bool | None
    platform: str | None
    dry_run: str | None
    hostname: str | None
    levels: tuple[tuple[int, int], ...] | None
    logged_errors: int | None
    log_exit_code: int | None
    exit_evidence: str | None
    log_cut_off: CutOff | None
    pods: "tuple[PodObserved, ...]"

    @property
    def exit_code(self) -> int | None:
        """Of the process: what the cluster saw, or else what the log is evidence of."""
        seen = (pod.exit_code for pod in self.pods if pod.exit_code is not None)
        return next(seen, self.log_exit_code)

    @property
    def cut_off(self) -> CutOff | None:
        """Why the run is not known whole: what the cluster says, or else the log."""
        told = next((pod.cut_off for pod in self.pods if pod.cut_off is not None), None)
        if told is not None and self.log_cut_off in {None, CutOff.LOG_ENDS, CutOff.LOG_BEGINS_LATE}:
            return told
        if self.log_cut_off is None and not self.complete:
            return CutOff.LOG_ENDS
        return self.log_cut_off

    @property
    def lacks_start(self) -> bool:
        """Whether the log may have lost what the run did first."""
        return not self.complete and self.begins is False


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnFacts:
    """A run's turn at one repository. `result` is None if it never finished."""

    repository: str
    position: int
    started_at: datetime | None
    finished_at: datetime | None
    duration_ms: int | None
    result: str | None
    status: str | None
    exit_code: int | None
    enabled: bool | None
    onboarded: bool | None
    cloned: bool | None
    restarts: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnSummary:
    """A turn, counted.

    Attributes:
        pull_requests: events by action; info level shows them, so no entry means none.
        branches: by result; None where the log shows no branches (info level).
        updates: of all branches; None likewise.
        dependencies: extracted, of all managers; None if the log shows no extraction.
        vulnerabilities: advisories that Renovate knew of; None at info level.
        lookup_failures: packages that nothing could be found out about.
        artifact_failures: lock files and the like that could not be updated.
    """

    facts: TurnFacts
    pull_requests: "Mapping[PullRequestAction, int]"
    branches: Mapping[str | None, int] | None
    updates: int | None
    dependencies: int | None
    vulnerabilities: int | None
    lookup_failures: int
    artifact_failures: int
    problems: "Mapping[ProblemLevel, int]"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """A run and its turns, counted.

    Attributes:
        problems: different ones by level, of the whole run.
        config_problems: errors, warnings and migrations by Renovate's kind.
    """

    facts: RunFacts
    turns: tuple[TurnSummary, ...]
    problems: "Mapping[ProblemLevel, int]"
    config_problems: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDetails:
    """Everything about a run's turn at one repository, each thing in the order of the log.

    Attributes:
        facts: of the turn.
        branches: None where the log shows none (info level).
        vulnerabilities: empty also at info level, which shows none.
        snapshots: dependencies of each base branch that the log shows: how many.
    """

    facts: TurnFacts
    splits_ms: tuple[tuple[str, int], ...]
    base_branches: "tuple[BaseBranchSeen, ...]"
    snapshots: Mapping[str, int]
    summaries: "tuple[UpdatesSummarised, ...]"
    dependency_counts: "tuple[DependenciesExtracted, ...]"
    update_counts: "tuple[UpdatesCounted, ...]"
    branches: "tuple[BranchSeen, ...] | None"
    pull_requests: "tuple[PullRequestLogged, ...]"
    pull_request_counts: "PullRequestsCounted | None"
    dependency_status: "DependencyStatus | None"
    branch_events: "tuple[BranchLogged, ...]"
    comments: "tuple[CommentLogged, ...]"
    limits: "tuple[LimitReached, ...]"
    artifact_failures: "tuple[ArtifactFailed, ...]"
    lookup_failures: "tuple[LookupFailed, ...]"
    vulnerabilities: "tuple[VulnerabilitySeen, ...]"
    deprecations: "tuple[DeprecationLogged, ...]"
    onboarding: "tuple[OnboardingLogged, ...]"
    issues: "tuple[IssueLogged, ...]"
    dashboard: "DashboardLogged | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDetails:
    """Everything about one run; `run` of the events in it is empty, as the row names the run."""

    facts: RunFacts
    turns: tuple[TurnDetails, ...]
    problems: "tuple[ProblemLogged, ...]"
    config_problems: "tuple[ConfigProblemLogged, ...]"
    timings: "tuple[TimingCounted, ...]"
    caches: "tuple[CacheCounted, ...]"
    spans: "tuple[SpanCounted, ...]"
