"""`automerge` is true or false; it used to name update types."""

from typing import Final

from renovate_kit.config.migration import Migrated, Migration, Occurrence

__all__ = ["Automerge"]

_BY_UPDATE_TYPE: Final = {
    "minor": {"minor": True, "major": False},
    "patch": {"patch": True, "minor": False, "major": False},
}


class Automerge(Migration):
    """`minor` and `patch` meant these updates and the smaller ones, `any` and `none` all or none.

    Source: `lib/config/migrations/custom/automerge-migration.ts`.
    """

    options = ("automerge",)
    removes_option = False
    examples = (
        Migrated({"automerge": "none"}, {"automerge": False}),
        Migrated({"automerge": "any"}, {"automerge": True}),
        Migrated(
            {"automerge": "minor"}, {"minor": {"automerge": True}, "major": {"automerge": False}}
        ),
        Migrated(
            {"automerge": "patch", "major": {"labels": ["big"]}},
            {
                "major": {"labels": ["big"], "automerge": False},
                "patch": {"automerge": True},
                "minor": {"automerge": False},
            },
        ),
        Migrated({"automerge": "sometimes"}, {"automerge": "sometimes"}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Say with true, false, and objects for update types what the text says."""
        value = occurrence.value
        if not isinstance(value, str):
            return
        if value in {"any", "none"}:
            occurrence.rewrite(value == "any")
        if value in _BY_UPDATE_TYPE:
            occurrence.delete("automerge")
            for update_type, is_merged in _BY_UPDATE_TYPE[value].items():
                occurrence.set_inside(update_type, "automerge", is_merged)
