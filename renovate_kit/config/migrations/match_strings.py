"""`matchStrings` call a group `packageName` that used to be `lookupName`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import reworded

__all__ = ["MatchStrings"]


class MatchStrings(Migration):
    """What is no text is dropped from the list.

    Source: `lib/config/migrations/custom/match-strings-migration.ts`.
    """

    options = ("matchStrings",)
    removes_option = False
    examples = (
        Migrated(
            {"matchStrings": ["(?<lookupName>a)(?<depName>b)", "", None]},
            {"matchStrings": ["(?<packageName>a)(?<depName>b)"]},
        ),
        Migrated({"matchStrings": "(?<lookupName>a)"}, {"matchStrings": "(?<lookupName>a)"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Rename the group in a list of regexes."""
        regexes = occurrence.value
        if isinstance(regexes, list):
            occurrence.rewrite_items(
                [
                    reworded(regex, regex.replace("(?<lookupName>", "(?<packageName>"))
                    for regex in regexes
                    if isinstance(regex, str) and regex
                ]
            )
