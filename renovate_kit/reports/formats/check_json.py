"""The verdicts on runs as JSON for machines; docs/runs.md says what each key means."""

from collections.abc import Sequence

from renovate_kit.reports.formats.json_text import document
from renovate_kit.reports.formats.run_json import VERSION, run_object
from renovate_kit.reports.run_report import RunStory

__all__ = ["CheckJson"]


class CheckJson:
    """One object with `exit_code` and `runs`, in the order of the logs."""

    def begin(self, story: RunStory) -> str:
        """Return nothing: a document is written whole."""
        del story
        return ""

    def end(self, stories: Sequence[RunStory], exit_code: int) -> str:
        """Return the document."""
        runs = [run_object(story) for story in stories]
        return document({"version": VERSION, "exit_code": exit_code, "runs": runs})
