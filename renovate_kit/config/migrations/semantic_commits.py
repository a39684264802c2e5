"""`semanticCommits` is a text; it used to be true or false."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import reworded

__all__ = ["SemanticCommits"]


class SemanticCommits(Migration):
    """What is neither on nor off is `auto`, even if that was a slip.

    Source: `lib/config/migrations/custom/semantic-commits-migration.ts`.
    """

    options = ("semanticCommits",)
    removes_option = False
    examples = (
        Migrated({"semanticCommits": True}, {"semanticCommits": "enabled"}),
        Migrated({"semanticCommits": False}, {"semanticCommits": "disabled"}),
        Migrated({"semanticCommits": None}, {"semanticCommits": "auto"}),
        Migrated({"semanticCommits": "enable"}, {"semanticCommits": "auto"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Replace true and false, and what means nothing."""
        value = occurrence.value
        if isinstance(value, bool):
            occurrence.rewrite("enabled" if value else "disabled")
        elif value not in ("enabled", "disabled"):
            occurrence.rewrite(reworded(value, "auto") if isinstance(value, str) else "auto")
