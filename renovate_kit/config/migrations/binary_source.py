"""`binarySource` no longer has `auto`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import reworded

__all__ = ["BinarySource"]


class BinarySource(Migration):
    """What was `auto` is `global`: tools are looked for on the search path.

    Source: `lib/config/migrations/custom/binary-source-migration.ts`.
    """

    options = ("binarySource",)
    removes_option = False
    examples = (
        Migrated({"binarySource": "auto"}, {"binarySource": "global"}),
        Migrated({"binarySource": "docker"}, {"binarySource": "docker"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Replace `auto`."""
        if occurrence.value == "auto":
            occurrence.rewrite(reworded(occurrence.value, "global"))
