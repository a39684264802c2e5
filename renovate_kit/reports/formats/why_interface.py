"""What every format of `why` offers."""

from typing import Protocol

from renovate_kit.reports.dependency_report import DependencyReport

__all__ = ["WhyFormat"]


class WhyFormat(Protocol):
    """A way to lay out what became of a dependency."""

    def render(self, report: DependencyReport) -> str:
        """Return the answers, with a newline at the end."""
        ...
