"""`postUpdateOptions` no longer has `gomodNoMassage`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["PostUpdateOptions"]


class PostUpdateOptions(Migration):
    """What is no text is dropped from the list, too.

    Source: `lib/config/migrations/custom/post-update-options-migration.ts`.
    """

    options = ("postUpdateOptions",)
    removes_option = False
    examples = (
        Migrated(
            {"postUpdateOptions": ["gomodTidy", "gomodNoMassage", "", None]},
            {"postUpdateOptions": ["gomodTidy"]},
        ),
        Migrated({"postUpdateOptions": "gomodNoMassage"}, {"postUpdateOptions": "gomodNoMassage"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Drop what means nothing."""
        options = occurrence.value
        if isinstance(options, list):
            occurrence.rewrite_items(
                [
                    option
                    for option in options
                    if isinstance(option, str) and option not in {"", "gomodNoMassage"}
                ]
            )
