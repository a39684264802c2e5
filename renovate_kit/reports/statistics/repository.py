"""Everything there is to say about one repository."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from renovate_kit.reports.breakdowns import MergeTimes
from renovate_kit.reports.report import (
    Attention,
    AttentionKind,
    OpenPullRequest,
    ProblemSummary,
    PullRequestCounts,
    RepositoryReport,
    Update,
)
from renovate_kit.reports.statistics.ages import ages_of
from renovate_kit.reports.statistics.branch_attention import (
    about_branches,
    about_limits,
    about_open_pull_requests,
)
from renovate_kit.reports.statistics.forge_counts import (
    closed_on_the_forge,
    count_on_the_forge,
    open_on_the_forge,
)
from renovate_kit.reports.statistics.forge_place import Forge
from renovate_kit.reports.statistics.forge_updates import as_the_forge_has_it, updates_on_the_forge
from renovate_kit.reports.statistics.forge_view import ForgeView
from renovate_kit.reports.statistics.freshness import freshness_of
from renovate_kit.reports.statistics.held_back import group_held_back
from renovate_kit.reports.statistics.history import RepositoryHistory, RepositoryRun
from renovate_kit.reports.statistics.merge_times import merge_times
from renovate_kit.reports.statistics.problems import repository_problems
from renovate_kit.reports.statistics.pull_requests import (
    branches_automerged,
    changes_of,
    closed_in_period,
    count_actions,
    open_at_end,
)
from renovate_kit.reports.statistics.run_attention import (
    about_problems,
    about_repository_runs,
    about_repository_silence,
)
from renovate_kit.reports.statistics.runs import Due, summarise_repository_runs
from renovate_kit.reports.statistics.security import alerts_unread_because
from renovate_kit.reports.statistics.updates import Standing, count_by_type, follow
from renovate_kit.reports.store.rows import DependencyCountRow, PhaseRow

__all__ = ["in_order", "report_repository"]

_PHASES: Final = ("init", "onboarding", "extract", "lookup", "update")
"""Renovate's splits in the order in which a run goes through them."""


def report_repository(
    history: RepositoryHistory,
    *,
    due: Due,
    bot_stopped: bool,
    forge: Forge,
) -> RepositoryReport:
    """Return the report of one repository.

    Args:
        history: what the period brought to it.
        due: when runs were due.
        bot_stopped: whether all runs stopped, so that it is no news that these did.
        forge: where its pull requests are, and what is known of them there.
    """
    turns, extracted, end = history.turns, history.dependencies, history.last_shown
    before = () if history.visited_before is None else (history.visited_before,)
    runs = summarise_repository_runs(turns, due=due, before=before)
    standings, updates = _updates(history, forge.view)
    held_back = None if standings is None else group_held_back(standings, shown_runs=_shown(turns))
    open_pull_requests = _open_pull_requests(history, forge.view)
    problems = repository_problems(history)
    found = RepositoryReport(
        repository=history.repository,
        runs=runs,
        dependencies=sum(row.dependencies for row in extracted) if extracted else None,
        dependency_files=sum(row.files for row in extracted) if extracted else None,
        managers=_managers(extracted),
        pull_requests=_counts(history, updates, forge.view),
        pull_request_changes=changes_of(history),
        state_at=None if end is None else turns[end].run.started_at,
        runs_since_state=0 if end is None else len(turns) - 1 - end,
        open_pull_requests=open_pull_requests,
        updates=updates,
        updates_by_type=None if updates is None else count_by_type(updates),
        held_back=held_back,
        time_spent_ms=_time_spent(history.phases),
        advisories_unread=_advisories_unread(problems),
        problems=problems,
        attention=in_order(
            (
                *(() if bot_stopped else about_repository_silence(runs)),
                *about_repository_runs(turns),
                *about_open_pull_requests(
                    open_pull_requests or (), last_result=history.last_result
                ),
                *about_branches(standings or (), newly_closed=_closed(history, forge.view)),
                *about_limits(held_back or ()),
                *about_problems(problems, last_result=history.last_result),
            )
        ),
        forge_url=forge.url,
        pull_request_path=forge.path,
        open_ages=ages_of(open_pull_requests, at=due.until),
        freshness=freshness_of(history.standings),
        forge_read_at=forge.read_at,
    )
    return found if forge.view is None else _with_merge_times(found, forge.view)


def _updates(
    history: RepositoryHistory, view: ForgeView | None
) -> tuple[tuple[Standing, ...] | None, tuple[Update, ...] | None]:
    """Return the updates of the logs with all that runs saw of them, and those to report."""
    standings = follow(history)
    if standings is None:
        return None, None if view is None else updates_on_the_forge(view)
    if view is not None:
        standings = as_the_forge_has_it(standings, view)
    return standings, tuple(each.update for each in standings)


def _open_pull_requests(
    history: RepositoryHistory, view: ForgeView | None
) -> tuple[OpenPullRequest, ...] | None:
    logged = open_at_end(history)
    return logged if view is None else open_on_the_forge(view, logged or ())


def _counts(
    history: RepositoryHistory, updates: Sequence[Update] | None, view: ForgeView | None
) -> PullRequestCounts:
    logged = count_actions(history, updates)
    if view is None:
        return logged
    return count_on_the_forge(logged, view, branches_automerged=branches_automerged(history))


def _closed(history: RepositoryHistory, view: ForgeView | None) -> frozenset[int]:
    closed = closed_in_period(history)
    return closed if view is None else closed | closed_on_the_forge(view)


def _with_merge_times(part: RepositoryReport, view: ForgeView) -> RepositoryReport:
    def between(since: datetime) -> MergeTimes:
        return merge_times(view.merges, since=since, until=view.as_of)

    return replace(
        part,
        is_from_forge=True,
        merge_times=between(view.start),
        earlier_merge_times=between(view.merges_since),
    )


def in_order(found: Sequence[Attention]) -> tuple[Attention, ...]:
    """Return what needs a person, the most pressing kind first."""
    kinds = list(AttentionKind)
    return tuple(sorted(found, key=lambda each: kinds.index(each.kind)))


def _shown(turns: Sequence[RepositoryRun]) -> int:
    return sum(turn.shows_updates for turn in turns)


def _managers(extracted: Sequence[DependencyCountRow]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for row in extracted:
        counts[row.manager] += row.dependencies
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _time_spent(phases: Sequence[PhaseRow]) -> tuple[tuple[str, int], ...] | None:
    """Return the sum of each split, in Renovate's order; None if no run shows any."""
    places = {name: place for place, name in enumerate(_PHASES)}
    order = sorted(phases, key=lambda row: (places.get(row.phase, len(places)), row.phase))
    return tuple((row.phase, row.duration_ms) for row in order) or None


def _advisories_unread(problems: Sequence[ProblemSummary]) -> str | None:
    found = (alerts_unread_because(each.message) for each in problems if each.in_last_run)
    return next((reason for reason in found if reason), None)
