"""`semanticPrefix` became `semanticCommitType` and `semanticCommitScope`."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import reworded

__all__ = ["SemanticPrefix"]


class SemanticPrefix(Migration):
    """It was `type(scope): ` in one text.

    Source: `lib/config/migrations/custom/semantic-prefix-migration.ts`.
    """

    options = ("semanticPrefix",)
    removes_option = True
    examples = (
        Migrated(
            {"semanticPrefix": "fix(deps): "},
            {"semanticCommitType": "fix", "semanticCommitScope": "deps"},
        ),
        Migrated(
            {"semanticPrefix": "chore:"},
            {"semanticCommitType": "chore", "semanticCommitScope": None},
        ),
        Migrated({"semanticPrefix": None}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Take the text apart; what has a value keeps it."""
        prefix = occurrence.value
        if isinstance(prefix, str):
            kind, *scopes = prefix.partition(":")[0].split("(")
            occurrence.set_safely("semanticCommitType", reworded(prefix, kind))
            has_scope = bool(scopes and scopes[0])
            scope = reworded(prefix, scopes[0].partition(")")[0]) if has_scope else None
            occurrence.set_safely("semanticCommitScope", scope)
