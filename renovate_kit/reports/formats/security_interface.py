"""What every format of the history of vulnerabilities offers."""

from typing import Protocol

from renovate_kit.reports.security_report import SecurityReport

__all__ = ["SecurityFormat"]


class SecurityFormat(Protocol):
    """A way to lay out vulnerabilities: the same ones always give the same text."""

    def render(self, report: SecurityReport) -> str:
        """Return the history, with a newline at its end."""
        ...
