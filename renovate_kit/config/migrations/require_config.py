"""`requireConfig` is a text of its own; it used to be true or false."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import reworded

__all__ = ["RequireConfig"]


class RequireConfig(Migration):
    """There is `ignored` besides `required` and `optional` now.

    Source: `lib/config/migrations/custom/require-config-migration.ts`.
    """

    options = ("requireConfig",)
    removes_option = False
    examples = (
        Migrated({"requireConfig": True}, {"requireConfig": "required"}),
        Migrated({"requireConfig": "false"}, {"requireConfig": "optional"}),
        Migrated({"requireConfig": "ignored"}, {"requireConfig": "ignored"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Replace true and false, as texts too."""
        value = occurrence.value
        if isinstance(value, bool):
            occurrence.rewrite("required" if value else "optional")
        elif isinstance(value, str) and value in {"true", "false"}:
            occurrence.rewrite(reworded(value, "required" if value == "true" else "optional"))
