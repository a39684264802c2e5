"""`includeForks` became `forkProcessing`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["IncludeForks"]


class IncludeForks(Migration):
    """It says what happens to forks; it used to be true or false.

    Source: `lib/config/migrations/custom/include-forks-migration.ts`.
    """

    options = ("includeForks",)
    removes_option = True
    examples = (
        Migrated({"includeForks": True}, {"forkProcessing": "enabled"}),
        Migrated({"includeForks": False}, {"forkProcessing": "disabled"}),
        Migrated({"includeForks": "yes"}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `forkProcessing` unless it has a value."""
        if isinstance(occurrence.value, bool):
            occurrence.set_safely("forkProcessing", "enabled" if occurrence.value else "disabled")
