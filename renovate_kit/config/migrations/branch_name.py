"""`branchName` refers to `additionalBranchPrefix`, which had another name."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import reworded

__all__ = ["BranchName"]


class BranchName(Migration):
    """Only the first mention is replaced, as Renovate does.

    Source: `lib/config/migrations/custom/branch-name-migration.ts`.
    """

    options = ("branchName",)
    removes_option = False
    examples = (
        Migrated(
            {"branchName": "{{branchPrefix}}{{managerBranchPrefix}}{{branchTopic}}"},
            {"branchName": "{{branchPrefix}}{{additionalBranchPrefix}}{{branchTopic}}"},
        ),
        Migrated({"branchName": "renovate"}, {"branchName": "renovate"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Replace the old name of the template field."""
        value = occurrence.value
        if isinstance(value, str):
            new = value.replace("{{managerBranchPrefix}}", "{{additionalBranchPrefix}}", 1)
            occurrence.rewrite(reworded(value, new))
