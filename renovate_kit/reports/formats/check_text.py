"""The verdicts on runs for people at a terminal."""

from collections import Counter
from collections.abc import Sequence

from renovate_kit.reports.formats.run_summary import RunSummaryText
from renovate_kit.reports.formats.run_wording import counted
from renovate_kit.reports.formats.terminal_text import Layout
from renovate_kit.reports.run_report import RunStory

__all__ = ["CheckText"]


class CheckText:
    """A few lines for each run, and a count where there are several.

    Args:
        layout: of the terminal.
    """

    def __init__(self, layout: Layout | None = None) -> None:
        self._text = RunSummaryText(layout)

    def begin(self, story: RunStory) -> str:
        """Return the verdict on a run and what it comes from."""
        return self._text.render(story)

    def end(self, stories: Sequence[RunStory], exit_code: int) -> str:
        """Return a count of the verdicts, where there are several runs."""
        del exit_code
        if len(stories) <= 1:
            return ""
        counts = Counter(story.verdict.value for story in stories)
        parts = ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())
        return f"{counted(len(stories), 'run')}: {parts}\n"
