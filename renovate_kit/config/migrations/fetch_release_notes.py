"""`fetchReleaseNotes` became `fetchChangeLogs`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["FetchReleaseNotes"]


class FetchReleaseNotes(Migration):
    """It says when change logs are fetched; it used to be true or false.

    Source: `lib/config/migrations/custom/fetch-release-notes-migration.ts`.
    """

    options = ("fetchReleaseNotes",)
    removes_option = True
    examples = (
        Migrated({"fetchReleaseNotes": True}, {"fetchChangeLogs": "pr"}),
        Migrated({"fetchReleaseNotes": False}, {"fetchChangeLogs": "off"}),
        Migrated({"fetchReleaseNotes": "branch"}, {"fetchChangeLogs": "branch"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `fetchChangeLogs` unless it has a value."""
        value = occurrence.value
        if isinstance(value, bool):
            value = "pr" if value else "off"
        occurrence.set_safely("fetchChangeLogs", value)
