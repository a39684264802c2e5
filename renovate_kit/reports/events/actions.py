"""What Renovate does to branches and pull requests."""

from enum import StrEnum

__all__ = ["BranchAction", "PullRequestAction"]


class PullRequestAction(StrEnum):
    """What Renovate says it did to a pull request, or found done to it."""

    CREATED = "created"
    UPDATED = "updated"
    AUTOMERGED = "automerged"
    AUTOCLOSED = "autoclosed"
    REOPENED = "reopened"


class BranchAction(StrEnum):
    """What happened to a branch, or kept Renovate from it.

    Attributes:
        IGNORED: a person closed its pull request; none comes until there is a newer version.
        EDITED: a person pushed to it; Renovate leaves it alone.
        REBASED: it was made anew from its base branch, by request or on a conflict.
        ORPHAN_DELETED: nothing is left to do there.
        BLOCKED: something else kept Renovate from it, see `reason`.
    """

    CREATED = "created"
    UPDATED = "updated"
    REBASED = "rebased"
    IGNORED = "ignored"
    EDITED = "edited"
    BLOCKED = "blocked"
    ORPHAN_DELETED = "orphan-deleted"
