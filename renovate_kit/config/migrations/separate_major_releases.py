"""`separateMajorReleases` became `separateMajorMinor`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["SeparateMajorReleases"]


class SeparateMajorReleases(Migration):
    """Renovate leaves the old one there, and then calls it unknown.

    Source: `lib/config/migrations/custom/separate-major-release-migration.ts`.
    """

    options = ("separateMajorReleases",)
    removes_option = False
    examples = (
        Migrated(
            {"separateMajorReleases": True},
            {"separateMajorReleases": True, "separateMajorMinor": True},
        ),
        Migrated(
            {"separateMajorReleases": True, "separateMajorMinor": False},
            {"separateMajorReleases": True, "separateMajorMinor": False},
        ),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `separateMajorMinor` unless it has a value."""
        occurrence.set_safely("separateMajorMinor", occurrence.value)
