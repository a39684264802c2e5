"""What every format of runs offers."""

from typing import Protocol

from renovate_kit.reports.run_report import RunStory

__all__ = ["RunFormat"]


class RunFormat(Protocol):
    """A way to lay out one run: the same run always gives the same text."""

    def render(self, story: RunStory) -> str:
        """Return a run, with a newline at its end."""
        ...
