"""`packagePattern` of a rule became `packagePatterns`, a list."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import TrackedList

__all__ = ["PackagePattern"]


class PackagePattern(Migration):
    """That has another name today, too; the migration of `packageRules` sees to it.

    Source: `lib/config/migrations/custom/package-pattern-migration.ts`.
    """

    options = ("packagePattern",)
    removes_option = True
    examples = (
        Migrated({"packagePattern": "a"}, {"packagePatterns": ["a"]}),
        Migrated({"packagePattern": "a", "packagePatterns": ["b"]}, {"packagePatterns": ["b"]}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `packagePatterns` unless there are some."""
        occurrence.set_safely("packagePatterns", TrackedList([occurrence.value]))
