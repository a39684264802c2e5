"""`suppressNotifications` no longer has `prEditNotification`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["SuppressNotifications"]


class SuppressNotifications(Migration):
    """Renovate sends none of that kind any more.

    Source: `lib/config/migrations/custom/suppress-notifications-migration.ts`.
    """

    options = ("suppressNotifications",)
    removes_option = False
    examples = (
        Migrated(
            {"suppressNotifications": ["prEditNotification", "prIgnoreNotification"]},
            {"suppressNotifications": ["prIgnoreNotification"]},
        ),
        Migrated({"suppressNotifications": []}, {"suppressNotifications": []}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Drop it from the list."""
        kinds = occurrence.value
        if isinstance(kinds, list) and "prEditNotification" in kinds:
            occurrence.rewrite_items([kind for kind in kinds if kind != "prEditNotification"])
