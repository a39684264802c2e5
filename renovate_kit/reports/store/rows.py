"""What queries return: typed rows. None means that the logs could not tell."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from renovate_kit.reports.store.pull_request_rows import PullRequestEventRow

if TYPE_CHECKING:
    from renovate_kit.reports.events import LogDetail, ProblemLevel, Upgrade

__all__ = [
    "BranchRow",
    "ContainerRow",
    "DependencyCountRow",
    "IsoWeek",
    "ProblemRow",
    "PullRequestEventRow",
    "RepositoryRunRow",
    "RunRow",
    "UpdateCountRow",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryRunRow:
    """A run's turn at one repository. `result` is None if it never finished."""

    repository: str
    started_at: datetime | None
    finished_at: datetime | None
    duration_ms: int | None
    result: str | None
    status: str | None
    splits_ms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One Renovate process and its turns at repositories, in order.

    `exit_code` is the process's, as the cluster saw it or the log is evidence of it.
    """

    run_id: int
    started_at: datetime
    ended_at: datetime | None
    renovate_version: str | None
    complete: bool
    detail: "LogDetail"
    source: str
    repositories: tuple[RepositoryRunRow, ...]
    exit_code: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """A problem of a run. `first_at` is the run's start where the log has no times of its own."""

    run_id: int
    run_started_at: datetime
    repository: str | None
    branch: str | None
    level: "ProblemLevel"
    message: str
    detail: str
    first_at: datetime
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchRow:
    """A branch as it stood at the end of a run (debug level)."""

    run_id: int
    run_started_at: datetime
    repository: str
    branch: str
    pull_request: int | None
    title: str | None
    result: str | None
    blocked_by: str | None
    upgrades: "tuple[Upgrade, ...]"
    vulnerability: bool | None = None
    vulnerability_evidence: str | None = None
    automerge: bool | None = None
    edited: bool | None = None
    base_branch: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateCountRow:
    """Renovate's own count of updates of one type in a run (debug level)."""

    run_id: int
    run_started_at: datetime
    repository: str
    base_branch: str
    update_type: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyCountRow:
    """What one manager extracted in the last run that extracted anything of the repository."""

    run_id: int
    run_started_at: datetime
    repository: str
    base_branch: str
    manager: str
    files: int
    dependencies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerRow:
    """A container in which Renovate ran, with the resources that its manifest asks for."""

    reason: str | None
    requests: tuple[tuple[str, str], ...]
    limits: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IsoWeek:
    """An ISO week and the number of runs that started in it."""

    year: int
    week: int
    runs: int
