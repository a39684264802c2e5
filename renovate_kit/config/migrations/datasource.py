"""`datasource` takes the names of datasources, some of which were renamed."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence, renamed_datasource

__all__ = ["Datasource"]


class Datasource(Migration):
    """A datasource for versions of a language is called so.

    Source: `lib/config/migrations/custom/datasource-migration.ts`.
    """

    options = ("datasource",)
    removes_option = False
    examples = (
        Migrated({"datasource": "node"}, {"datasource": "node-version"}),
        Migrated({"datasource": "npm"}, {"datasource": "npm"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Replace an old name."""
        if isinstance(occurrence.value, str):
            occurrence.rewrite(renamed_datasource(occurrence.value))
