"""`dryRun` says how dry; it used to be true or false."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["DryRun"]


class DryRun(Migration):
    """What true meant is `full`; null means a real run.

    Source: `lib/config/migrations/custom/dry-run-migration.ts`.
    """

    options = ("dryRun",)
    removes_option = False
    examples = (
        Migrated({"dryRun": True}, {"dryRun": "full"}),
        Migrated({"dryRun": False}, {"dryRun": None}),
        Migrated({"dryRun": "lookup"}, {"dryRun": "lookup"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Replace true and false."""
        if isinstance(occurrence.value, bool):
            occurrence.rewrite("full" if occurrence.value else None)
