"""`pinVersions` became `rangeStrategy`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["PinVersions"]


class PinVersions(Migration):
    """There are more ways to deal with ranges now.

    Source: `lib/config/migrations/custom/pin-versions-migration.ts`.
    """

    options = ("pinVersions",)
    removes_option = True
    examples = (
        Migrated({"pinVersions": True}, {"rangeStrategy": "pin"}),
        Migrated({"pinVersions": False}, {"rangeStrategy": "replace"}),
        Migrated({"pinVersions": None}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `rangeStrategy` unless it has a value."""
        if isinstance(occurrence.value, bool):
            occurrence.set_safely("rangeStrategy", "pin" if occurrence.value else "replace")
