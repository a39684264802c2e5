"""`automergeMajor` became `automerge` in `major`."""

from renovate_kit.config.javascript import is_true
from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["AutomergeMajor"]


class AutomergeMajor(Migration):
    """Each update type has an object of options now.

    Source: `lib/config/migrations/custom/automerge-major-migration.ts`.
    """

    options = ("automergeMajor",)
    removes_option = True
    examples = (
        Migrated({"automergeMajor": True}, {"major": {"automerge": True}}),
        Migrated(
            {"automergeMajor": "", "major": {"labels": []}},
            {"major": {"labels": [], "automerge": False}},
        ),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `automerge` for major updates."""
        occurrence.set_inside("major", "automerge", is_true(occurrence.value))
