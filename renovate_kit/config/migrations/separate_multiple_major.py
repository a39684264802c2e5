"""`separateMultipleMajor` went with `separateMajorReleases`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["SeparateMultipleMajor"]


class SeparateMultipleMajor(Migration):
    """Beside the old option it meant something else than it does today.

    Source: `lib/config/migrations/custom/separate-multiple-major-migration.ts`.
    """

    options = ("separateMultipleMajor",)
    removes_option = False
    examples = (
        Migrated({"separateMultipleMajor": True}, {"separateMultipleMajor": True}),
        Migrated(
            {"separateMajorReleases": True, "separateMultipleMajor": True},
            {"separateMajorReleases": True, "separateMajorMinor": True},
        ),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Drop it beside the old option."""
        if occurrence.has("separateMajorReleases"):
            occurrence.delete("separateMultipleMajor")
