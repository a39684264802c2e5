"""The report: all that a format may see. No SQL, no clock, no arithmetic beyond properties.

Every count comes with what it is out of; None means that the logs could not tell.
Strings are plain text: a format escapes every one of them, and links what has an address.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import quote

from renovate_kit.reports.breakdowns import Breakdown, MergeTimes
from renovate_kit.reports.measures import (
    Comparison,
    Freshness,
    OpenAges,
    PullRequestCounts,
    Resources,
    RunMark,
    Trend,
)
from renovate_kit.reports.option_links import Option
from renovate_kit.reports.report_updates import (
    HeldBack,
    HeldBackUpdate,
    OpenPullRequest,
    PullRequestChange,
    Update,
    UpdateOutcome,
)
from renovate_kit.reports.security_report import SecurityEntry
from renovate_kit.reports.verdicts import Verdict

__all__ = [
    "Attention",
    "AttentionKind",
    "Gap",
    "HeldBack",
    "HeldBackUpdate",
    "OpenPullRequest",
    "Option",
    "Period",
    "ProblemState",
    "ProblemSummary",
    "PullRequestChange",
    "PullRequestCounts",
    "Report",
    "RepositoryReport",
    "RunSummary",
    "Update",
    "UpdateOutcome",
    "Verdict",
]

_Item = TypeVar("_Item")


class AttentionKind(StrEnum):
    """Why something needs a person, the most pressing first."""

    SILENCE = "no runs"
    RUN_FAILED = "run failed"
    RUN_INCOMPLETE = "run cut off"
    ONBOARDING = "onboarding"
    SECURITY = "security"
    PULL_REQUEST_BLOCKED = "pull request blocked"
    CHECKS_FAILED = "checks failed"
    PULL_REQUEST_CLOSED = "pull request closed by a person"
    BRANCH_ERROR = "branch error"
    PROBLEM = "problem"
    DRY_RUN = "dry run"
    SKIPPED = "repository skipped"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `start` until just before `end`, both aware; `name` is what a reader calls it.

    `until` is up to when it is told, for one that was not over then; None for all others.
    """

    name: str
    start: datetime
    end: datetime
    until: datetime | None = None

    @property
    def told_until(self) -> datetime:
        """Up to when it is told: its end, if it was over."""
        return self.until or self.end

    @property
    def is_week(self) -> bool:
        """Whether this is one week from Monday midnight on, by the clock on the wall."""
        first, last = self.start.replace(tzinfo=None), self.end.replace(tzinfo=None)
        return (last - first).days == 7 and first.isoweekday() == 1  # noqa: PLR2004 - days of a week

    @property
    def called(self) -> str:
        """What a sentence calls it, as in `so far this week` or `in 2026-09-07 to 2026-09-10`."""
        so_far = "" if self.until is None else "so far "
        return f"{so_far}this week" if self.is_week else f"{so_far}in {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch in which `missed_runs` runs were due and none is on record.

    `until` is the run that ended it, or None when it lasted beyond the period.
    """

    after: datetime
    until: datetime | None
    missed_runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """The runs of the period.

    Attributes:
        median_duration_ms: over the runs that show a duration, as Renovate measures it: without
            the start of the process, and only the last pass of a run that restarted.
        cadence_minutes: the usual time between two runs; None where there is no clear one.
        gaps: where runs of that cadence are missing, oldest first.
        without_debug_detail: runs of which no log of level debug is known.
        last_started_before: start of the last run before the period, where that has none.
    """

    total: int
    healthy: int
    degraded: int
    failed: int
    incomplete: int
    first_started_at: datetime | None
    last_started_at: datetime | None
    last_verdict: Verdict | None
    median_duration_ms: int | None
    longest_duration_ms: int | None
    cadence_minutes: int | None
    gaps: tuple[Gap, ...]
    renovate_versions: tuple[str, ...]
    without_debug_detail: int
    last_started_before: datetime | None = None

    @property
    def silent_since(self) -> datetime | None:
        """Start of the last run of all, if others should have followed it by now."""
        if self.gaps and self.gaps[-1].until is None:
            return self.gaps[-1].after
        return self.last_started_before if self.cadence_minutes is None else None


class ProblemState(StrEnum):
    """Whether a problem is news at the end of a period, the most pressing first.

    Problems that differ in versions, paths and the like are the same. docs/errors.md says when one
    is resolved or flapping.
    """

    NEW = "new"
    """Seen first in the period, and still there."""
    ONGOING = "ongoing"
    """Seen before the period, and still there."""
    FLAPPING = "flapping"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemSummary:
    """One problem of the period, once.

    `words` say what a `message` means that is a mere name. `first_at` and `last_at` are its first
    and last time in the period; `first_seen` is the first of all that is on record, by the
    fingerprint. That and `state` are None where nobody looked at what was before.
    """

    level: str
    message: str
    detail: str
    runs: int
    count: int
    first_at: datetime
    last_at: datetime
    in_last_run: bool
    branches: tuple[str, ...]
    remedy: str | None
    words: str | None = None
    state: ProblemState | None = None
    first_seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One thing that needs a person: what it is and what to do, both without a full stop.

    `since` is when it began, or when its pull request was opened, where that is known;
    `last_at` is when it last happened. `cause` is the part of `what` that can be the same in other
    repositories, at its beginning or its end: all of it if None, nothing if empty.
    """

    kind: AttentionKind
    what: str
    what_to_do: str
    cause: str | None = None
    pull_request: int | None = None
    since: datetime | None = None
    last_at: datetime | None = None
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryReport:
    """One repository's part of the report.

    Attributes:
        dependencies: what the last extraction of the period found, summed over base branches.
        managers: dependencies of each manager in it, most first.
        state_at: start of the run whose branches `open_pull_requests` and `held_back` show.
        runs_since_state: later runs of the period, which do not show any.
        updates: None, like the two above, when no run of the period shows updates: Renovate
            logs them at level debug only.
        updates_by_type: counts of `updates`, most first.
        time_spent_ms: Renovate's own split of the time, summed over the runs that show it.
        advisories_unread: what kept Renovate from reading vulnerability alerts, if anything.
        forge_url: the web address of the platform, or None for one with other addresses than
            GitHub's. Logs do not tell the platform, a forge that was read does.
        open_ages: `open_pull_requests` by age; None like these.
        freshness: None when no run of the period shows dependencies.
        pull_request_path: what stands between repository and number in a pull request's address.
        forge_read_at: when the forge's pull requests were read last; None if they never were.
        is_from_forge: whether pull requests and what became of them are the forge's: it was read
            since the last run of the period.
        merge_times: of the period; None unless the forge tells them.
        earlier_merge_times: likewise of the weeks of the trend.
        vulnerabilities: those that were there at some time of the period, as of its end; the open
            ones first, the worst first.
    """

    repository: str
    runs: RunSummary
    dependencies: int | None
    dependency_files: int | None
    managers: tuple[tuple[str, int], ...]
    pull_requests: PullRequestCounts
    pull_request_changes: tuple[PullRequestChange, ...]
    state_at: datetime | None
    runs_since_state: int
    open_pull_requests: tuple[OpenPullRequest, ...] | None
    updates: tuple[Update, ...] | None
    updates_by_type: tuple[tuple[str, int], ...] | None
    held_back: tuple[HeldBack, ...] | None
    time_spent_ms: tuple[tuple[str, int], ...] | None
    advisories_unread: str | None
    problems: tuple[ProblemSummary, ...]
    attention: tuple[Attention, ...]
    forge_url: str | None = "https://github.com"
    open_ages: OpenAges | None = None
    freshness: Freshness | None = None
    pull_request_path: str = "pull"
    forge_read_at: datetime | None = None
    is_from_forge: bool = False
    merge_times: MergeTimes | None = None
    earlier_merge_times: MergeTimes | None = None
    vulnerabilities: tuple[SecurityEntry, ...] = ()

    @property
    def held_back_updates(self) -> int | None:
        """How many updates wait without an open pull request."""
        return None if self.held_back is None else sum(len(held.updates) for held in self.held_back)

    @property
    def open_count(self) -> int | None:
        """How many pull requests are open."""
        return _length(self.open_pull_requests)

    @property
    def is_up_to_date(self) -> bool | None:
        """Whether nothing waits, neither in a pull request nor held back."""
        if self.open_count is None or self.held_back_updates is None:
            return None
        return self.open_count + self.held_back_updates == 0

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to say beyond a line in a table."""
        has_news = self.attention or self.problems or self.pull_request_changes
        return not (has_news or self.vulnerabilities) and self.is_up_to_date is True

    def pull_request_url(self, number: int) -> str | None:
        """Return the web address of a pull request, or None where it can't be known."""
        if self.forge_url is None:
            return None
        repository = f"{self.forge_url.rstrip('/')}/{quote(self.repository)}"
        return f"{repository}/{self.pull_request_path}/{number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A period of one or several repositories, ready to be laid out.

    `runs` covers the whole period including runs that reached no repository; `problems` and
    `attention` hold what belongs to no repository. `runs_without_time` are on record but in no
    period, because their log carries no time. `comparison` and `trend` are None where nobody
    asked for them. `run_marks` are the runs one by one. `breakdowns` are the updates of all
    repositories by their properties, and empty without any; the times to merge are of all that tell
    them. `resources` is None where no cluster was asked.
    """

    period: Period
    time_zone: str
    headline: str
    runs: RunSummary
    repositories: tuple[RepositoryReport, ...]
    problems: tuple[ProblemSummary, ...]
    attention: tuple[Attention, ...]
    runs_without_time: int
    comparison: Comparison | None = None
    trend: Trend | None = None
    run_marks: tuple[RunMark, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    merge_times: MergeTimes | None = None
    earlier_merge_times: MergeTimes | None = None
    resources: Resources | None = None

    @property
    def attention_count(self) -> int:
        """How many things need a person, of all repositories and of none."""
        return len(self.attention) + sum(len(part.attention) for part in self.repositories)

    @property
    def pull_requests(self) -> PullRequestCounts:
        """What Renovate did to pull requests in all repositories."""
        parts = [part.pull_requests for part in self.repositories]
        return PullRequestCounts(
            created=sum(part.created for part in parts),
            updated=sum(part.updated for part in parts),
            automerged=sum(part.automerged for part in parts),
            autoclosed=sum(part.autoclosed for part in parts),
            security_created=sum(part.security_created for part in parts),
            merged_by_person=_total([part.merged_by_person for part in parts]),
            closed_by_person=_total([part.closed_by_person for part in parts]),
            merged_by_unknown=sum(part.merged_by_unknown for part in parts),
            closed_by_unknown=sum(part.closed_by_unknown for part in parts),
            is_inferred=any(part.is_inferred for part in parts),
        )

    @property
    def open_count(self) -> int | None:
        """How many pull requests are open; None when it is unknown of any repository."""
        return _total([part.open_count for part in self.repositories])

    @property
    def held_back_updates(self) -> int | None:
        """How many updates are held back; None when it is unknown of any repository."""
        return _total([part.held_back_updates for part in self.repositories])

    @property
    def vulnerabilities(self) -> tuple[SecurityEntry, ...]:
        """Those of all repositories, by repository."""
        return tuple(each for part in self.repositories for each in part.vulnerabilities)

    @property
    def dependencies(self) -> int | None:
        """How many dependencies there are; None when it is unknown of any repository."""
        return _total([part.dependencies for part in self.repositories])

    @property
    def dependency_files(self) -> int | None:
        """How many files they are in; None when it is unknown of any repository."""
        return _total([part.dependency_files for part in self.repositories])


def _length(items: tuple[_Item, ...] | None) -> int | None:
    return None if items is None else len(items)


def _total(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None
