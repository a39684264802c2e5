"""What every format of `check-run` offers."""

from collections.abc import Sequence
from typing import Protocol

from renovate_kit.reports.run_report import RunStory

__all__ = ["CheckFormat"]


class CheckFormat(Protocol):
    """A way to lay out the verdicts on runs."""

    def begin(self, story: RunStory) -> str:
        """Return what is said of a run as soon as it is read."""
        ...

    def end(self, stories: Sequence[RunStory], exit_code: int) -> str:
        """Return what is said when all are read."""
        ...
