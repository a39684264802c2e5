"""`stabilityDays` became `minimumReleaseAge`, a duration."""

from renovate_kit.config.javascript import as_text, is_whole_number
from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["StabilityDays"]


class StabilityDays(Migration):
    """No age at all is null.

    Source: `lib/config/migrations/custom/stability-days-migration.ts`.
    """

    options = ("stabilityDays",)
    removes_option = True
    examples = (
        Migrated({"stabilityDays": 0}, {"minimumReleaseAge": None}),
        Migrated({"stabilityDays": 1}, {"minimumReleaseAge": "1 day"}),
        Migrated({"stabilityDays": 3}, {"minimumReleaseAge": "3 days"}),
        Migrated({"stabilityDays": "3"}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `minimumReleaseAge` unless it has a value."""
        days = occurrence.value
        if not is_whole_number(days):
            return
        age = None if days == 0 else "1 day" if days == 1 else f"{as_text(days)} days"
        occurrence.set_safely("minimumReleaseAge", age)
