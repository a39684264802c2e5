"""`ignoreNpmrcFile` became an empty `npmrc`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["IgnoreNpmrcFile"]


class IgnoreNpmrcFile(Migration):
    """A text in `npmrc` is used in place of the file; the empty one turns it off.

    Source: `lib/config/migrations/custom/ignore-npmrc-file-migration.ts`.
    """

    options = ("ignoreNpmrcFile",)
    removes_option = True
    examples = (
        Migrated({"ignoreNpmrcFile": True}, {"npmrc": ""}),
        Migrated({"ignoreNpmrcFile": True, "npmrc": "a=b"}, {"npmrc": "a=b"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Set `npmrc` unless it is a text."""
        if not isinstance(occurrence.get("npmrc"), str):
            occurrence.set_hard("npmrc", "")
