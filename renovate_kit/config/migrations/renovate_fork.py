"""`renovateFork` became `forkProcessing`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["RenovateFork"]


class RenovateFork(Migration):
    """It says what happens to forks; it used to be true or false.

    Source: `lib/config/migrations/custom/renovate-fork-migration.ts`.
    """

    options = ("renovateFork",)
    removes_option = True
    examples = (
        Migrated({"renovateFork": True}, {"forkProcessing": "enabled"}),
        Migrated({"renovateFork": False}, {"forkProcessing": "disabled"}),
        Migrated({"renovateFork": "yes"}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `forkProcessing` unless it has a value."""
        if isinstance(occurrence.value, bool):
            occurrence.set_safely("forkProcessing", "enabled" if occurrence.value else "disabled")
