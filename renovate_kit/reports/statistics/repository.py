"""Everything there is to say about one repository."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from renovate_kit.reports.report import Attention, AttentionKind, ProblemSummary, RepositoryReport
from renovate_kit.reports.statistics.ages import ages_of
from renovate_kit.reports.statistics.branch_attention import (
    about_branches,
    about_limits,
    about_open_pull_requests,
)
from renovate_kit.reports.statistics.freshness import freshness_of
from renovate_kit.reports.statistics.held_back import group_held_back
from renovate_kit.reports.statistics.history import RepositoryHistory, RepositoryRun
from renovate_kit.reports.statistics.problems import repository_problems
from renovate_kit.reports.statistics.pull_requests import (
    changes_of,
    closed_in_period,
    count_actions,
    open_at_end,
)
from renovate_kit.reports.statistics.run_attention import (
    about_problems,
    about_repository_runs,
    about_silence,
)
from renovate_kit.reports.statistics.runs import summarise_repository_runs
from renovate_kit.reports.statistics.security import alerts_unread_because
from renovate_kit.reports.statistics.updates import count_by_type, follow
from renovate_kit.reports.store.rows import DependencyCountRow

__all__ = ["in_order", "report_repository"]

_PHASES: Final = ("init", "onboarding", "extract", "lookup", "update")
"""Renovate's splits in the order in which a run goes through them."""


def report_repository(
    history: RepositoryHistory, *, until: datetime, bot_stopped: bool, forge_url: str | None
) -> RepositoryReport:
    """Return the report of one repository.

    Args:
        history: what the period brought to it.
        until: up to when runs were due.
        bot_stopped: whether all runs stopped, so that it is no news that these did.
        forge_url: web address of the platform, or None if it is not like GitHub's.
    """
    turns, extracted, end = history.turns, history.dependencies, history.last_shown
    runs = summarise_repository_runs(turns, until=until)
    standings = follow(history)
    updates = None if standings is None else tuple(each.update for each in standings)
    held_back = None if standings is None else group_held_back(standings, shown_runs=_shown(turns))
    open_pull_requests = open_at_end(history)
    problems = repository_problems(turns)
    return RepositoryReport(
        repository=history.repository,
        runs=runs,
        dependencies=sum(row.dependencies for row in extracted) if extracted else None,
        dependency_files=sum(row.files for row in extracted) if extracted else None,
        managers=_managers(extracted),
        pull_requests=count_actions(history, updates),
        pull_request_changes=changes_of(history),
        state_at=None if end is None else turns[end].run.started_at,
        runs_since_state=0 if end is None else len(turns) - 1 - end,
        open_pull_requests=open_pull_requests,
        updates=updates,
        updates_by_type=None if updates is None else count_by_type(updates),
        held_back=held_back,
        time_spent_ms=_time_spent(turns),
        advisories_unread=_advisories_unread(problems),
        problems=problems,
        attention=in_order(
            (
                *(() if bot_stopped else about_silence(runs)),
                *about_repository_runs(turns),
                *about_open_pull_requests(
                    open_pull_requests or (), last_result=history.last_result
                ),
                *about_branches(standings or (), newly_closed=closed_in_period(history)),
                *about_limits(held_back or ()),
                *about_problems(problems, last_result=history.last_result),
            )
        ),
        forge_url=forge_url,
        open_ages=ages_of(open_pull_requests, at=until),
        freshness=freshness_of(history.standings),
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


def _time_spent(turns: Sequence[RepositoryRun]) -> tuple[tuple[str, int], ...] | None:
    """Return the sum of each split, in Renovate's order; None if no run shows any."""
    spent: Counter[str] = Counter()
    for turn in turns:
        for name, duration_ms in turn.turn.splits_ms:
            spent[name] += duration_ms
    if not spent:
        return None
    places = {name: place for place, name in enumerate(_PHASES)}
    order = sorted(spent, key=lambda name: (places.get(name, len(places)), name))
    return tuple((name, spent[name]) for name in order)


def _advisories_unread(problems: Sequence[ProblemSummary]) -> str | None:
    found = (alerts_unread_because(each.message) for each in problems if each.in_last_run)
    return next((reason for reason in found if reason), None)
