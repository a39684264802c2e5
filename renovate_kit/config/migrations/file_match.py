"""`fileMatch` became `managerFilePatterns`, which holds regexes and globs."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import TrackedList, own_origin, reworded

__all__ = ["FileMatch"]


class FileMatch(Migration):
    """A regex needs slashes around it since globs are allowed beside it.

    Source: `lib/config/migrations/custom/file-match-migration.ts`.
    """

    options = ("fileMatch",)
    removes_option = True
    examples = (
        Migrated({"fileMatch": [r"\.yaml$"]}, {"managerFilePatterns": [r"/\.yaml$/"]}),
        Migrated({"fileMatch": r"\.yaml$"}, {"managerFilePatterns": [r"/\.yaml$/"]}),
        Migrated(
            {"managerFilePatterns": ["*.yml"], "fileMatch": ["a"]},
            {"managerFilePatterns": ["*.yml", "/a/"]},
        ),
        Migrated({"fileMatch": 5}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Append the patterns, as regexes, to `managerFilePatterns`."""
        patterns = occurrence.value
        if isinstance(patterns, str):
            patterns = [patterns]
        if isinstance(patterns, list) and all(isinstance(pattern, str) for pattern in patterns):
            known = occurrence.list_at("managerFilePatterns")
            regexes = [reworded(pattern, f"/{pattern}/") for pattern in patterns]
            origin = own_origin(known) or own_origin(occurrence.value)
            occurrence.set_hard("managerFilePatterns", TrackedList([*known, *regexes], origin))
