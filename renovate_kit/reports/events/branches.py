"""What Renovate has to say, and does, about its branches and pull requests."""

from dataclasses import dataclass
from datetime import datetime

from renovate_kit.reports.events.actions import BranchAction, PullRequestAction

__all__ = [
    "ArtifactFailed",
    "BranchAction",
    "BranchLogged",
    "BranchSeen",
    "CommentLogged",
    "LimitReached",
    "PullRequestAction",
    "PullRequestLogged",
    "PullRequestsCounted",
    "UpdatesCounted",
    "UpdatesSummarised",
    "Upgrade",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """One dependency's step inside a branch. Versions are as Renovate prints them.

    From `age_days` on, facts of the dependency's lookup (`packageFiles with updates`): None
    where that was not seen.
    """

    dep_name: str
    package_name: str | None
    package_file: str | None
    datasource: str | None
    update_type: str | None
    current_version: str | None
    new_version: str | None
    current_value: str | None = None
    new_value: str | None = None
    manager: str | None = None
    age_days: int | None = None
    released_at: datetime | None = None
    merge_confidence: str | None = None
    vulnerability_fix_version: str | None = None
    pending_versions: tuple[str, ...] | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchSeen:
    """A branch as it stood at the end of a run, from `branches info extended` (debug level).

    `result` and `blocked_by` are Renovate's own words (`branch-limit-reached`, `RateLimited`).

    Attributes:
        vulnerability: whether it mends one; None if nothing tells.
        vulnerability_evidence: by what: `title`, `branch` or `dependency`.
        automerge: whether Renovate may merge it, from `Branch summary`.
        edited: whether a person changed the branch, from the same record.
        base_branch: likewise.
    """

    run: str
    repository: str
    branch: str
    pull_request: int | None
    title: str | None
    result: str | None
    blocked_by: str | None
    upgrades: tuple[Upgrade, ...]
    vulnerability: bool | None = None
    vulnerability_evidence: str | None = None
    automerge: bool | None = None
    edited: bool | None = None
    base_branch: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesCounted:
    """Renovate's own `Updates summary` of one base branch (debug level)."""

    run: str
    repository: str
    base_branch: str
    update_type: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesSummarised:
    """The totals of `Updates summary`, which `UpdatesCounted` splits by type.

    `managers` has the manager, its updates, and those of them that mend a vulnerability.
    """

    run: str
    repository: str
    base_branch: str
    total: int
    vulnerabilities: int
    managers: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequestsCounted:
    """All pull requests of Renovate's in a repository, ever (debug level)."""

    run: str
    repository: str
    total: int
    open: int
    closed: int
    merged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequestLogged:
    """Renovate did something to a pull request. `number` is None for a branch without one.

    `labels` is None where the platform's records don't tell: on GitHub they never do.
    """

    run: str
    repository: str
    branch: str | None
    action: PullRequestAction
    number: int | None
    title: str | None
    at: datetime | None
    labels: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchLogged:
    """Something happened to a branch. `reason` is Renovate's message where it gives one."""

    run: str
    repository: str
    branch: str
    action: BranchAction
    number: int | None
    sha: str | None
    reason: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentLogged:
    """Renovate commented on a pull request. `topic` is the comment's heading."""

    run: str
    repository: str
    branch: str | None
    number: int | None
    topic: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitReached:
    """A limit held branches or pull requests back (debug level).

    `limit` is the option (`prHourlyLimit`, `branchConcurrentLimit`); None if untold.
    """

    run: str
    repository: str
    limit: str | None
    current: int | None
    allowed: int | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactFailed:
    """A lock file, or the like, could not be brought up to date on a branch.

    `reason` is the telling line of the tool's output, redacted. Told once per run, branch,
    file and reason.
    """

    run: str
    repository: str
    branch: str | None
    file: str
    reason: str
    at: datetime | None
