"""`packageName` of a rule became `packageNames`, a list."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import TrackedList

__all__ = ["PackageName"]


class PackageName(Migration):
    """That has another name today, too; the migration of `packageRules` sees to it.

    Source: `lib/config/migrations/custom/package-name-migration.ts`.
    """

    options = ("packageName",)
    removes_option = True
    examples = (
        Migrated({"packageName": "a"}, {"packageNames": ["a"]}),
        Migrated({"packageName": "a", "packageNames": ["b"]}, {"packageNames": ["b"]}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `packageNames` unless there are some."""
        occurrence.set_safely("packageNames", TrackedList([occurrence.value]))
