"""`gomodTidy` became one of the `postUpdateOptions`."""

from renovate_kit.config.javascript import is_true
from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import TrackedList, own_origin

__all__ = ["GomodTidy"]


class GomodTidy(Migration):
    """Where `postUpdateOptions` follow further down, these win and it is lost, as in Renovate.

    Source: `lib/config/migrations/custom/go-mod-tidy-migration.ts`.
    """

    options = ("gomodTidy",)
    removes_option = True
    examples = (
        Migrated({"gomodTidy": True}, {"postUpdateOptions": ["gomodTidy"]}),
        Migrated(
            {"postUpdateOptions": ["npmDedupe"], "gomodTidy": True},
            {"postUpdateOptions": ["npmDedupe", "gomodTidy"]},
        ),
        Migrated({"gomodTidy": False}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Append it if it is on."""
        if is_true(occurrence.value):
            known = occurrence.list_at("postUpdateOptions")
            options = TrackedList([*known, "gomodTidy"], own_origin(known))
            occurrence.set_hard("postUpdateOptions", options)
