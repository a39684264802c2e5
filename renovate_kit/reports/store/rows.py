"""What queries return: typed rows. None means that the logs could not tell."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from renovate_kit.reports.store.pull_request_rows import PullRequestEventRow

if TYPE_CHECKING:
    from renovate_kit.reports.events import BranchSeen, LogDetail, ProblemLevel

__all__ = [
    "BranchListRow",
    "ContainerRow",
    "DependencyCountRow",
    "IsoWeek",
    "PhaseRow",
    "ProblemRow",
    "PullRequestEventRow",
    "RunRow",
    "TurnRow",
    "UpdateCountRow",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One Renovate process.

    `exit_code` is the process's, as the cluster saw it or the log is evidence of it.
    """

    run_id: int
    started_at: datetime
    ended_at: datetime | None
    renovate_version: str | None
    complete: bool
    detail: "LogDetail"
    source: str
    exit_code: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRow:
    """A run's turn at one repository. `result` is None if it never finished."""

    run_id: int
    repository: str
    started_at: datetime | None
    finished_at: datetime | None
    duration_ms: int | None
    result: str | None
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseRow:
    """How long all turns at a repository spent in one of Renovate's splits, in milliseconds."""

    repository: str
    phase: str
    duration_ms: int


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
class BranchListRow:
    """The branches of a repository as they stood at the end of a run (debug level).

    Those that stay the same from run to run are the same object. Their upgrades have no ages,
    which would change by the day.
    """

    run_id: int
    run_started_at: datetime
    repository: str
    branches: "tuple[BranchSeen, ...]"


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
