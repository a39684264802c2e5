"""The pull requests of all repositories whose forges tell more of a period than its runs."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from renovate_kit.reports.events import PullRequestAction
from renovate_kit.reports.report import Period
from renovate_kit.reports.statistics.forge_counts import read_since
from renovate_kit.reports.statistics.forge_view import ForgeView
from renovate_kit.reports.statistics.history import History, RepositoryHistory
from renovate_kit.reports.store.forge_rows import ForgeFacts, ForgePullRequestRow, MergeRow

__all__ = ["forge_views", "only_on_the_forge"]


def forge_views(
    facts: ForgeFacts, history: History, period: Period, *, trend_since: datetime
) -> Mapping[str, ForgeView]:
    """Return what forges tell, by the name of the repository in lower case.

    Args:
        facts: of the period.
        history: of the period, as logs have it.
        period: the period.
        trend_since: from when on `facts` holds merges.
    """
    last_look = history.runs[-1].run.started_at if history.runs else period.start
    rows: defaultdict[str, dict[int, ForgePullRequestRow]] = defaultdict(dict)
    for row in facts.pull_requests:
        rows[row.repository.lower()][row.number] = row
    merges: defaultdict[str, list[MergeRow]] = defaultdict(list)
    for merge in facts.merges:
        merges[merge.repository].append(merge)
    automerged = {part.repository.lower(): _automerged(part) for part in history.repositories}
    return {
        name: ForgeView(
            sync=sync,
            start=period.start,
            as_of=min(period.end, sync.synced_at),
            pull_requests=rows.get(name, {}),
            automerged=automerged.get(name, frozenset()),
            merges=tuple(merges.get(name, ())),
            merges_since=trend_since,
        )
        for name, sync in read_since(facts.syncs, last_look).items()
    }


def only_on_the_forge(
    views: Mapping[str, ForgeView], history: History
) -> tuple[RepositoryHistory, ...]:
    """Return the repositories that no run of the period turned to, but that have pull requests."""
    known = {part.repository.lower() for part in history.repositories}
    return tuple(
        RepositoryHistory(
            repository=next(iter(view.pull_requests.values())).repository,
            turns=(),
            pull_requests=(),
            dependencies=(),
        )
        for name, view in views.items()
        if name not in known and view.pull_requests
    )


def _automerged(part: RepositoryHistory) -> frozenset[int]:
    return frozenset(
        row.number
        for row in part.pull_requests
        if row.action is PullRequestAction.AUTOMERGED and row.number is not None
    )
