"""Questions about the figures of a period: the database counts, so that months cost little.

Each is asked once for a period, whatever the number of its runs and repositories.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, Subquery, and_, case, func, literal, or_, select
from sqlalchemy.sql import ColumnElement

from renovate_kit.reports.events import LogDetail, ProblemLevel, PullRequestAction
from renovate_kit.reports.problems.hidden import STATES
from renovate_kit.reports.store import week_rows as rows
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.queries import (
    Window,
    among,
    of_turns,
    process_exit_code,
    run_concerns,
    runs_reaching_into,
)
from renovate_kit.reports.store.queries_freshness import (
    behind_in,
    lib_years_in,
    picked_turns,
    turn_is,
)
from renovate_kit.reports.store.schema import (
    branch_list_members,
    branches,
    problems,
    pull_request_events,
    repositories,
    repository_runs,
    runs,
    upgrades,
)

__all__ = ["first_start", "openings_before", "period_facts"]

_FINISHED: Final = ("done", "automerged", "onboarding")
"""Results after which a log of level debug has told of all branches, even if there are none."""

_NOT_OPEN: Final = ("already-existed", "automerged")
"""Results of branches whose pull request is closed."""

_FEW: Final = 500
_AUTOMERGED: Final = PullRequestAction.AUTOMERGED.value
_ERROR: Final = "error"
_ONBOARDING: Final = "onboarding"
_CLOSED_ONBOARDING: Final = "disabled-closed-onboarding"
_CLOSING: Final = (PullRequestAction.AUTOMERGED, PullRequestAction.AUTOCLOSED)


def first_start(connection: Connection, only: tuple[str, ...]) -> datetime | None:
    """Return when the first run on record started; None if there is none with a time."""
    return connection.scalar(
        select(runs.c.started_at)
        .where(runs.c.started_at.is_not(None), run_concerns(only))
        .order_by(runs.c.started_at)
        .limit(1)
    )


def period_facts(connection: Connection, window: Window) -> rows.PeriodFacts:
    """Return what there is to know of a period.

    Pull requests are those of repositories whose forge was not read since the last run in it.
    """
    runs_in_it = _runs(connection, window)
    logged = replace(window, unsynced_at=rows.last_look(runs_in_it, window.start))
    done = _done(connection, logged)
    return rows.PeriodFacts(
        runs=runs_in_it,
        created=done.get(PullRequestAction.CREATED.value, 0),
        automerged=done.get(PullRequestAction.AUTOMERGED.value, 0),
        problems=_problems(connection, window),
        pull_requests=_pull_requests(connection, logged),
        lib_years=lib_years_in(connection, window),
        behind=behind_in(connection, window),
    )


def openings_before(connection: Connection, window: Window) -> Mapping[rows.Opening, datetime]:
    """Return when the pull requests that a period's end shows open were created, before it."""
    created = pull_request_events
    at = func.coalesce(created.c.at, runs.c.started_at, type_=UtcText())
    still_open = _open_in(window).subquery()
    found = connection.execute(
        select(repositories.c.name, created.c.number, func.min(at, type_=UtcText()))
        .select_from(still_open)
        .join(
            created,
            and_(
                created.c.repository_id == still_open.c.repository_id,
                created.c.number == still_open.c.pull_request,
                created.c.action == PullRequestAction.CREATED.value,
            ),
        )
        .join(runs, runs.c.id == created.c.run_id)
        .join(repositories, repositories.c.id == created.c.repository_id)
        .where(at < literal(window.start, UtcText()))
        .group_by(repositories.c.name, created.c.number)
    )
    return {(name, number): at for name, number, at in found}


def _runs(connection: Connection, window: Window) -> tuple[rows.RunFactsRow, ...]:
    outcomes: defaultdict[int, list[rows.TurnOutcome]] = defaultdict(list)
    duration = func.max(repository_runs.c.duration_ms)
    for run_id, result, _, longest in connection.execute(
        of_turns(
            select(
                runs.c.id,
                repository_runs.c.result,
                repository_runs.c.duration_ms.is_(None),
                duration,
            ),
            window,
        ).group_by(runs.c.id, repository_runs.c.result, repository_runs.c.duration_ms.is_(None))
    ):
        outcomes[run_id].append(rows.TurnOutcome(result=result, duration_ms=longest))
    levels: defaultdict[int, set[ProblemLevel]] = defaultdict(set)
    told = _told_problems(select(problems.c.run_id, problems.c.level).distinct(), window)
    for run_id, level in connection.execute(told):
        levels[run_id].add(ProblemLevel(level))
    with_error = _runs_with_branch_error(connection, window)
    found = connection.execute(
        select(runs, process_exit_code())
        .where(window.includes(runs.c.started_at), run_concerns(window.repositories))
        .order_by(runs.c.started_at, runs.c.id)
    )
    return tuple(
        rows.RunFactsRow(
            run_id=row.id,
            started_at=row.started_at,
            renovate_version=row.renovate_version,
            detail=LogDetail(row.detail),
            complete=row.complete,
            exit_code=row.process_exit_code,
            outcomes=tuple(outcomes.get(row.id, ())),
            levels=frozenset(levels.get(row.id, ())),
            has_branch_error=row.id in with_error,
        )
        for row in found
    )


def _runs_with_branch_error(connection: Connection, window: Window) -> Collection[int]:
    lists = of_turns(select(repository_runs.c.branch_list_id).distinct(), window).cte()
    member = branch_list_members
    failed = (
        select(member.c.branch_list_id)
        .join(lists, lists.c.branch_list_id == member.c.branch_list_id)
        .join(branches, branches.c.id == member.c.branch_id)
        .where(branches.c.result == _ERROR)
    )
    found = of_turns(select(runs.c.id).distinct(), window)
    return frozenset(connection.scalars(found.where(repository_runs.c.branch_list_id.in_(failed))))


def _told_problems(statement: Select[Any], window: Window) -> Select[Any]:
    return (
        statement.select_from(problems)
        .join(runs, runs.c.id == problems.c.run_id)
        .outerjoin(repositories, repositories.c.id == problems.c.repository_id)
        .where(
            window.includes(runs.c.started_at),
            run_concerns(window.repositories),
            or_(problems.c.repository_id.is_(None), among(window)),
            problems.c.level != ProblemLevel.DEBUG.value,
            problems.c.message.not_in(STATES),
        )
    )


def _problems(connection: Connection, window: Window) -> int:
    column = problems.c
    each = select(column.repository_id, column.level, column.message, column.detail).distinct()
    return _count(connection, _told_problems(each, window))


def _done(connection: Connection, window: Window) -> Mapping[str, int]:
    """Return how many pull requests, or branches of a run without one, had which action."""
    deed = pull_request_events.c
    at = func.coalesce(deed.at, runs.c.started_at, type_=UtcText())
    nameless = deed.number.is_(None)
    everywhere = replace(window, unsynced_at=None)
    each = (
        select(
            deed.action,
            deed.repository_id,
            deed.number,
            case((nameless, func.coalesce(deed.branch, "")), else_="").label("branch"),
            case((nameless, deed.run_id), else_=0).label("run_id"),
        )
        .join(runs, runs.c.id == deed.run_id)
        .join(repositories, repositories.c.id == deed.repository_id)
        .where(
            window.includes(at),
            # A forge knows nothing of branches that were merged without a pull request.
            or_(among(window), and_(nameless, deed.action == _AUTOMERGED, among(everywhere))),
            deed.action.in_((PullRequestAction.CREATED.value, _AUTOMERGED)),
            deed.run_id.in_(runs_reaching_into(window)),
        )
        .distinct()
        .subquery()
    )
    counted = connection.execute(
        select(each.c.action, func.count().label("number")).group_by(each.c.action)
    )
    return {row.action: row.number for row in counted}


def _count(connection: Connection, each: Select[Any]) -> int:
    return connection.scalar(select(func.count()).select_from(each.subquery())) or 0


def _shows_branches() -> ColumnElement[bool]:
    listed = (
        select(branch_list_members.c.branch_id)
        .where(branch_list_members.c.branch_list_id == repository_runs.c.branch_list_id)
        .exists()
    )
    told_all = and_(runs.c.detail == LogDetail.DEBUG.value, repository_runs.c.result.in_(_FINISHED))
    return or_(told_all, listed)


def _is_open() -> ColumnElement[bool]:
    result = branches.c.result
    return and_(
        branches.c.pull_request.is_not(None), or_(result.is_(None), result.not_in(_NOT_OPEN))
    )


def _looks(window: Window) -> Subquery:
    """Return when the last turn at each repository began, and the last one that shows branches."""
    start, turn = runs.c.started_at, repository_runs.c

    def last(condition: ColumnElement[bool]) -> ColumnElement[datetime]:
        return func.max(case((condition, start)), type_=UtcText())

    looks = of_turns(
        select(
            turn.repository_id,
            func.max(start, type_=UtcText()).label("latest"),
            last(_shows_branches()).label("shown"),
            last(turn.result == _ONBOARDING).label("onboarding"),
            last(turn.result == _CLOSED_ONBOARDING).label("turned_away"),
        ),
        window,
    )
    return looks.group_by(turn.repository_id).subquery()


def _open_in(window: Window) -> Select[Any]:
    """Return the pull requests that are open in the last turns that show branches."""
    looks, member = _looks(window), branch_list_members
    picked = picked_turns(looks, looks.c.shown)
    return (
        select(picked.c.repository_id, branches.c.pull_request)
        .select_from(picked)
        .join(repository_runs, turn_is(picked))
        .join(member, member.c.branch_list_id == repository_runs.c.branch_list_id)
        .join(branches, branches.c.id == member.c.branch_id)
        .where(_is_open())
        .distinct()
    )


def _sightings(window: Window) -> Select[Any]:
    """Return each branch with an open pull request as its last sighting has it.

    `last_look` is when its repository's branches were seen for the last time.
    """
    at = func.max(runs.c.started_at, type_=UtcText()).label("at")
    turn = repository_runs.c
    lists = (
        of_turns(select(turn.repository_id, turn.branch_list_id, at), window)
        .where(_shows_branches())
        .group_by(turn.repository_id, turn.branch_list_id)
        .subquery()
    )
    last_look = func.max(lists.c.at, type_=UtcText()).over(partition_by=lists.c.repository_id)
    looks = select(lists, last_look.label("last_look")).subquery()
    place = func.row_number().over(
        partition_by=(looks.c.repository_id, branches.c.branch), order_by=looks.c.at.desc()
    )
    seen = (
        select(looks, branches, place.label("place"), _is_open().label("is_open"))
        .select_from(looks)
        .join(branch_list_members, branch_list_members.c.branch_list_id == looks.c.branch_list_id)
        .join(branches, branches.c.id == branch_list_members.c.branch_id)
        .subquery()
    )
    has_upgrades = select(upgrades.c.position).where(upgrades.c.branch_id == seen.c.id).exists()
    return (
        select(
            seen.c.repository_id,
            seen.c.branch,
            seen.c.pull_request,
            seen.c.at,
            (seen.c.at == seen.c.last_look).label("is_standing"),
        )
        .where(seen.c.place == 1, seen.c.is_open, or_(seen.c.at == seen.c.last_look, has_upgrades))
        .order_by(seen.c.repository_id, seen.c.branch)
    )


def _pull_requests(connection: Connection, window: Window) -> rows.PullRequestFacts:
    """Return what the last looks at the repositories show of their pull requests."""
    looks = connection.execute(select(_looks(window))).all()
    standing: defaultdict[int, set[int]] = defaultdict(set)
    gone: list[tuple[int, str, int, datetime]] = []
    for key, branch, number, at, is_standing in connection.execute(_sightings(window)):
        if is_standing:
            standing[key].add(number)
        else:
            gone.append((key, branch, number, at))
    changed = [
        look
        for look in looks
        if look.shown is not None and (look.latest > look.shown or look.onboarding == look.shown)
    ]
    names = _names(connection, {look.repository_id for look in changed} | {key for key, *_ in gone})
    deeds = _deeds(connection, window, [names[look.repository_id] for look in changed])
    return rows.PullRequestFacts(
        repositories=len(looks),
        repositories_shown=sum(look.shown is not None for look in looks),
        standing=sum(map(len, standing.values())),
        changed=tuple(
            rows.ChangedRow(
                repository=names[look.repository_id],
                shown_at=look.shown,
                is_onboarding=look.onboarding == look.shown and look.turned_away != look.latest,
                standing=frozenset(standing[look.repository_id]),
            )
            for look in changed
        ),
        vanished=tuple(
            rows.VanishedRow(repository=names[key], branch=branch, number=number, seen_at=at)
            for key, branch, number, at in gone
        ),
        deeds=deeds,
    )


def _names(connection: Connection, keys: Collection[int]) -> dict[int, str]:
    if not keys:
        return {}
    named = connection.execute(select(repositories.c.id, repositories.c.name))
    return {row.id: row.name for row in named}


def _deeds(
    connection: Connection, window: Window, changed: Collection[str]
) -> tuple[rows.TurnDeedRow, ...]:
    """Return what closed pull requests, and all that was done in some repositories."""
    deed = pull_request_events.c
    at = func.coalesce(deed.at, runs.c.started_at, type_=UtcText())
    closing = deed.action.in_([action.value for action in _CLOSING])
    wanted = closing if not changed else or_(closing, repositories.c.name.in_(changed))
    if len(changed) > _FEW:
        wanted = literal(True)
    found = connection.execute(
        of_turns(
            select(
                repositories.c.name,
                runs.c.started_at,
                repository_runs.c.result,
                deed.branch,
                deed.action,
                deed.number,
            ),
            window,
        )
        .join(
            pull_request_events,
            and_(deed.run_id == runs.c.id, deed.repository_id == repository_runs.c.repository_id),
        )
        .where(window.includes(at), wanted)
        .order_by(at, deed.run_id, deed.position)
    )
    return tuple(
        rows.TurnDeedRow(
            repository=name,
            run_started_at=started_at,
            result=result,
            branch=branch,
            action=PullRequestAction(action),
            number=number,
        )
        for name, started_at, result, branch, action, number in found
    )
