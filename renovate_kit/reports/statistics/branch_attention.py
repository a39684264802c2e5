"""Which branches and pull requests of a repository need a person."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from renovate_kit.reports.report import (
    Attention,
    AttentionKind,
    HeldBack,
    OpenPullRequest,
    UpdateOutcome,
)
from renovate_kit.reports.statistics.reasons import CLOSED, reason_of
from renovate_kit.reports.statistics.updates import Standing
from renovate_kit.reports.statistics.verdict import BRANCH_ERROR

__all__ = ["about_branches", "about_limits", "about_open_pull_requests"]

_FEWEST_RUNS: Final = 3
_MOST_NAMES: Final = 5
_LONGEST_TITLE: Final = 80
_FAILURE: Final = "failure"
_CONVENTIONAL_PREFIX: Final = re.compile(r"^[a-z]+(?:\([^()]*\))?!?: (?=\S)")


def about_open_pull_requests(
    pull_requests: Sequence[OpenPullRequest], *, last_result: str | None
) -> tuple[Attention, ...]:
    """Return the open pull requests that fix a vulnerability, or that Renovate can't go on with."""
    is_onboarding = last_result == "onboarding"
    found = []
    for each in pull_requests:
        if is_onboarding:
            kind, what = AttentionKind.ONBOARDING, "Renovate waits for its onboarding"
            to_do = "merge it to let Renovate begin, or close it to switch Renovate off"
        elif each.is_security:
            kind, what = AttentionKind.SECURITY, _short(each.title)
            what += f": {each.blocked_because}" if each.blocked_because else ""
            to_do = each.what_to_do or "review and merge it"
        elif each.blocked_because is not None:
            kind = AttentionKind.PULL_REQUEST_BLOCKED
            what = f"{_short(each.title)}: {each.blocked_because}"
            to_do = each.what_to_do or "look at it"
        elif each.checks == _FAILURE:
            kind, what = AttentionKind.CHECKS_FAILED, _short(each.title)
            to_do = "look at its checks: Renovate merges nothing by itself while they fail"
        else:
            continue
        found.append(
            Attention(
                kind=kind,
                what=what,
                what_to_do=to_do,
                pull_request=each.number,
                since=each.created_at,
            )
        )
    return tuple(found)


def about_branches(
    standings: Sequence[Standing], *, newly_closed: Collection[int]
) -> tuple[Attention, ...]:
    """Return the updates held back by a person's closing or by an error.

    A pull request that was closed before the period is a decision that stands: it is listed as
    held back, but asks for nothing any more, unless it fixes a vulnerability.
    """
    held = [each for each in standings if each.update.outcome is UpdateOutcome.HELD_BACK]
    security = [each for each in held if each.update.is_security]
    closed = [
        each
        for each in held
        if each not in security
        and each.branch.result == CLOSED
        and each.update.pull_request in newly_closed
    ]
    failed = [
        each.branch.branch
        for each in held
        if each not in security and each.branch.result == BRANCH_ERROR
    ]
    return (
        *(_about(each, AttentionKind.SECURITY) for each in security),
        *(_about(each, AttentionKind.PULL_REQUEST_CLOSED) for each in closed),
        *_about_failed(sorted(set(failed))),
    )


def about_limits(groups: Sequence[HeldBack]) -> tuple[Attention, ...]:
    """Return the limits that held an update back in all runs of the period that show updates."""
    found = []
    for group in groups:
        stuck = [each for each in group.updates if each.runs == group.shown_runs]
        if group.is_limit and stuck and group.shown_runs >= _FEWEST_RUNS:
            are = "update is" if len(stuck) == 1 else "updates are"
            found.append(
                Attention(
                    kind=AttentionKind.LIMIT,
                    what=f"{len(stuck)} {are} held back in all {group.shown_runs} runs that show "
                    f"updates: {group.reason}",
                    what_to_do="merge or close open pull requests, or raise the limit",
                    options=group.options,
                    cause=group.reason,
                )
            )
    return tuple(found)


def _short(title: str) -> str:
    """Return a title without what a commit linter wants in front of it, and not too long."""
    plain = _CONVENTIONAL_PREFIX.sub("", title)
    return plain if len(plain) <= _LONGEST_TITLE else f"{plain[:_LONGEST_TITLE].rstrip()}…"


def _about(standing: Standing, kind: AttentionKind) -> Attention:
    update = standing.update
    reason = reason_of(standing.branch.result, standing.branch.blocked_by)
    version = f" {update.new_version}" if update.new_version else ""
    return Attention(
        kind=kind,
        what=f"{update.dep_name}{version}: {reason.words}",
        what_to_do=reason.what_to_do,
        pull_request=update.pull_request,
        options=reason.options,
    )


def _about_failed(branches: Sequence[str]) -> tuple[Attention, ...]:
    if not branches:
        return ()
    reason = reason_of(BRANCH_ERROR, None)
    names = ", ".join(branches[:_MOST_NAMES])
    more = f" and {len(branches) - _MOST_NAMES} more" if len(branches) > _MOST_NAMES else ""
    return (
        Attention(
            kind=AttentionKind.BRANCH_ERROR,
            what=f"Renovate failed on {len(branches)} "
            f"{'branch' if len(branches) == 1 else 'branches'}: {names}{more}",
            what_to_do=reason.what_to_do,
            cause="",
        ),
    )
