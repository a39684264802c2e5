"""`platformCommit` is a text; it used to be true or false."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["PlatformCommit"]


class PlatformCommit(Migration):
    """There is `auto` besides on and off now.

    Source: `lib/config/migrations/custom/platform-commit-migration.ts`.
    """

    options = ("platformCommit",)
    removes_option = False
    examples = (
        Migrated({"platformCommit": True}, {"platformCommit": "enabled"}),
        Migrated({"platformCommit": False}, {"platformCommit": "disabled"}),
        Migrated({"platformCommit": "auto"}, {"platformCommit": "auto"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Replace true and false."""
        if isinstance(occurrence.value, bool):
            occurrence.rewrite("enabled" if occurrence.value else "disabled")
