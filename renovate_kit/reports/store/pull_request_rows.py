"""What was done to pull requests: typed rows. None means that the logs could not tell."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renovate_kit.reports.events import PullRequestAction

__all__ = ["PullRequestEventRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequestEventRow:
    """What Renovate did to a pull request. `at` is the run's start where the log has no time."""

    run_id: int
    repository: str
    branch: str | None
    action: "PullRequestAction"
    number: int | None
    title: str | None
    at: datetime
    labels: tuple[str, ...] | None = None
