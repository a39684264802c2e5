"""`unpublishSafe` became the preset `security:minimumReleaseAgeNpm`."""

from typing import Final

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import TrackedList, own_origin, reworded

__all__ = ["UnpublishSafe"]

_PRESET: Final = "security:minimumReleaseAgeNpm"
_NAMES: Final = (":unpublishSafe", "default:unpublishSafe", "npm:unpublishSafe", _PRESET)


class UnpublishSafe(Migration):
    """The preset had other names in between.

    Source: `lib/config/migrations/custom/unpublish-safe-migration.ts`.
    """

    options = ("unpublishSafe",)
    removes_option = True
    examples = (
        Migrated({"unpublishSafe": True}, {"extends": ["security:minimumReleaseAgeNpm"]}),
        Migrated(
            {"extends": "config:recommended", "unpublishSafe": True},
            {"extends": ["config:recommended", "security:minimumReleaseAgeNpm"]},
        ),
        Migrated(
            {"extends": ["npm:unpublishSafe"], "unpublishSafe": True},
            {"extends": ["security:minimumReleaseAgeNpm"]},
        ),
        Migrated({"unpublishSafe": False}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Extend the preset if that is not done."""
        if occurrence.value is not True:
            return
        extends = occurrence.get("extends")
        # The very list of the config is appended to, as in Renovate.
        presets = extends if isinstance(extends, list) else TrackedList()
        if isinstance(extends, str):
            presets.append(extends)
        if not any(preset in _NAMES for preset in presets):
            presets.append(_PRESET)
        today = [reworded(preset, _PRESET) if preset in _NAMES else preset for preset in presets]
        occurrence.set_hard("extends", TrackedList(today, own_origin(presets)))
