"""What is on record about vulnerabilities and their fixes, as typed rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from renovate_kit.reports.events.pull_requests import (
    AdvisoryPublished,
    AlertSeen,
    PullRequestSeen,
)
from renovate_kit.reports.store.pull_request_content import StateChange

__all__ = [
    "Exploitation",
    "KnownPullRequest",
    "LoggedPullRequest",
    "LoggedUpdate",
    "SecurityFacts",
    "VersionSeen",
    "VulnerabilitySighting",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPullRequest:
    """A pull request as all sources together have it, with every change of its state."""

    seen: PullRequestSeen
    states: tuple[StateChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VulnerabilitySighting:
    """An advisory that runs knew of.

    Attributes:
        repository: whose run.
        ids: its numbers; empty where a log names only the fix.
        evidence: who told Renovate: `github-alerts` or `osv`.
        first_at: start of the first run that knew of it, pruned ones included.
        last_at: of the last.
    """

    repository: str
    package_name: str
    datasource: str | None
    ids: tuple[str, ...]
    severity: str | None
    affected: str | None
    fixed_version: str | None
    evidence: str
    summary: str | None
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedUpdate:
    """What a branch changes, by a log. `current` and `new` are versions or what stands there."""

    dep_name: str
    package_name: str | None
    datasource: str | None
    current: str | None
    new: str | None
    fix_version: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedPullRequest:
    """A pull request as logs tell of it.

    Attributes:
        marked: whether a log tells that it fixes a vulnerability.
        evidence: by what: `title`, `branch` or `dependency`.
        created_at, automerged_at, autoclosed_at, reopened_at: when Renovate did so; None where
            no log tells.
        last_seen_at: start of the last run whose branches name it.
    """

    repository: str
    number: int
    branch: str
    title: str | None
    marked: bool
    evidence: str | None
    updates: tuple[LoggedUpdate, ...]
    created_at: datetime | None
    automerged_at: datetime | None
    autoclosed_at: datetime | None
    reopened_at: datetime | None
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSeen:
    """A dependency had a version in a package file, from one run on and in the last one then."""

    repository: str
    dep_name: str | None
    package_name: str | None
    datasource: str | None
    package_file: str
    version: str | None
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploitation:
    """How likely it is that a vulnerability is exploited.

    Attributes:
        epss: probability, 0 to 1, by FIRST.
        known_exploited_at: day of its entry in CISA's catalogue.
    """

    epss: float | None
    known_exploited_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityFacts:
    """All that is on record.

    Attributes:
        exploitation: by number, whether or not a vulnerability database has a record of it.
        versions: on default branches, as far as logs tell which these are.
        looked_at: by repository, the starts of the runs that listed its dependencies, in order.
        default_branches: by repository, where logs tell.
        last_runs: by repository, the start of its last run of all.
        synced_at: by host and repository in lower case, when its forge was asked last.
    """

    pull_requests: tuple[KnownPullRequest, ...] = ()
    logged: tuple[LoggedPullRequest, ...] = ()
    alerts: tuple[AlertSeen, ...] = ()
    sightings: tuple[VulnerabilitySighting, ...] = ()
    versions: tuple[VersionSeen, ...] = ()
    advisories: tuple[AdvisoryPublished, ...] = ()
    looked_at: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)
    default_branches: Mapping[str, str] = field(default_factory=dict)
    exploitation: Mapping[str, Exploitation] = field(default_factory=dict)
    last_runs: Mapping[str, datetime] = field(default_factory=dict)
    synced_at: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
