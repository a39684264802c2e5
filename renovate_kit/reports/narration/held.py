"""Which branches do not go on, and why."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from renovate_kit.reports.events import (
    BranchAction,
    BranchSeen,
    LimitReached,
    PullRequestAction,
    Upgrade,
)
from renovate_kit.reports.narration.shown import shown_branches
from renovate_kit.reports.run_report import HeldBranch, HeldGroup
from renovate_kit.reports.statistics.reasons import Reason, has_open_pull_request, reason_of
from renovate_kit.reports.statistics.verdict import BRANCH_ERROR
from renovate_kit.reports.store.run_rows import TurnDetails

__all__ = [
    "by_limits",
    "held_back",
    "is_held",
    "unclear_branches",
    "upgrade_words",
]

_CONCURRENT: Final = "merge or close open pull requests, or raise the limit"
_REMEDIES: Final = {
    "branchConcurrentLimit": _CONCURRENT,
    "prConcurrentLimit": _CONCURRENT,
    "prHourlyLimit": (
        "nothing: the next runs create them as the limit allows; raise it to get them sooner"
    ),
}
_MOVING: Final = frozenset({"pr-created", "done", "automerged", "rebase"})
_GOT_ONE: Final = frozenset({PullRequestAction.CREATED, PullRequestAction.AUTOMERGED})


def is_held(branch: BranchSeen) -> bool:
    """Whether something keeps a branch from going on; one that Renovate failed on is not held."""
    if branch.result == BRANCH_ERROR:
        return False
    if branch.result not in _MOVING or branch.blocked_by is not None:
        return True
    return branch.result != "automerged" and not has_open_pull_request(
        branch.pull_request, branch.result
    )


def held_back(
    branches: Sequence[BranchSeen], *, dry_run: bool, limits: Sequence[LimitReached] = ()
) -> tuple[HeldGroup, ...]:
    """Return the branches that do not go on by reason, the most common reason first.

    Args:
        branches: of a repository.
        dry_run: whether Renovate was told to change nothing.
        limits: that were reached in the repository.
    """
    groups: defaultdict[Reason, list[BranchSeen]] = defaultdict(list)
    for branch in branches:
        if dry_run and branch.result == "no-work":
            groups[reason_of(branch.result, "DRY-RUN")].append(branch)
        elif is_held(branch):
            reason = reason_of(branch.result, branch.blocked_by)
            groups[by_limits(reason, limits)].append(branch)
    told = (
        HeldGroup(
            result=held[0].result,
            reason=reason.words,
            what_to_do=reason.what_to_do,
            options=reason.options,
            branches=tuple(map(_told, held)),
        )
        for reason, held in groups.items()
    )
    return tuple(sorted(told, key=lambda group: (-len(group.branches), group.reason)))


def by_limits(reason: Reason, limits: Sequence[LimitReached]) -> Reason:
    """Return a reason with only those options that were reached, where the log names them.

    Args:
        reason: may name several limits.
        limits: that were reached in the repository.
    """
    reached = {limit.limit for limit in limits}
    options = tuple(option for option in reason.options if option.name in reached)
    if not reason.is_limit or not options:
        return reason
    what_to_do = reason.what_to_do
    if len(options) == 1:
        what_to_do = _REMEDIES.get(options[0].name, what_to_do)
    return replace(reason, options=options, what_to_do=what_to_do)


def unclear_branches(turn: TurnDetails) -> tuple[str, ...]:
    """Return the branches that were made without a pull request, where nothing shows why.

    That is how a pull request that the platform refused looks at level info.
    """
    if shown_branches(turn) is not None or turn.facts.result == "onboarding":
        return ()
    made = (x.branch for x in turn.branch_events if x.action is BranchAction.CREATED)
    got_one = {each.branch for each in turn.pull_requests if each.action in _GOT_ONE}
    return tuple(branch for branch in dict.fromkeys(made) if branch not in got_one)


def upgrade_words(upgrade: Upgrade) -> str:
    """Return an upgrade as in `redis 7.0.1 → 8.0.0 (major)`."""
    old = upgrade.current_version or upgrade.current_value
    new = upgrade.new_version or upgrade.new_value
    change = f" {old or '?'} → {new}" if new and new != old else (f" {old}" if old else "")
    kind = f" ({upgrade.update_type})" if upgrade.update_type else ""
    return f"{upgrade.dep_name}{change}{kind}{_waiting(upgrade)}"


def _waiting(upgrade: Upgrade) -> str:
    parts = []
    if upgrade.age_days is not None:
        days = "day" if upgrade.age_days == 1 else "days"
        parts.append(f"{upgrade.age_days} {days} old")
    if upgrade.pending_versions:
        parts.append(f"waiting: {', '.join(upgrade.pending_versions[:3])}")
    if upgrade.vulnerability_fix_version:
        parts.append("mends a vulnerability")
    return f", {'; '.join(parts)}" if parts else ""


def _told(branch: BranchSeen) -> HeldBranch:
    return HeldBranch(
        branch=branch.branch,
        pull_request=branch.pull_request,
        title=branch.title,
        updates=tuple(dict.fromkeys(map(upgrade_words, branch.upgrades))),
    )
