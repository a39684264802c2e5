"""`extends` takes the names of presets, some of which were renamed or dropped."""

from renovate_kit.config.grammars.javascript_text import INHERITED_NAMES
from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import TrackedList, own_origin, reworded

__all__ = ["Extends"]


class Extends(Migration):
    """It is a list of texts; what is no text is dropped, and so is all of it if it is no list.

    Source: `lib/config/migrations/custom/extends-migration.ts`.
    """

    options = ("extends",)
    removes_option = False
    examples = (
        Migrated({"extends": ":unpublishSafe"}, {"extends": ["security:minimumReleaseAgeNpm"]}),
        Migrated(
            {"extends": ["config:base", ":automergeBranchPush"]},
            {"extends": ["config:recommended", ":automergeBranch"]},
        ),
        Migrated(
            {"extends": [":gitSignOff", "", 5, "config:js-app"]},
            {"extends": [":gitSignOff", "config:js-app"]},
        ),
        Migrated({"extends": None}, {"extends": []}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Replace old names, drop what names no preset."""
        value = occurrence.get("extends")
        presets = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        replacements = occurrence.catalogue.removed_presets
        today = TrackedList(origin=own_origin(value) if isinstance(value, list) else None)
        for preset in presets:
            # Renovate looks in a plain object, which has a member of each of these names.
            if isinstance(preset, str) and preset not in INHERITED_NAMES:
                name = replacements.get(preset, preset)
                if name:
                    today.append(reworded(preset, name))
        occurrence.rewrite(today)
