"""Questions about the figures of a period: the database counts, so that months cost little.

Each is asked once for a period, whatever the number of its runs and repositories.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from renovate_kit.reports.events import LogDetail, ProblemLevel, PullRequestAction
from renovate_kit.reports.problems.hidden import STATES
from renovate_kit.reports.store import week_rows as rows
from renovate_kit.reports.store.column_values import moment
from renovate_kit.reports.store.last_turns import last_turns
from renovate_kit.reports.store.queries import EXIT_CODE, REACHING
from renovate_kit.reports.store.queries_freshness import totals_in
from renovate_kit.reports.store.queries_looks import IS_OPEN, SHOWS_BRANCHES, pull_request_facts
from renovate_kit.reports.store.reading import Reader, filled, listed
from renovate_kit.reports.store.run_choice import run_concerns
from renovate_kit.reports.store.window import Window

__all__ = ["first_start", "openings_before", "period_facts"]

_FIRST: Final = """
    SELECT min(runs.started_at) FROM runs WHERE runs.started_at IS NOT NULL AND $CONCERNED
"""
_RUNS: Final = filled(
    """
    SELECT runs.id, runs.started_at, runs.renovate_version, runs.detail, runs.complete,
           $EXIT_CODE AS exit_code
    FROM runs
    WHERE $PERIOD AND $CONCERNED
    ORDER BY runs.started_at, runs.id
""",
    EXIT_CODE=EXIT_CODE,
)
_OUTCOMES: Final = """
    SELECT turn.run_id, turn.result, max(turn.duration_ms)
    FROM runs JOIN repository_runs AS turn ON turn.run_id = runs.id
    WHERE $TURNS_OF_PERIOD
    GROUP BY turn.run_id, turn.result, turn.duration_ms IS NULL
"""
_LEVELS: Final = """
    SELECT DISTINCT problems.run_id, problems.level FROM $TOLD
"""
_PROBLEMS: Final = """
    SELECT count(*) FROM (
        SELECT DISTINCT problems.repository_id, problems.level, problems.message, problems.detail
        FROM $TOLD
    ) AS distinct_ones
"""
_TOLD: Final = """problems JOIN runs ON runs.id = problems.run_id
    WHERE $PERIOD AND $CONCERNED
    AND (problems.repository_id IS NULL OR $AMONG(problems.repository_id))
    AND problems.level <> 'debug' AND problems.message NOT IN ($STATES)
"""
_BRANCH_ERRORS: Final = """
    WITH turns AS (
        SELECT turn.run_id, turn.branch_list_id
        FROM runs JOIN repository_runs AS turn ON turn.run_id = runs.id
        WHERE $TURNS_OF_PERIOD
    ),
    failed AS (
        SELECT DISTINCT member.branch_list_id
        FROM (SELECT DISTINCT turns.branch_list_id FROM turns) AS lists
        JOIN branch_list_members AS member ON member.branch_list_id = lists.branch_list_id
        JOIN branches ON branches.id = member.branch_id
        WHERE branches.result = 'error'
    )
    SELECT DISTINCT turns.run_id
    FROM turns JOIN failed ON failed.branch_list_id = turns.branch_list_id
"""
# A forge knows nothing of branches that were merged without a pull request.
_DONE: Final = filled(
    """
    SELECT each.action, count(*) FROM (
        SELECT DISTINCT deed.action, deed.repository_id, deed.number,
               CASE WHEN deed.number IS NULL THEN coalesce(deed.branch, '') ELSE '' END AS branch,
               CASE WHEN deed.number IS NULL THEN deed.run_id ELSE 0 END AS run_id
        FROM pull_request_events AS deed JOIN runs ON runs.id = deed.run_id
        WHERE deed.run_id IN ($REACHING)
        AND deed.action IN ('created', 'automerged')
        AND coalesce(deed.at, runs.started_at) >= :start
        AND coalesce(deed.at, runs.started_at) < :end
        AND (
            $LOGGED OR (deed.number IS NULL AND deed.action = 'automerged'
                        AND $AMONG(deed.repository_id))
        )
    ) AS each
    GROUP BY each.action
""",
    REACHING=REACHING,
)
_OPENINGS: Final = filled(
    """
    WITH shown AS ($SHOWN),
    still_open AS (
        SELECT DISTINCT shown.repository_id, branches.pull_request
        FROM shown
        JOIN branch_list_members AS member ON member.branch_list_id = shown.branch_list_id
        JOIN branches ON branches.id = member.branch_id
        WHERE $IS_OPEN
    )
    SELECT repositories.name, deed.number, min(coalesce(deed.at, runs.started_at))
    FROM still_open
    JOIN pull_request_events AS deed ON deed.repository_id = still_open.repository_id
         AND deed.number = still_open.pull_request AND deed.action = 'created'
    JOIN runs ON runs.id = deed.run_id
    JOIN repositories ON repositories.id = deed.repository_id
    WHERE coalesce(deed.at, runs.started_at) < :start
    GROUP BY repositories.name, deed.number
""",
    IS_OPEN=IS_OPEN,
    SHOWN=last_turns(SHOWS_BRANCHES),
)


def first_start(reader: Reader, only: tuple[str, ...]) -> datetime | None:
    """Return when the first run on record started; None if there is none with a time."""
    concerned = run_concerns(only)
    sql = _FIRST.replace("$CONCERNED", concerned.sql)
    ((started_at,),) = reader.tuples(sql, concerned.parameters)
    return moment(started_at)


def period_facts(reader: Reader, window: Window) -> rows.PeriodFacts:
    """Return what there is to know of a period.

    Pull requests are those of repositories whose forge was not read since the last run in it.
    """
    runs_in_it = _runs(reader, window)
    logged = replace(window, unsynced_at=rows.last_look(runs_in_it, window.start))
    done = _done(reader, window, logged)
    lib_years, behind = totals_in(reader, window)
    return rows.PeriodFacts(
        runs=runs_in_it,
        created=done.get(PullRequestAction.CREATED.value, 0),
        automerged=done.get(PullRequestAction.AUTOMERGED.value, 0),
        problems=_problems(reader, window),
        pull_requests=pull_request_facts(reader, logged),
        lib_years=lib_years,
        behind=behind,
    )


def openings_before(reader: Reader, window: Window) -> Mapping[rows.Opening, datetime]:
    """Return when the pull requests that a period's end shows open were created, before it."""
    asked = window.query(_OPENINGS)
    return {
        (name, number): datetime.fromisoformat(at)
        for name, number, at in reader.tuples(asked.sql, asked.parameters)
    }


def _runs(reader: Reader, window: Window) -> tuple[rows.RunFactsRow, ...]:
    outcomes: defaultdict[int, list[rows.TurnOutcome]] = defaultdict(list)
    asked = window.query(_OUTCOMES)
    for run_id, result, longest in reader.tuples(asked.sql, asked.parameters):
        outcomes[run_id].append(rows.TurnOutcome(result=result, duration_ms=longest))
    levels: defaultdict[int, set[ProblemLevel]] = defaultdict(set)
    for run_id, level in _told(reader, window, _LEVELS):
        levels[run_id].add(ProblemLevel(level))
    asked = window.query(_BRANCH_ERRORS)
    with_error = {run_id for (run_id,) in reader.tuples(asked.sql, asked.parameters)}
    asked = window.query(_RUNS)
    return tuple(
        rows.RunFactsRow(
            run_id=run_id,
            started_at=datetime.fromisoformat(started_at),
            renovate_version=version,
            detail=LogDetail(detail),
            complete=bool(complete),
            exit_code=exit_code,
            outcomes=tuple(outcomes.get(run_id, ())),
            levels=frozenset(levels.get(run_id, ())),
            has_branch_error=run_id in with_error,
        )
        for run_id, started_at, version, detail, complete, exit_code in reader.tuples(
            asked.sql, asked.parameters
        )
    )


def _problems(reader: Reader, window: Window) -> int:
    ((count,),) = _told(reader, window, _PROBLEMS)
    return int(count)


def _told(reader: Reader, window: Window, sql: str) -> Sequence[tuple[Any, ...]]:
    states = listed("state", sorted(STATES))
    told = sql.replace("$TOLD", _TOLD).replace("$STATES", states.sql)
    asked = window.query(told, **states.parameters)
    return reader.tuples(asked.sql, asked.parameters)


def _done(reader: Reader, window: Window, logged: Window) -> Mapping[str, int]:
    """Return how many pull requests, or branches of a run without one, had which action."""
    by_log = logged.query("$AMONG(deed.repository_id)")
    asked = window.query(_DONE.replace("$LOGGED", by_log.sql), **by_log.parameters)
    return dict(reader.tuples(asked.sql, asked.parameters))
