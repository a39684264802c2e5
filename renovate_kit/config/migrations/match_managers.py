"""`matchManagers` takes the names of managers, some of which were renamed."""

from typing import Final

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import reworded

__all__ = ["MatchManagers"]

_RENAMED: Final = {
    "regex": "custom.regex",
    "renovate-config-presets": "renovate-config",
}


class MatchManagers(Migration):
    """Custom managers have a prefix.

    Source: `lib/config/migrations/custom/match-managers-migration.ts`.
    """

    options = ("matchManagers",)
    removes_option = False
    examples = (
        Migrated(
            {"matchManagers": ["regex", "renovate-config-presets", "npm"]},
            {"matchManagers": ["custom.regex", "renovate-config", "npm"]},
        ),
        Migrated({"matchManagers": "regex"}, {"matchManagers": "regex"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Replace old names, if there are only names."""
        names = occurrence.value
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            occurrence.rewrite_items([reworded(name, _RENAMED.get(name) or name) for name in names])
