"""`requiredStatusChecks` became `ignoreTests`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["RequiredStatusChecks"]


class RequiredStatusChecks(Migration):
    """Only null had an effect: no check was required.

    Source: `lib/config/migrations/custom/required-status-checks-migration.ts`.
    """

    options = ("requiredStatusChecks",)
    removes_option = True
    examples = (
        Migrated({"requiredStatusChecks": None}, {"ignoreTests": True}),
        Migrated({"requiredStatusChecks": ["ci"]}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `ignoreTests` unless it has a value."""
        if occurrence.value is None:
            occurrence.set_safely("ignoreTests", True)
