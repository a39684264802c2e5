"""`node.enabled` became `travis.enabled`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import TrackedDict

__all__ = ["Node"]


class Node(Migration):
    """The manager for Travis files was called `node`, like the language.

    Source: `lib/config/migrations/custom/node-migration.ts`.
    """

    options = ("node",)
    removes_option = False
    examples = (
        Migrated({"node": {"enabled": True}}, {"travis": {"enabled": True}}),
        Migrated(
            {"node": {"enabled": True, "labels": ["a"]}},
            {
                "packageRules": [{"matchCategories": ["node"], "labels": ["a"]}],
                "travis": {"enabled": True},
            },
        ),
        Migrated(
            {"node": {"enabled": False}},
            {"packageRules": [{"matchCategories": ["node"], "enabled": False}]},
        ),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Move `enabled` if it is true."""
        if occurrence.value is None:
            raise occurrence.unmigratable("`node` is an object")
        node = occurrence.get("node")
        if not isinstance(node, TrackedDict) or node.get("enabled") is not True:
            return
        travis = occurrence.get("travis")
        if travis is None:
            travis = TrackedDict()
        if isinstance(travis, TrackedDict):
            travis.put(
                "enabled", True, travis.origins.get("enabled") or node.origins.get("enabled")
            )
        elif not isinstance(travis, list):
            raise occurrence.unmigratable("`travis` is an object, beside `node` with `enabled`")
        node.drop("enabled")
        if node:
            occurrence.rewrite(node)
        else:
            occurrence.delete("node")
        occurrence.set_safely("travis", travis)
