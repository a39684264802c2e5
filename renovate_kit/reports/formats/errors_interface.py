"""What every format of problems offers."""

from typing import Protocol

from renovate_kit.reports.problem_report import ProblemHistory, ProblemReport

__all__ = ["ErrorsFormat"]


class ErrorsFormat(Protocol):
    """A way to lay out problems: the same problems always give the same text."""

    def render(self, report: ProblemReport, *, everything: bool) -> str:
        """Return a list of problems, with a newline at its end.

        Args:
            report: the problems.
            everything: whether a person wants to see those that are ignored, too.
        """
        ...

    def render_history(self, history: ProblemHistory) -> str:
        """Return one problem and the runs that had it, with a newline at its end."""
        ...
