"""`branchPrefix` is plain text; templates go into `additionalBranchPrefix`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import reworded

__all__ = ["BranchPrefix"]


class BranchPrefix(Migration):
    """Renovate has to know its branches by their beginning, so that can't be a template.

    Source: `lib/config/migrations/custom/branch-prefix-migration.ts`.
    """

    options = ("branchPrefix",)
    removes_option = False
    examples = (
        Migrated(
            {"branchPrefix": "renovate/{{parentDir}}-"},
            {"branchPrefix": "renovate/", "additionalBranchPrefix": "{{parentDir}}-"},
        ),
        Migrated({"branchPrefix": "bot/"}, {"branchPrefix": "bot/"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Move what begins with the first template."""
        value = occurrence.value
        if isinstance(value, str) and "{{" in value:
            start = value.index("{{")
            occurrence.rewrite(reworded(value, value[:start]))
            occurrence.set_hard("additionalBranchPrefix", reworded(value, value[start:]))
