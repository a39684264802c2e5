"""The pull requests of repositories whose forges tell more of a period than its runs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from renovate_kit.reports.events import PullRequestAction
from renovate_kit.reports.report import Period
from renovate_kit.reports.statistics.forge_view import ForgeView
from renovate_kit.reports.statistics.history import RepositoryHistory
from renovate_kit.reports.statistics.period_rows import PartRows
from renovate_kit.reports.store.forge_rows import ForgePullRequestRow, ForgeSyncRow, MergeRow

__all__ = ["forge_views", "only_on_the_forge", "read_since"]


def read_since(syncs: Iterable[ForgeSyncRow], last_look: datetime) -> Mapping[str, ForgeSyncRow]:
    """Return the repositories whose forge tells more of a period than its runs do.

    Args:
        syncs: the repositories whose forge was read.
        last_look: when the last run of the period started.
    """
    return {each.repository: each for each in syncs if each.synced_at >= last_look}


def forge_views(
    part: PartRows,
    histories: Sequence[RepositoryHistory],
    current: Mapping[str, ForgeSyncRow],
    period: Period,
    *,
    trend_since: datetime,
) -> Mapping[str, ForgeView]:
    """Return what forges tell of a part's repositories, by their name in lower case.

    Args:
        part: with what forges tell.
        histories: of its repositories, as logs have it.
        current: the repositories whose forge was read late enough.
        period: the period.
        trend_since: from when on the part holds merges.
    """
    rows: defaultdict[str, dict[int, ForgePullRequestRow]] = defaultdict(dict)
    for row in part.forge_pull_requests:
        rows[row.repository.lower()][row.number] = row
    merges: defaultdict[str, list[MergeRow]] = defaultdict(list)
    for merge in part.merges:
        merges[merge.repository].append(merge)
    automerged = {history.repository.lower(): _automerged(history) for history in histories}
    return {
        name: ForgeView(
            sync=current[name],
            start=period.start,
            as_of=min(period.end, current[name].synced_at),
            pull_requests=rows.get(name, {}),
            automerged=automerged.get(name, frozenset()),
            merges=tuple(merges.get(name, ())),
            merges_since=trend_since,
        )
        for name in automerged.keys() | rows.keys() | merges.keys()
        if name in current
    }


def only_on_the_forge(
    views: Mapping[str, ForgeView], histories: Sequence[RepositoryHistory]
) -> tuple[RepositoryHistory, ...]:
    """Return the repositories that no run of the period turned to, but that have pull requests."""
    known = {history.repository.lower() for history in histories}
    return tuple(
        RepositoryHistory(repository=next(iter(view.pull_requests.values())).repository)
        for name, view in views.items()
        if name not in known and view.pull_requests
    )


def _automerged(history: RepositoryHistory) -> frozenset[int]:
    return frozenset(
        row.number
        for row in history.pull_requests
        if row.action is PullRequestAction.AUTOMERGED and row.number is not None
    )
