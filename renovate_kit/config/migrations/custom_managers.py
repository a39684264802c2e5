"""`customManagers` say of which type they are."""

from renovate_kit.config.javascript import entries_of, is_true
from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import Json, TrackedDict, own_origin

__all__ = ["CustomManagers"]


class CustomManagers(Migration):
    """They were all regex managers once.

    Source: `lib/config/migrations/custom/custom-managers-migration.ts`.
    """

    options = ("customManagers",)
    removes_option = False
    examples = (
        Migrated(
            {"customManagers": [{"matchStrings": ["a"]}]},
            {"customManagers": [{"customType": "regex", "matchStrings": ["a"]}]},
        ),
        Migrated(
            {"customManagers": [{"customType": "jsonata"}]},
            {"customManagers": [{"customType": "jsonata"}]},
        ),
        Migrated({"customManagers": []}, {"customManagers": []}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Add `customType` where it is missing."""
        managers = occurrence.value
        if isinstance(managers, list) and managers:
            if None in managers:
                raise occurrence.unmigratable("a custom manager is an object", managers.index(None))
            occurrence.rewrite_items([_with_type(manager) for manager in managers])


def _with_type(manager: Json) -> Json:
    if isinstance(manager, dict) and is_true(manager.get("customType")):
        return manager
    typed = TrackedDict({"customType": "regex"}, origin=own_origin(manager))
    typed.update_from(manager if isinstance(manager, dict) else dict(entries_of(manager)))
    return typed
