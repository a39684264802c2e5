"""What went wrong."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["ProblemLevel", "ProblemLogged"]


class ProblemLevel(StrEnum):
    """The levels at which Renovate reports that something is wrong.

    What it says at info, and no warning follows, is told as a warning; what it says at debug
    as `debug`, because a log at level info can't show whether it is there.
    """

    DEBUG = "debug"
    WARN = "warn"
    ERROR = "error"
    FATAL = "fatal"


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
