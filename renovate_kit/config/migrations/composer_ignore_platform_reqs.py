"""`composerIgnorePlatformReqs` is a list; it used to be true or false."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import TrackedList

__all__ = ["ComposerIgnorePlatformReqs"]


class ComposerIgnorePlatformReqs(Migration):
    """An empty list ignores all requirements, null none.

    Source: `lib/config/migrations/custom/composer-ignore-platform-reqs-migration.ts`.
    """

    options = ("composerIgnorePlatformReqs",)
    removes_option = False
    examples = (
        Migrated({"composerIgnorePlatformReqs": True}, {"composerIgnorePlatformReqs": []}),
        Migrated({"composerIgnorePlatformReqs": False}, {"composerIgnorePlatformReqs": None}),
        Migrated({"composerIgnorePlatformReqs": ["php"]}, {"composerIgnorePlatformReqs": ["php"]}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Replace true and false."""
        if isinstance(occurrence.value, bool):
            occurrence.rewrite(TrackedList() if occurrence.value else None)
