"""What a run says of one repository as a whole."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = [
    "BaseBranchSeen",
    "ConfigProblemKind",
    "ConfigProblemLogged",
    "DashboardLogged",
    "DeprecationLogged",
    "IssueAction",
    "IssueLogged",
    "OnboardingAction",
    "OnboardingLogged",
    "RepositoryFinished",
    "RepositoryStarted",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryStarted:
    """Renovate turned to a repository. A restart after an automerge is not a second start."""

    run: str
    repository: str
    started_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseBranchSeen:
    """A branch that Renovate works on, from `Branch summary` (debug level)."""

    run: str
    repository: str
    base_branch: str
    sha: str | None
    is_default: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryFinished:
    """Renovate was done with a repository. `result` is `done` or one of its error constants.

    `result` is None for a run that was cut off in the middle of the repository, and for
    dry runs that stop early.

    Attributes:
        splits_ms: phase and duration, from `Repository timing splits` or a trace file.
        exit_code: Renovate 44's `exitCode`: the number that `exitCodeForErrors` would make the
            process exit with; no proof of what the process did exit with.
        restarts: how often the repository was started again in this run, after an automerge.
    """

    run: str
    repository: str
    finished_at: datetime | None
    duration_ms: int | None
    result: str | None
    status: str | None
    splits_ms: tuple[tuple[str, int], ...] | None
    exit_code: int | None = None
    enabled: bool | None = None
    onboarded: bool | None = None
    cloned: bool | None = None
    restarts: int | None = None


class ConfigProblemKind(StrEnum):
    """What Renovate says about a config."""

    ERROR = "error"
    WARNING = "warning"
    MIGRATION = "migration"
    DEPRECATION = "deprecation"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigProblemLogged:
    """Renovate found something about a config: an error, a warning, a needed migration.

    Attributes:
        repository: None for the global config.
        source: the file or the kind of config (`renovate.json`, `file`, `env`), when told.
        topic: Renovate's word (`Configuration Error`), or None.
        message: one redacted line.
    """

    run: str
    repository: str | None
    kind: ConfigProblemKind
    source: str | None
    topic: str | None
    message: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeprecationLogged:
    """A package's author declared it deprecated, or Renovate suggests a replacement."""

    run: str
    repository: str
    datasource: str | None
    package_name: str
    message: str | None


class OnboardingAction(StrEnum):
    """What happened to a repository's first pull request or to that of a config migration."""

    NEEDED = "needed"
    BRANCH_CREATED = "branch-created"
    CREATED = "created"
    UPDATED = "updated"
    CLOSED = "closed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnboardingLogged:
    """Renovate introduced itself to a repository, or was turned away there."""

    run: str
    repository: str
    action: OnboardingAction
    number: int | None
    at: datetime | None


class IssueAction(StrEnum):
    """What Renovate did to an issue of its own."""

    CREATED = "created"
    UPDATED = "updated"
    CLOSED = "closed"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLogged:
    """Renovate did something to an issue: the dashboard, or a call to mend the config.

    The records don't name the issue on every platform; `title` and `number` are None then.
    """

    run: str
    repository: str
    action: IssueAction
    number: int | None
    title: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardLogged:
    """The dependency dashboard was brought up to date (debug level shows it).

    Attributes:
        number: of the issue.
        checked: the boxes that a person had ticked: Renovate's word and the branch
            (`rebase`, `renovate/x`), or the word alone for `rebase-all-open-prs`.
        problems: lines of its `Repository Problems`.
    """

    run: str
    repository: str
    number: int | None
    checked: tuple[tuple[str, str | None], ...] | None
    problems: tuple[str, ...] | None
    at: datetime | None
