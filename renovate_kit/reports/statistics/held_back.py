"""Updates that wait without an open pull request, by the reason for it."""

from collections import defaultdict
from collections.abc import Sequence

from renovate_kit.reports.report import HeldBack, HeldBackUpdate, UpdateOutcome
from renovate_kit.reports.statistics.reasons import Reason, reason_of
from renovate_kit.reports.statistics.updates import Standing

__all__ = ["group_held_back"]


def group_held_back(standings: Sequence[Standing], *, shown_runs: int) -> tuple[HeldBack, ...]:
    """Return the updates that are held back, the most common reason first.

    Args:
        standings: all updates of a repository.
        shown_runs: how many of its runs show updates.
    """
    grouped: defaultdict[Reason, list[HeldBackUpdate]] = defaultdict(list)
    for standing in standings:
        if standing.update.outcome is UpdateOutcome.HELD_BACK:
            reason = reason_of(standing.branch.result, standing.branch.blocked_by)
            held = HeldBackUpdate(update=standing.update, runs=standing.runs_like_this)
            grouped[reason].append(held)
    groups = [
        HeldBack(
            reason=reason.words,
            what_to_do=reason.what_to_do,
            options=reason.options,
            is_limit=reason.is_limit,
            updates=tuple(updates),
            shown_runs=shown_runs,
        )
        for reason, updates in grouped.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-len(group.updates), group.reason)))
