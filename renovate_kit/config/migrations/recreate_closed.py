"""`recreateClosed` became `recreateWhen`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["RecreateClosed"]


class RecreateClosed(Migration):
    """It says when a closed pull request is made anew; it used to be true or false.

    Source: `lib/config/migrations/custom/recreate-closed-migration.ts`.
    """

    options = ("recreateClosed",)
    removes_option = True
    examples = (
        Migrated({"recreateClosed": True}, {"recreateWhen": "always"}),
        Migrated({"recreateClosed": False}, {"recreateWhen": "auto"}),
        Migrated({"recreateClosed": "never"}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `recreateWhen` unless it has a value."""
        if isinstance(occurrence.value, bool):
            occurrence.set_safely("recreateWhen", "always" if occurrence.value else "auto")
