"""What Renovate did in a repository, in the order in which it did it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from renovate_kit.reports.events import (
    BranchAction,
    IssueAction,
    OnboardingAction,
    PullRequestAction,
)
from renovate_kit.reports.run_report import Deed
from renovate_kit.reports.store.run_rows import TurnDetails

__all__ = ["BRANCH_WORDS", "ISSUE_WORDS", "ONBOARDING_WORDS", "PULL_REQUEST_WORDS", "deeds_of"]

PULL_REQUEST_WORDS: Final = {
    PullRequestAction.CREATED: "opened",
    PullRequestAction.UPDATED: "updated",
    PullRequestAction.AUTOMERGED: "merged",
    PullRequestAction.AUTOCLOSED: "closed as obsolete",
    PullRequestAction.REOPENED: "reopened",
}
BRANCH_WORDS: Final = {
    BranchAction.CREATED: "created branch",
    BranchAction.UPDATED: "updated branch",
    BranchAction.REBASED: "rebased branch",
    BranchAction.IGNORED: "left alone, as its pull request was closed by a person,",
    BranchAction.EDITED: "left alone, as a person pushed to it,",
    BranchAction.BLOCKED: "could not go on with",
    BranchAction.ORPHAN_DELETED: "deleted branch",
}
ISSUE_WORDS: Final = {
    IssueAction.CREATED: "opened an issue",
    IssueAction.UPDATED: "updated an issue",
    IssueAction.CLOSED: "closed an issue",
    IssueAction.UNAVAILABLE: "could not open an issue: issues are disabled",
}
ONBOARDING_WORDS: Final = {
    OnboardingAction.NEEDED: "found that the repository is not onboarded",
    OnboardingAction.BRANCH_CREATED: "created the onboarding branch",
    OnboardingAction.CREATED: "opened the onboarding pull request",
    OnboardingAction.UPDATED: "updated the onboarding pull request",
    OnboardingAction.CLOSED: "found the onboarding pull request closed",
    OnboardingAction.MERGED: "found the onboarding pull request merged",
}
_NOT_DEEDS: Final = frozenset({BranchAction.IGNORED, BranchAction.EDITED, BranchAction.BLOCKED})
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


def deeds_of(turn: TurnDetails) -> tuple[Deed, ...]:
    """Return what was done; a branch whose pull request is told of is not told of itself."""
    deeds = [*_pull_requests(turn), *_branches(turn), *_others(turn)]
    if all(deed.at is not None for deed in deeds):
        deeds.sort(key=lambda deed: deed.at or _LONG_AGO)
    return tuple(deeds)


def _pull_requests(turn: TurnDetails) -> Iterator[Deed]:
    for each in turn.pull_requests:
        is_branch = each.number is None
        yield Deed(
            what=PULL_REQUEST_WORDS[each.action] + (" branch" if is_branch else ""),
            number=each.number,
            subject=each.title or each.branch or "",
            branch=each.branch,
            at=each.at,
        )


def _branches(turn: TurnDetails) -> Iterator[Deed]:
    told = {each.branch for each in turn.pull_requests}
    for each in turn.branch_events:
        if each.action in _NOT_DEEDS or each.branch in told:
            continue
        yield Deed(
            what=BRANCH_WORDS[each.action],
            number=each.number,
            subject=each.branch,
            branch=each.branch,
            at=each.at,
        )


def _others(turn: TurnDetails) -> Iterator[Deed]:
    for onboarding in turn.onboarding:
        yield Deed(
            what=ONBOARDING_WORDS[onboarding.action],
            number=onboarding.number,
            subject="",
            branch=None,
            at=onboarding.at,
        )
    for comment in turn.comments:
        yield Deed(
            what="commented on",
            number=comment.number,
            subject=comment.topic or "",
            branch=comment.branch,
            at=comment.at,
        )
    for issue in turn.issues:
        yield Deed(
            what=ISSUE_WORDS[issue.action],
            number=issue.number,
            subject=issue.title or "",
            branch=None,
            at=issue.at,
        )
