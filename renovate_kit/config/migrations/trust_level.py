"""`trustLevel` became three permissions of their own."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["TrustLevel"]


class TrustLevel(Migration):
    """Only `high` granted something.

    Source: `lib/config/migrations/custom/trust-level-migration.ts`.
    """

    options = ("trustLevel",)
    removes_option = True
    examples = (
        Migrated(
            {"trustLevel": "high", "allowScripts": False},
            {"allowScripts": False, "allowCustomCrateGitRegistries": True, "exposeAllEnv": True},
        ),
        Migrated({"trustLevel": "low"}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Grant them unless they have values."""
        if occurrence.value == "high":
            for permission in ("allowCustomCrateGitRegistries", "allowScripts", "exposeAllEnv"):
                occurrence.set_safely(permission, True)
