"""`automergeType` no longer tells kinds of branch merges apart."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import reworded

__all__ = ["AutomergeType"]


class AutomergeType(Migration):
    """`branch-push` and `branch-merge-commit` are both `branch` now.

    Source: `lib/config/migrations/custom/automerge-type-migration.ts`.
    """

    options = ("automergeType",)
    removes_option = False
    examples = (
        Migrated({"automergeType": "branch-push"}, {"automergeType": "branch"}),
        Migrated({"automergeType": "pr-comment"}, {"automergeType": "pr-comment"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Shorten what begins with `branch-`."""
        if isinstance(occurrence.value, str) and occurrence.value.startswith("branch-"):
            occurrence.rewrite(reworded(occurrence.value, "branch"))
