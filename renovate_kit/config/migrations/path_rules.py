"""`pathRules` became `packageRules`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import TrackedList, own_origin

__all__ = ["PathRules"]


class PathRules(Migration):
    """The rules are appended to those that are there.

    Source: `lib/config/migrations/custom/path-rules-migration.ts`.
    """

    options = ("pathRules",)
    removes_option = True
    examples = (
        Migrated(
            {"pathRules": [{"paths": ["a"], "labels": ["b"]}]},
            {"packageRules": [{"matchFileNames": ["a"], "labels": ["b"]}]},
        ),
        Migrated(
            {"packageRules": [{"labels": ["a"]}], "pathRules": [{"labels": ["b"]}]},
            {"packageRules": [{"labels": ["a"]}, {"labels": ["b"]}]},
        ),
        Migrated({"pathRules": {}}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Append the rules."""
        added = occurrence.value
        if not isinstance(added, list):
            return
        known = occurrence.get("packageRules")
        if isinstance(known, list):
            added = TrackedList([*known, *added], own_origin(known) or own_origin(added))
        occurrence.set_hard("packageRules", added)
