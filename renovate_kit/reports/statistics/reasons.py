"""Why a branch has no pull request, or one that does not move, and what governs that.

Renovate's result words: `lib/workers/types.ts` (`BranchResult`, `PrBlockedBy`).
"""

from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.option_links import Option
from renovate_kit.reports.statistics.verdict import BRANCH_ERROR

__all__ = [
    "CLOSED",
    "DRY_RUN",
    "EDITED",
    "Reason",
    "has_open_pull_request",
    "reason_of",
]

CLOSED: Final = "already-existed"
EDITED: Final = "pr-edited"
DRY_RUN: Final = "DRY-RUN"
"""What blocks the branches of a dry run; Renovate gives them the result `no-work`."""
_MERGED: Final = "automerged"
_DOCS: Final = "https://docs.renovatebot.com"
_SELF_HOSTED: Final = frozenset({"prCommitsPerRunLimit", "onboarding", "dryRun"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why an update does not go on; `is_limit` marks reasons that a larger number would lift."""

    words: str
    what_to_do: str
    options: tuple[Option, ...]
    is_limit: bool = False


def _option(name: str) -> Option:
    page = "self-hosted-configuration" if name in _SELF_HOSTED else "configuration-options"
    return Option(name=name, url=f"{_DOCS}/{page}/#{name.lower()}")


def _reason(words: str, what_to_do: str, *options: str, is_limit: bool = False) -> Reason:
    return Reason(
        words=words,
        what_to_do=what_to_do,
        options=tuple(_option(name) for name in options),
        is_limit=is_limit,
    )


_RESULTS: Final = {
    "branch-limit-reached": _reason(
        "limit on new branches and pull requests reached",
        "nothing: the next runs create them as the limit allows; raise it to get them sooner",
        "prHourlyLimit",
        "branchConcurrentLimit",
        is_limit=True,
    ),
    "pr-limit-reached": _reason(
        "limit on open pull requests reached; the branch is there",
        "merge or close open pull requests, or raise the limit",
        "prConcurrentLimit",
        "prHourlyLimit",
        is_limit=True,
    ),
    "commit-hourly-limit-reached": _reason(
        "limit on commits in an hour reached",
        "nothing: a later run goes on; raise the limit to get them sooner",
        "commitHourlyLimit",
        is_limit=True,
    ),
    "commit-per-run-limit-reached": _reason(
        "limit on commits in a run reached",
        "nothing: the next run goes on; raise the limit to get them sooner",
        "prCommitsPerRunLimit",
        is_limit=True,
    ),
    "not-scheduled": _reason(
        "outside the schedule",
        "nothing: a run within the schedule creates it; check that runs do fall into it",
        "schedule",
    ),
    "update-not-scheduled": _reason(
        "outside the schedule, existing branches included",
        "nothing: a run within the schedule goes on; check that runs do fall into it",
        "schedule",
        "updateNotScheduled",
    ),
    "pending": _reason(
        "release too young, or its checks are not done",
        "nothing: it passes with time; tick it on the Dependency Dashboard to have it now",
        "minimumReleaseAge",
        "internalChecksFilter",
        "prCreation",
    ),
    "needs-approval": _reason(
        "waits for approval on the Dependency Dashboard",
        "tick it on the Dependency Dashboard to let it through",
        "dependencyDashboardApproval",
    ),
    "needs-pr-approval": _reason(
        "the branch is there; its pull request waits for approval on the Dependency Dashboard",
        "tick it on the Dependency Dashboard to get the pull request",
        "prCreation",
    ),
    "minimum-group-size-not-met": _reason(
        "too few updates for their group",
        "nothing: it comes when the group is large enough",
        "minimumGroupSize",
    ),
    CLOSED: _reason(
        "its pull request was closed unmerged, so Renovate ignores this version",
        "nothing if that is meant; otherwise rename the closed pull request to let Renovate "
        "create it again, or tick it on the Dependency Dashboard",
        "recreateWhen",
    ),
    EDITED: _reason(
        "someone else pushed to the branch, so Renovate does not touch it any more",
        "merge it or close it; its rebase checkbox hands it back and discards the other commits",
        "gitIgnoredAuthors",
    ),
    "no-work": _reason(
        "nothing to commit: the files come out the same, or updating was stopped by a label",
        "look for the label on the pull request",
        "stopUpdatingLabel",
    ),
    BRANCH_ERROR: _reason(
        "Renovate failed on this branch",
        "look at the log of the last run for it; a rejected push or a token without rights to "
        "create pull requests looks like this",
    ),
}
_BRANCH_AUTOMERGE: Final = _reason(
    "the branch waits for its checks to be merged without a pull request",
    "nothing, unless its checks never pass",
    "automergeType",
)
_ONBOARDING: Final = _reason(
    "the repository is not onboarded yet",
    "merge the onboarding pull request",
    "onboarding",
)
_DRY: Final = _reason(
    "this was a dry run, which changes nothing",
    "remove dryRun from the settings of the bot to let it work",
    "dryRun",
)
_NO_PULL_REQUEST: Final = _reason(
    "Renovate finished the branch, but there is no pull request",
    "look at the log of the last run for it",
)


def reason_of(result: str | None, blocked_by: str | None) -> Reason:
    """Return why a branch does not go on, in words; an unknown word of Renovate's as it is."""
    match result, blocked_by:
        case _, "DRY-RUN":
            return _DRY
        case None, _:
            return _ONBOARDING
        case _, "BranchAutomerge":
            return _BRANCH_AUTOMERGE
        case (("done" | "pr-created" | "rebase"), _):
            return _NO_PULL_REQUEST
        case _, _:
            return _RESULTS.get(result) or _reason(
                f"Renovate says {result!r}", "look at the log of the last run for it"
            )


def has_open_pull_request(pull_request: int | None, result: str | None) -> bool:
    """Whether a branch that was seen with this result has a pull request that is open."""
    return pull_request is not None and result not in {CLOSED, _MERGED}
