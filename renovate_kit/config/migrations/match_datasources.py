"""`matchDatasources` takes the names of datasources, some of which were renamed."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence, renamed_datasource

__all__ = ["MatchDatasources"]


class MatchDatasources(Migration):
    """What is no text is dropped from the list.

    Source: `lib/config/migrations/custom/match-datasources-migration.ts`.
    """

    options = ("matchDatasources",)
    removes_option = False
    examples = (
        Migrated(
            {"matchDatasources": ["adoptium-java", "dotnet", "node", "npm", "", 5]},
            {"matchDatasources": ["java-version", "dotnet-version", "node-version", "npm"]},
        ),
        Migrated({"matchDatasources": "node"}, {"matchDatasources": "node"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Replace old names in a list."""
        names = occurrence.value
        if isinstance(names, list):
            occurrence.rewrite_items(
                [renamed_datasource(name) for name in names if isinstance(name, str) and name]
            )
