"""The report: all that a format may see. No SQL, no clock, no arithmetic beyond properties.

Every count comes with what it is out of; None means that the logs could not tell.
Strings are plain text: a format escapes every one of them, and links what has an address.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import quote

from renovate_kit.reports.measures import (
    Comparison,
    Freshness,
    OpenAges,
    PullRequestCounts,
    RunMark,
    Trend,
)
from renovate_kit.reports.option_links import Option
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


class UpdateOutcome(StrEnum):
    """What had become of an update at the end of the period, as far as logs can tell."""

    PULL_REQUEST_OPEN = "pull request open"
    AUTOMERGED = "automerged"
    MERGED_BY_PERSON = "most likely merged by a person"
    HELD_BACK = "held back"
    GONE = "no longer proposed"


class AttentionKind(StrEnum):
    """Why something needs a person, the most pressing first."""

    SILENCE = "no runs"
    RUN_FAILED = "run failed"
    RUN_INCOMPLETE = "run cut off"
    ONBOARDING = "onboarding"
    SECURITY = "security"
    PULL_REQUEST_BLOCKED = "pull request blocked"
    PULL_REQUEST_CLOSED = "pull request closed by a person"
    BRANCH_ERROR = "branch error"
    PROBLEM = "problem"
    DRY_RUN = "dry run"
    SKIPPED = "repository skipped"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `start` until just before `end`, both aware; `name` is what a reader calls it."""

    name: str
    start: datetime
    end: datetime

    @property
    def is_week(self) -> bool:
        """Whether this is one week from Monday midnight on, by the clock on the wall."""
        first, last = self.start.replace(tzinfo=None), self.end.replace(tzinfo=None)
        return (last - first).days == 7 and first.isoweekday() == 1  # noqa: PLR2004 - days of a week


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequestChange:
    """A pull request, or a branch without one, that Renovate did something to in the period.

    `actions` are Renovate's, each once, in the order in which they first happened.
    """

    number: int | None
    branch: str | None
    title: str | None
    is_security: bool
    actions: tuple[str, ...]
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One dependency update that Renovate proposed in the period."""

    dep_name: str
    update_type: str
    current_version: str | None
    new_version: str | None
    files: tuple[str, ...]
    branch: str
    pull_request: int | None
    is_security: bool
    outcome: UpdateOutcome
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPullRequest:
    """A pull request that was open at the end of the last run that shows its branches.

    `created_at` is None where no log shows its beginning. `what_to_do` says how to unblock one
    that is blocked.
    """

    number: int
    title: str
    is_security: bool
    created_at: datetime | None
    blocked_because: str | None
    what_to_do: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBackUpdate:
    """An update without an open pull request, and in how many runs it was seen to be so."""

    update: Update
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """Updates without an open pull request at the end, and the one reason for it.

    `shown_runs` is what each update's `runs` is out of.
    """

    reason: str
    what_to_do: str
    options: tuple[Option, ...]
    is_limit: bool
    updates: tuple[HeldBackUpdate, ...]
    shown_runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemSummary:
    """One problem of the period, once. `words` say what a `message` means that is a mere name."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One thing that needs a person: what it is and what to do, both without a full stop.

    `since` is when it began, or when its pull request was opened, where that is known;
    `last_at` is when it last happened.
    """

    kind: AttentionKind
    what: str
    what_to_do: str
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
            GitHub's. Events do not tell the platform.
        open_ages: `open_pull_requests` by age; None like these.
        freshness: None when no run of the period shows dependencies.
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
        return (
            not (self.attention or self.problems or self.pull_request_changes)
            and self.is_up_to_date is True
        )

    def pull_request_url(self, number: int) -> str | None:
        """Return the web address of a pull request, or None where it can't be known."""
        if self.forge_url is None:
            return None
        return f"{self.forge_url.rstrip('/')}/{quote(self.repository)}/pull/{number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A period of one or several repositories, ready to be laid out.

    `runs` covers the whole period including runs that reached no repository; `problems` and
    `attention` hold what belongs to no repository. `runs_without_time` are on record but in no
    period, because their log carries no time. `comparison` and `trend` are None where nobody
    asked for them. `run_marks` are the runs one by one.
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
