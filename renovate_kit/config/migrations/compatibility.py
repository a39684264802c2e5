"""`compatibility` became `constraints`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["Compatibility"]


class Compatibility(Migration):
    """Only the name changed; a value that is no object is dropped.

    Source: `lib/config/migrations/custom/compatibility-migration.ts`.
    """

    options = ("compatibility",)
    removes_option = True
    examples = (
        Migrated({"compatibility": {"python": "3.11"}}, {"constraints": {"python": "3.11"}}),
        Migrated({"compatibility": "3.11"}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `constraints` unless there are some."""
        if isinstance(occurrence.value, dict | list):
            occurrence.set_safely("constraints", occurrence.value)
