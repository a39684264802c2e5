"""The history of vulnerabilities as people get it: all that a format of `security` may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

__all__ = [
    "EntryState",
    "FixedBy",
    "SecurityEntry",
    "SecurityEvidence",
    "SecurityPullRequest",
    "SecurityReport",
    "Sla",
    "SlaState",
]


class EntryState(StrEnum):
    """What became of a vulnerability in a repository."""

    OPEN = "open"
    """Nothing on record says that it is gone."""
    FIXED = "fixed"
    DISMISSED = "dismissed"
    """Somebody dismissed every alert of it."""
    WITHDRAWN = "withdrawn"
    """Its advisory was withdrawn, so it was none."""


class FixedBy(StrEnum):
    """What fixed a vulnerability."""

    SECURITY_UPDATE = "security-update"
    """A pull request that says so."""
    ORDINARY_UPDATE = "ordinary-update"
    """A pull request of Renovate's that doesn't."""


class SlaState(StrEnum):
    """Whether a vulnerability was fixed in time."""

    MET = "met"
    MISSED = "missed"
    RUNNING = "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sla:
    """How long a fix may take from detection, and whether it did.

    Attributes:
        limit: for this severity.
        due_at: detection plus limit.
        state: `missed` also while it is still open, once `due_at` is over.
    """

    limit: timedelta
    due_at: datetime
    state: SlaState


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityEvidence:
    """What shows something about an entry.

    Attributes:
        kind: `alert`, `log`, `body`, `title`, `branch`, `dependencies`, `advisory`, ...
        shows: `vulnerable`, `fix`, `fixed` or `dismissed`.
        text: in words.
        at: when it was so.
    """

    kind: str
    shows: str
    text: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityPullRequest:
    """A pull request that fixes or would have fixed an entry.

    Attributes:
        number: None where only a clone tells of it.
        state: `open`, `merged` or `closed`; None where logs tell neither.
        superseded: whether Renovate itself closed it.
        is_security: whether it says that it fixes a vulnerability.
        reopened: how often it was seen open again.
        merged_by: login; Renovate's own where a log tells that it merged it.
        closed_by: login; Renovate's own where the title tells that it closed it.
    """

    number: int | None
    url: str | None
    title: str | None
    branch: str | None
    base_branch: str | None
    state: str | None
    superseded: bool
    is_security: bool
    opened_at: datetime | None
    merged_at: datetime | None
    closed_at: datetime | None
    reopened: int
    new_version: str | None
    merged_by: str | None
    closed_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityEntry:
    """One vulnerability of one package in one repository.

    Attributes:
        host: of the forge; None where only logs or a clone tell.
        package: None where a pull request does not tell which one.
        ecosystem: as the source names it, such as `npm`; a datasource of Renovate's otherwise.
        ids: all its numbers, CVE numbers first; empty where only a title tells.
        vulnerable_version: what was in use; None if untold.
        published_at: when the advisory was published.
        detected_at: when a log, an alert or a pull request first told of it here.
        detected_by: `log`, `alert` or `pull-request`.
        pull_request: the one that fixed it, else the one that would.
        pull_requests: all of them, in order.
        fixed_at: since when it is gone, by the best evidence.
        fixed_by: None where nothing on record tells.
        open: whether it is still there, as far as anything tells.
        still_there: why it is, although a fix was merged.
        unmerged: whether all pull requests that would fix it were closed without a merge.
        reopened: whether a pull request was reopened, or it came back.
        exposure_from_publication: until the fix; None while open or unknown, never negative.
        exposure_from_detection: likewise.
        age: since detection, of an open one.
        sla: None where the severity has no limit, or nothing is known to measure.
        known_until: the last run or sync that could have told of a change.
    """

    host: str | None
    repository: str
    package: str | None
    ecosystem: str | None
    ids: tuple[str, ...]
    summary: str | None
    severity: str | None
    severity_source: str | None
    cvss_score: float | None
    cvss_vector: str | None
    epss: float | None
    known_exploited_at: datetime | None
    withdrawn_at: datetime | None
    vulnerable_version: str | None
    affected: str | None
    fixed_version: str | None
    published_at: datetime | None
    detected_at: datetime | None
    detected_by: str | None
    pull_request: SecurityPullRequest | None
    pull_requests: tuple[SecurityPullRequest, ...]
    fixed_at: datetime | None
    fixed_by: FixedBy | None
    state: EntryState
    still_there: str | None
    unmerged: bool
    reopened: bool
    exposure_from_publication: timedelta | None
    exposure_from_detection: timedelta | None
    age: timedelta | None
    sla: Sla | None
    evidence: tuple[SecurityEvidence, ...]
    known_until: datetime | None

    @property
    def open(self) -> bool:
        """Whether it is still there, as far as anything tells."""
        return self.state is EntryState.OPEN

    @property
    def merged_at(self) -> datetime | None:
        """When the pull request that fixes it was merged."""
        return None if self.pull_request is None else self.pull_request.merged_at


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityReport:
    """The vulnerabilities of a period: open ones first, the worst first.

    Attributes:
        since: those that were open at some time since then; None for all on record.
        until: they are told as they stood just before that time; None for the present.
        only_open: whether others were left out.
        told_at: the time to which ages were counted.
        known_until: the latest time of anything on record, at most `told_at` where there is an
            `until`; None if there is nothing, or the record begins later.
        limits: how long a fix may take, by severity.
    """

    entries: tuple[SecurityEntry, ...]
    since: datetime | None
    only_open: bool
    told_at: datetime
    known_until: datetime | None
    limits: Mapping[str, timedelta]
    until: datetime | None = None

    @property
    def open_count(self) -> int:
        """How many are still there."""
        return sum(entry.open for entry in self.entries)

    @property
    def fixed_count(self) -> int:
        """How many were fixed."""
        return sum(entry.state is EntryState.FIXED for entry in self.entries)

    def sla_count(self, state: SlaState) -> int:
        """Return how many of them met their limit, missed it, or have time left."""
        return sum(entry.sla is not None and entry.sla.state is state for entry in self.entries)
