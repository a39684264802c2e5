"""How much of a report is in its Markdown: GitHub shows only so much of a file."""

from dataclasses import dataclass, replace
from typing import Final

__all__ = ["MarkdownLimits"]

_FEWER_ROWS: Final = (200, 50, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownLimits:
    """How much there is of what can be much. What is left out is counted in the text.

    Attributes:
        most_sections: so many repositories have a section of their own.
        most_quiet: so many others have a line in the table.
        most_things: so many things that need a person are listed.
        most_members: so many repositories are listed below each of them that these share.
        most_rows: so many rows are in each table; None means all.
        most_bytes: so large is the text in UTF-8; if it is larger, fewer rows and then fewer
            sections are shown. GitHub cuts off what it renders of a README after 512,000 bytes,
            which its documentation does not say. Source: issue 1610 of isaacs/github.
    """

    most_sections: int = 50
    most_quiet: int = 100
    most_things: int = 100
    most_members: int = 1_000
    most_rows: int | None = None
    most_bytes: int = 500_000

    def tighter(self) -> "MarkdownLimits | None":
        """Return limits of which the text is smaller; None if there are none."""
        for rows in _FEWER_ROWS:
            if self.most_rows is None or rows < self.most_rows:
                return replace(self, most_rows=rows)
        if self.most_sections:
            return replace(
                self,
                most_sections=self.most_sections // 2,
                most_quiet=self.most_quiet // 2,
                most_things=max(self.most_things // 2, 10),
                most_members=max(self.most_members // 2, 10),
            )
        return None
