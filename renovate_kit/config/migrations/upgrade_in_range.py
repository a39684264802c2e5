"""`upgradeInRange` became `rangeStrategy`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["UpgradeInRange"]


class UpgradeInRange(Migration):
    """Only true had an effect.

    Source: `lib/config/migrations/custom/upgrade-in-range-migration.ts`.
    """

    options = ("upgradeInRange",)
    removes_option = True
    examples = (
        Migrated({"upgradeInRange": True}, {"rangeStrategy": "bump"}),
        Migrated({"upgradeInRange": False}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `rangeStrategy` unless it has a value."""
        if occurrence.value is True:
            occurrence.set_safely("rangeStrategy", "bump")
