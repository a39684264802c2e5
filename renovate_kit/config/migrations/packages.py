"""`packages` became `packageRules`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import TrackedList, own_origin

__all__ = ["Packages"]


class Packages(Migration):
    """The rules are appended to those that are there.

    Source: `lib/config/migrations/custom/packages-migration.ts`.
    """

    options = ("packages",)
    removes_option = True
    examples = (
        Migrated({"packages": [{"labels": ["a"]}]}, {"packageRules": [{"labels": ["a"]}]}),
        Migrated(
            {"packageRules": [{"labels": ["a"]}], "packages": [{"labels": ["b"]}]},
            {"packageRules": [{"labels": ["a"]}, {"labels": ["b"]}]},
        ),
        Migrated({"packages": 5}, {"packageRules": []}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Append the rules."""
        known = occurrence.list_at("packageRules")
        added = occurrence.value
        if isinstance(added, list):
            origin = own_origin(known) or own_origin(added)
            known = TrackedList([*known, *added], origin)
        occurrence.set_hard("packageRules", known)
