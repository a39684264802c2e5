"""`updateLockFiles` became `skipArtifactsUpdate`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["UpdateLockFiles"]


class UpdateLockFiles(Migration):
    """Only false had an effect.

    Source: `lib/config/migrations/custom/update-lock-files-migration.ts`.
    """

    options = ("updateLockFiles",)
    removes_option = True
    examples = (
        Migrated({"updateLockFiles": False}, {"skipArtifactsUpdate": True}),
        Migrated({"updateLockFiles": True}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `skipArtifactsUpdate` unless it has a value."""
        if occurrence.value is False:
            occurrence.set_safely("skipArtifactsUpdate", True)
