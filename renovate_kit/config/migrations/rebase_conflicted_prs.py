"""`rebaseConflictedPrs` became `rebaseWhen`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["RebaseConflictedPrs"]


class RebaseConflictedPrs(Migration):
    """Only false had an effect of its own.

    Source: `lib/config/migrations/custom/rebase-conflicted-prs-migration.ts`.
    """

    options = ("rebaseConflictedPrs",)
    removes_option = True
    examples = (
        Migrated({"rebaseConflictedPrs": False}, {"rebaseWhen": "never"}),
        Migrated({"rebaseConflictedPrs": True}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `rebaseWhen` unless it has a value."""
        if occurrence.value is False:
            occurrence.set_safely("rebaseWhen", "never")
