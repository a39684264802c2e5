"""`automergePatch` became `automerge` in `patch`."""

from renovate_kit.config.javascript import is_true
from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["AutomergePatch"]


class AutomergePatch(Migration):
    """Each update type has an object of options now.

    Source: `lib/config/migrations/custom/automerge-patch-migration.ts`.
    """

    options = ("automergePatch",)
    removes_option = True
    examples = (
        Migrated({"automergePatch": True}, {"patch": {"automerge": True}}),
        Migrated(
            {"automergePatch": None, "patch": {"labels": []}},
            {"patch": {"labels": [], "automerge": False}},
        ),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `automerge` for patch updates."""
        occurrence.set_inside("patch", "automerge", is_true(occurrence.value))
