"""What every format of a report offers."""

from typing import Protocol

from renovate_kit.reports.report import Report

__all__ = ["Format"]


class Format(Protocol):
    """A way to lay out a report: the same report always gives the same text.

    Attributes:
        name: what people call it, as in `--format`.
        suffix: of files in it, with the dot.
    """

    name: str
    suffix: str

    def render(self, report: Report) -> str:
        """Return the report as the text of a file, with a newline at its end."""
        ...
