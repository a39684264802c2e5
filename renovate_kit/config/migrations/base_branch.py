"""`baseBranch` became `baseBranchPatterns`, a list."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import TrackedList, own_origin

__all__ = ["BaseBranch"]


class BaseBranch(Migration):
    """There can be several base branches, and patterns for them.

    Source: `lib/config/migrations/custom/base-branch-migration.ts`.
    """

    options = ("baseBranch",)
    removes_option = True
    examples = (
        Migrated({"baseBranch": "next"}, {"baseBranchPatterns": ["next"]}),
        Migrated(
            {"baseBranchPatterns": ["a"], "baseBranch": ["b", "c"]},
            {"baseBranchPatterns": ["a", "b", "c"]},
        ),
        Migrated({"baseBranch": 5}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Append what the value names."""
        value = occurrence.value
        added = [value] if isinstance(value, str) else value
        if isinstance(added, list):
            known = occurrence.list_at("baseBranchPatterns")
            occurrence.set_hard(
                "baseBranchPatterns", TrackedList([*known, *added], own_origin(known))
            )
