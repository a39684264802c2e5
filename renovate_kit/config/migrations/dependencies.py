"""Options by dependency type became package rules."""

from renovate_kit.config.javascript import is_true
from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import TrackedDict, TrackedList

__all__ = ["Dependencies"]


class Dependencies(Migration):
    """Options stood in an object named after the type, or in a list of types.

    Source: `lib/config/migrations/custom/dep-types-migration.ts`.
    """

    options = (
        "dependencies",
        "devDependencies",
        "optionalDependencies",
        "peerDependencies",
        "engines",
        "depTypes",
    )
    removes_option = True
    examples = (
        Migrated(
            {"peerDependencies": {"enabled": False}},
            {"packageRules": [{"matchDepTypes": ["peerDependencies"], "enabled": False}]},
        ),
        Migrated(
            {"packageRules": [{"matchDepNames": ["a"]}], "engines": {"enabled": False}},
            {
                "packageRules": [
                    {"matchDepNames": ["a"]},
                    {"matchDepTypes": ["engines"], "enabled": False},
                ]
            },
        ),
        Migrated(
            {"depTypes": [{"depType": "dependencies", "enabled": False}, {"enabled": False}]},
            {"packageRules": [{"enabled": False, "matchDepTypes": ["dependencies"]}]},
        ),
        Migrated({"devDependencies": True}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Append a rule for each type."""
        rules = occurrence.list_at("packageRules")
        value = occurrence.value
        if isinstance(value, dict) and value:
            types = TrackedList([occurrence.key])
            rule = TrackedDict({"matchDepTypes": types}, origin=occurrence.origin)
            rule.update_from(value)
            rules.append(rule)
        if isinstance(value, list):
            for entry in value:
                if isinstance(entry, TrackedDict) and is_true(entry.get("depType")):
                    entry.put(
                        "matchDepTypes",
                        TrackedList([entry["depType"]]),
                        entry.origins.get("depType"),
                    )
                    entry.drop("depType")
                    rules.append(entry.copy())
        if rules:
            occurrence.set_hard("packageRules", rules)
