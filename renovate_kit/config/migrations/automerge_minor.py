"""`automergeMinor` became `automerge` in `minor`."""

from renovate_kit.config.javascript import is_true
from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["AutomergeMinor"]


class AutomergeMinor(Migration):
    """Each update type has an object of options now.

    Source: `lib/config/migrations/custom/automerge-minor-migration.ts`.
    """

    options = ("automergeMinor",)
    removes_option = True
    examples = (
        Migrated({"automergeMinor": True}, {"minor": {"automerge": True}}),
        Migrated(
            {"automergeMinor": 0, "minor": {"labels": []}},
            {"minor": {"labels": [], "automerge": False}},
        ),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `automerge` for minor updates."""
        occurrence.set_inside("minor", "automerge", is_true(occurrence.value))
