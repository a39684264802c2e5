"""`enabledManagers` takes the names of managers, some of which were renamed."""

from typing import Final

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import reworded

__all__ = ["EnabledManagers"]

_RENAMED: Final = {
    "yarn": "npm",
    "regex": "custom.regex",
    "renovate-config-presets": "renovate-config",
}


class EnabledManagers(Migration):
    """Custom managers have a prefix, and `npm` deals with yarn too.

    Source: `lib/config/migrations/custom/enabled-managers-migration.ts`.
    """

    options = ("enabledManagers",)
    removes_option = False
    examples = (
        Migrated(
            {"enabledManagers": ["yarn", "regex", "renovate-config-presets", "pip"]},
            {"enabledManagers": ["npm", "custom.regex", "renovate-config", "pip"]},
        ),
        Migrated({"enabledManagers": ["regex", 5]}, {"enabledManagers": ["regex", 5]}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Replace old names, if there are only names."""
        names = occurrence.value
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            occurrence.rewrite_items([reworded(name, _RENAMED.get(name) or name) for name in names])
