"""What happened: one frozen type per thing that a source can tell.

A source yields events in the order in which it learns of them; the store takes them.
`run` names the run *within its stream*; which run it is for good, the store decides
when `RunEnded` brings the run's identity. `None` always means "this source can't tell",
never zero. Times are aware datetimes in UTC, durations whole milliseconds.

Record shapes: Renovate 44.121.2, `lib/logger/bunyan.ts`, `lib/workers/repository/**`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

__all__ = [
    "BranchSeen",
    "DependenciesExtracted",
    "Event",
    "LogDetail",
    "ProblemLevel",
    "ProblemLogged",
    "PullRequestAction",
    "PullRequestLogged",
    "RepositoryFinished",
    "RepositoryStarted",
    "RunEnded",
    "RunStarted",
    "UpdatesCounted",
    "Upgrade",
]


class LogDetail(StrEnum):
    """How much a log shows; at `info` Renovate keeps pending updates and reasons to itself."""

    DEBUG = "debug"
    INFO = "info"


class ProblemLevel(StrEnum):
    """The levels at which Renovate reports that something is wrong."""

    WARN = "warn"
    ERROR = "error"
    FATAL = "fatal"


class PullRequestAction(StrEnum):
    """What Renovate says it did to a pull request."""

    CREATED = "created"
    UPDATED = "updated"
    AUTOMERGED = "automerged"
    AUTOCLOSED = "autoclosed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted:
    """A Renovate process began: its first record that the stream holds."""

    run: str
    renovate_version: str | None
    started_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryStarted:
    """Renovate turned to a repository. A restart after an automerge is not a second start."""

    run: str
    repository: str
    started_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DependenciesExtracted:
    """How many files and dependencies one manager found on one base branch."""

    run: str
    repository: str
    base_branch: str
    manager: str
    files: int
    dependencies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """One dependency's step inside a branch. Versions are as Renovate prints them."""

    dep_name: str
    package_name: str | None
    package_file: str | None
    datasource: str | None
    update_type: str | None
    current_version: str | None
    new_version: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchSeen:
    """A branch as it stood at the end of a run, from `branches info extended` (debug level).

    `result` and `blocked_by` are Renovate's own words (`branch-limit-reached`, `RateLimited`).
    """

    run: str
    repository: str
    branch: str
    pull_request: int | None
    title: str | None
    result: str | None
    blocked_by: str | None
    upgrades: tuple[Upgrade, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesCounted:
    """Renovate's own `Updates summary` of one base branch (debug level)."""

    run: str
    repository: str
    base_branch: str
    update_type: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequestLogged:
    """Renovate did something to a pull request. `number` is None for a branch without one."""

    run: str
    repository: str
    branch: str | None
    action: PullRequestAction
    number: int | None
    title: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemLogged:
    """A warning or an error.

    `detail` says which, in one redacted line without the variable parts of `err`. Renovate
    repeats a problem for every branch; a source yields it once for each run, repository and
    detail, with the number of repetitions.
    """

    run: str
    repository: str | None
    branch: str | None
    level: ProblemLevel
    message: str
    detail: str
    first_at: datetime | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryFinished:
    """Renovate was done with a repository. `result` is `done` or one of its error constants.

    `result` is None for a run that was cut off in the middle of the repository, and for
    dry runs that stop early.
    """

    run: str
    repository: str
    finished_at: datetime | None
    duration_ms: int | None
    result: str | None
    status: str | None
    splits_ms: tuple[tuple[str, int], ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnded:
    """The last word on a run, from which the store tells whether it knows that run already.

    Attributes:
        log_context: Renovate's `logContext`; None in pretty text, which does not show it.
        ended_at: when the last record was written.
        complete: whether Renovate got to its end; False for a log that was cut off.
        detail: the most talkative level seen.
        trace: eight bytes for each record of level info and above, in order, hashed over
            level, message and fields without `err`: equal for the JSON log and the pretty
            text of one run, and the beginning of it for the first half of that log.
        records: how many log records the stream held of this run.
    """

    run: str
    log_context: str | None
    ended_at: datetime | None
    complete: bool
    detail: LogDetail
    trace: bytes
    records: int


Event: TypeAlias = (
    RunStarted
    | RepositoryStarted
    | DependenciesExtracted
    | BranchSeen
    | UpdatesCounted
    | PullRequestLogged
    | ProblemLogged
    | RepositoryFinished
    | RunEnded
)
