"""Rows about a run's turns at repositories, from a content.

Renovate says some things twice in a run, as after an automerge: the last word counts.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias, assert_never

from renovate_kit.reports.events import (
    DashboardLogged,
    DependencyStatus,
    LogDetail,
    PullRequestsCounted,
)
from renovate_kit.reports.store.column_values import json_text
from renovate_kit.reports.store.recording import Content

__all__ = [
    "base_branch_rows",
    "dashboard_rows",
    "dependency_rows",
    "lib_year_rows",
    "repositories_of",
    "split_rows",
    "turn_row",
    "update_count_rows",
    "update_manager_rows",
    "without_branches",
]

_Row: TypeAlias = Mapping[str, object]
_Turns: TypeAlias = Mapping[str, int]
_Summary: TypeAlias = PullRequestsCounted | DependencyStatus | DashboardLogged
_FINISH_FIELDS = (
    "finished_at",
    "duration_ms",
    "result",
    "status",
    "exit_code",
    "enabled",
    "onboarded",
    "cloned",
    "restarts",
)


def repositories_of(content: Content) -> list[str]:
    """Return the repositories in the order of their first mention.

    A log that was cut at its head may speak of one that it doesn't show the start of.
    """
    first = (
        content.repositories_started,
        content.extractions,
        content.branches,
        content.updates,
        content.pull_requests,
        content.problems,
        content.repositories_finished,
        content.base_branches,
        content.dependencies,
        content.snapshots,
        content.statuses,
        content.lookup_failures,
        content.vulnerabilities,
        content.branch_events,
        content.summaries,
        content.pull_request_counts,
        content.comments,
        content.limits,
        content.artifact_failures,
        content.config_problems,
        content.deprecations,
        content.onboarding,
        content.issues,
        content.dashboards,
        content.timings,
        content.caches,
        content.spans,
    )
    names = (event.repository for group in first for event in group)
    return list(dict.fromkeys(name for name in names if name is not None))


def without_branches(content: Content) -> list[str]:
    """Return the repositories of which the log would show branches, if there were any."""
    if content.ended.detail is not LogDetail.DEBUG:
        return []
    finished = content.repositories_finished
    return [finish.repository for finish in finished if finish.result is not None]


def turn_row(content: Content, repository: str) -> dict[str, object]:
    """Return what is known of a turn but where it stands in the run."""
    row: dict[str, object] = {}
    for start in content.repositories_started:
        if start.repository == repository:
            row.setdefault("started_at", start.started_at)
    for finish in content.repositories_finished:
        if finish.repository == repository:
            row.update((name, getattr(finish, name)) for name in _FINISH_FIELDS)
    told: tuple[_Summary, ...] = (
        *content.pull_request_counts,
        *content.statuses,
        *content.dashboards,
    )
    for event in told:
        if event.repository == repository:
            row.update(_told(event))
    return row


def _told(event: _Summary) -> _Row:
    match event:
        case PullRequestsCounted():
            return {
                "pull_requests_total": event.total,
                "pull_requests_open": event.open,
                "pull_requests_closed": event.closed,
                "pull_requests_merged": event.merged,
            }
        case DependencyStatus():
            return {
                "lib_years": event.lib_years,
                "dependencies_outdated": event.outdated,
                "dependencies_total": event.total,
            }
        case DashboardLogged():
            return {
                "dashboard_seen": True,
                "dashboard_at": event.at,
                "dashboard_issue": event.number,
                "dashboard_checks_known": event.checked is not None,
                "dashboard_problems": json_text(event.problems),
            }
        case _:
            assert_never(event)


def split_rows(content: Content, turns: _Turns) -> Iterable[_Row]:
    """Return the duration of each phase."""
    last = {
        (turns[finish.repository], name): duration
        for finish in content.repositories_finished
        for name, duration in finish.splits_ms or ()
    }
    for (turn, name), duration in last.items():
        yield {"repository_run_id": turn, "name": name, "duration_ms": duration}


def dependency_rows(content: Content, turns: _Turns) -> Iterable[_Row]:
    """Return what each manager extracted."""
    last = {(seen.repository, seen.base_branch, seen.manager): seen for seen in content.extractions}
    for seen in last.values():
        yield {
            "repository_run_id": turns[seen.repository],
            "base_branch": seen.base_branch,
            "manager": seen.manager,
            "files": seen.files,
            "dependencies": seen.dependencies,
        }


def update_count_rows(content: Content, turns: _Turns) -> Iterable[_Row]:
    """Return updates by type."""
    last = {(told.repository, told.base_branch, told.update_type): told for told in content.updates}
    for told in last.values():
        yield {
            "repository_run_id": turns[told.repository],
            "base_branch": told.base_branch,
            "update_type": told.update_type,
            "count": told.count,
        }


def update_manager_rows(content: Content, turns: _Turns) -> Iterable[_Row]:
    """Return updates by manager."""
    last = {
        (turns[told.repository], told.base_branch, manager): (count, vulnerabilities)
        for told in content.summaries
        for manager, count, vulnerabilities in told.managers
    }
    for (turn, base_branch, manager), (count, vulnerabilities) in last.items():
        yield {
            "repository_run_id": turn,
            "base_branch": base_branch,
            "manager": manager,
            "count": count,
            "vulnerabilities": vulnerabilities,
        }


def lib_year_rows(content: Content, turns: _Turns) -> Iterable[_Row]:
    """Return how far each manager's dependencies are behind."""
    last = {
        (turns[status.repository], manager): years
        for status in content.statuses
        for manager, years in status.lib_years_by_manager
    }
    for (turn, manager), years in last.items():
        yield {"repository_run_id": turn, "manager": manager, "lib_years": years}


def dashboard_rows(content: Content, turns: _Turns) -> Iterable[_Row]:
    """Return the boxes that were ticked on each dashboard."""
    last = {turns[told.repository]: told.checked for told in content.dashboards}
    for turn, checked in last.items():
        for position, (action, branch) in enumerate(checked or ()):
            yield {
                "repository_run_id": turn,
                "position": position,
                "action": action,
                "branch": branch,
            }


def base_branch_rows(
    content: Content, turns: _Turns, snapshots: Mapping[tuple[str, str], int]
) -> Iterable[_Row]:
    """Return each branch that updates are made for.

    Args:
        content: of the run.
        turns: key of the turn at each repository.
        snapshots: key of the dependencies by repository and base branch.
    """
    seen = {(base.repository, base.base_branch): base for base in content.base_branches}
    told = {(each.repository, each.base_branch): each for each in content.summaries}
    for place in dict.fromkeys([*seen, *told, *snapshots]):
        base, summary = seen.get(place), told.get(place)
        repository, base_branch = place
        yield {
            "repository_run_id": turns[repository],
            "base_branch": base_branch,
            "sha": base and base.sha,
            "is_default": base and base.is_default,
            "snapshot_id": snapshots.get(place),
            "updates": summary and summary.total,
            "vulnerability_updates": summary and summary.vulnerabilities,
        }
