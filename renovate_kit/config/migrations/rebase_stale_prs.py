"""`rebaseStalePrs` became `rebaseWhen`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["RebaseStalePrs"]


class RebaseStalePrs(Migration):
    """It yields to `rebaseConflictedPrs` that is off.

    Source: `lib/config/migrations/custom/rebase-stale-prs-migration.ts`.
    """

    options = ("rebaseStalePrs",)
    removes_option = True
    examples = (
        Migrated({"rebaseStalePrs": True}, {"rebaseWhen": "behind-base-branch"}),
        Migrated({"rebaseStalePrs": False}, {"rebaseWhen": "conflicted"}),
        Migrated({"rebaseStalePrs": None}, {"rebaseWhen": "auto"}),
        Migrated({"rebaseStalePrs": True, "rebaseConflictedPrs": False}, {"rebaseWhen": "never"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `rebaseWhen` unless it has a value."""
        value = occurrence.value
        if occurrence.get("rebaseConflictedPrs") is False:
            return
        if value is None:
            occurrence.set_safely("rebaseWhen", "auto")
        elif isinstance(value, bool):
            occurrence.set_safely("rebaseWhen", "behind-base-branch" if value else "conflicted")
