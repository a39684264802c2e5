"""`azureAutoComplete` and `gitLabAutomerge` became `platformAutomerge`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["AzureAutoComplete"]


class AzureAutoComplete(Migration):
    """One option serves all platforms now; it takes the old value even if it had one of its own.

    Source: `lib/config/migrations/custom/azure-gitlab-automerge-migration.ts`.
    """

    options = ("azureAutoComplete", "gitLabAutomerge")
    removes_option = True
    examples = (
        Migrated({"azureAutoComplete": True}, {"platformAutomerge": True}),
        Migrated(
            {"platformAutomerge": True, "gitLabAutomerge": False}, {"platformAutomerge": False}
        ),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `platformAutomerge`."""
        occurrence.set_hard("platformAutomerge", occurrence.value)
