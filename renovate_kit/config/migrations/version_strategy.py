"""`versionStrategy` became `rangeStrategy`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["VersionStrategy"]


class VersionStrategy(Migration):
    """Only `widen` had an effect.

    Source: `lib/config/migrations/custom/version-strategy-migration.ts`.
    """

    options = ("versionStrategy",)
    removes_option = True
    examples = (
        Migrated({"versionStrategy": "widen"}, {"rangeStrategy": "widen"}),
        Migrated({"versionStrategy": "replace"}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `rangeStrategy` unless it has a value."""
        if occurrence.value == "widen":
            occurrence.set_safely("rangeStrategy", "widen")
