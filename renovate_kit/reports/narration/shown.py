"""Which branches a log shows."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from renovate_kit.reports.events import BranchSeen
    from renovate_kit.reports.store.run_rows import TurnDetails

__all__ = ["LISTS_BRANCHES", "shown_branches"]

LISTS_BRANCHES: Final = frozenset({"done", "automerged"})
"""Results of repositories of which Renovate lists the branches; before that nothing is known."""


def shown_branches(turn: "TurnDetails") -> "tuple[BranchSeen, ...] | None":
    """Return the branches that there are; None if the log, or the run, did not get so far."""
    if turn.branches or turn.facts.result in LISTS_BRANCHES:
        return turn.branches
    return None
