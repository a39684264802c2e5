"""Questions that statistics ask. Every SELECT has a name here and returns typed rows.

Which runs: those that started from `start` until just before `end`; a run without a known
time is in no period. With `repositories`, only those that turned to one of them, and those
that reached no repository at all, as nobody can tell whose they were; of their parts, only
what belongs to these repositories or to none. Rows come oldest run first.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, Final

from renovate_kit.reports.events import LogDetail, ProblemLevel, PullRequestAction
from renovate_kit.reports.store import rows
from renovate_kit.reports.store.column_values import json_list, moment, utc_text
from renovate_kit.reports.store.last_turns import last_turns
from renovate_kit.reports.store.listed_branches import BRANCHES
from renovate_kit.reports.store.queries_looks import WAITING
from renovate_kit.reports.store.reading import Query, Reader, filled
from renovate_kit.reports.store.run_choice import run_concerns
from renovate_kit.reports.store.window import Window

__all__ = [
    "EXIT_CODE",
    "REACHING",
    "branch_lists_in",
    "last_visits_in",
    "latest_dependency_counts",
    "onboardings_before",
    "phases_in",
    "process_problems_in",
    "pull_request_events_in",
    "repositories_in",
    "repository_problems_in",
    "runs_in",
    "starts_before",
    "turns_in",
    "update_counts_in",
    "weeks_with_runs",
]

EXIT_CODE: Final = """coalesce(
    (
        SELECT pods.exit_code FROM pods
        WHERE pods.run_id = runs.id AND pods.exit_code IS NOT NULL
        ORDER BY pods.started_at, pods.source LIMIT 1
    ),
    runs.exit_code
)"""
"""What a cluster saw of a run's process, or else what its log is evidence of."""

REACHING: Final = """
    SELECT runs.id FROM runs
    WHERE runs.started_at IS NULL
    OR (runs.started_at < :end AND coalesce(runs.ended_at, runs.started_at) >= :start)
"""
"""The runs that may have done something in a period: they did not end before it."""

_RUNS: Final = filled(
    """
    SELECT runs.id, runs.started_at, runs.ended_at, runs.renovate_version, runs.complete,
           runs.detail, sources.name AS source, $EXIT_CODE AS exit_code
    FROM runs JOIN sources ON sources.id = runs.source_id
    WHERE $PERIOD AND $CONCERNED
    ORDER BY runs.started_at, runs.id
""",
    EXIT_CODE=EXIT_CODE,
)
_PHASES: Final = """
    SELECT repositories.name, splits.name, sum(splits.duration_ms)
    FROM runs
    JOIN repository_runs AS turn ON turn.run_id = runs.id
    JOIN repositories ON repositories.id = turn.repository_id
    JOIN splits ON splits.repository_run_id = turn.id
    WHERE $TURNS_OF_PERIOD
    GROUP BY repositories.name, splits.name
"""
_TURNS: Final = """
    SELECT turn.run_id, repositories.name, turn.started_at, turn.finished_at,
           turn.duration_ms, turn.result, turn.status
    FROM runs
    JOIN repository_runs AS turn ON turn.run_id = runs.id
    JOIN repositories ON repositories.id = turn.repository_id
    WHERE $TURNS_OF_PERIOD
    ORDER BY runs.started_at, runs.id, turn.position
"""
_PROBLEMS: Final = """
    SELECT problems.run_id, runs.started_at, repositories.name, problems.branch, problems.level,
           problems.message, problems.detail, problems.first_at, problems.count
    FROM problems
    JOIN runs ON runs.id = problems.run_id
    LEFT JOIN repositories ON repositories.id = problems.repository_id
    WHERE $PERIOD AND $WHOSE
    ORDER BY runs.started_at, problems.run_id, problems.position
"""
_NOBODYS: Final = "(problems.repository_id IS NULL AND $CONCERNED)"
_SOMEBODYS: Final = "(problems.repository_id IS NOT NULL AND $AMONG(problems.repository_id))"
_LISTS: Final = """
    SELECT turn.branch_list_id, runs.id, runs.started_at, repositories.name
    FROM runs
    JOIN repository_runs AS turn ON turn.run_id = runs.id
    JOIN repositories ON repositories.id = turn.repository_id
    WHERE $TURNS_OF_PERIOD AND turn.branch_list_id IS NOT NULL
    ORDER BY runs.started_at, runs.id, turn.position
"""
_UPDATE_COUNTS: Final = """
    SELECT runs.id, runs.started_at, repositories.name,
           told.base_branch, told.update_type, told.count
    FROM runs
    JOIN repository_runs AS turn ON turn.run_id = runs.id
    JOIN repositories ON repositories.id = turn.repository_id
    JOIN update_counts AS told ON told.repository_run_id = turn.id
    WHERE $TURNS_OF_PERIOD
    ORDER BY runs.started_at, runs.id, turn.position, told.base_branch, told.update_type
"""
_DEEDS: Final = filled(
    """
    SELECT deed.run_id, repositories.name, deed.branch, deed.action, deed.number, deed.title,
           coalesce(deed.at, runs.started_at) AS done_at, deed.labels
    FROM pull_request_events AS deed
    JOIN runs ON runs.id = deed.run_id
    JOIN repositories ON repositories.id = deed.repository_id
    WHERE deed.run_id IN ($REACHING) AND $AMONG(deed.repository_id)
    AND coalesce(deed.at, runs.started_at) >= :start
    AND coalesce(deed.at, runs.started_at) < :end
    ORDER BY done_at, deed.run_id, deed.position
""",
    REACHING=REACHING,
)
_ONBOARDINGS: Final = filled(
    """
    SELECT deed.run_id, repositories.name, deed.branch, deed.action, deed.number, deed.title,
           coalesce(deed.at, runs.started_at) AS done_at, deed.labels
    FROM ($WAITING) AS waiting
    JOIN pull_request_events AS deed ON deed.repository_id = waiting.repository_id
         AND deed.number = waiting.number AND deed.action = 'created'
    JOIN runs ON runs.id = deed.run_id
    JOIN repositories ON repositories.id = deed.repository_id
    WHERE runs.started_at < :start
    ORDER BY done_at, deed.run_id, deed.position
""",
    WAITING=WAITING,
)
_DEPENDENCY_COUNTS: Final = filled(
    """
    WITH latest AS ($LATEST)
    SELECT latest.run_id, latest.started_at, repositories.name,
           told.base_branch, told.manager, told.files, told.dependencies
    FROM latest
    JOIN repositories ON repositories.id = latest.repository_id
    JOIN dependency_counts AS told ON told.repository_run_id = latest.id
    ORDER BY repositories.name, told.base_branch, told.manager
""",
    LATEST=last_turns("""EXISTS (
        SELECT 1 FROM dependency_counts AS each WHERE each.repository_run_id = turn.id
    )"""),
)
_REPOSITORIES: Final = filled(
    """
    SELECT repositories.name FROM repositories WHERE repositories.id IN (
        SELECT turn.repository_id
        FROM runs JOIN repository_runs AS turn ON turn.run_id = runs.id
        WHERE $TURNS_OF_PERIOD
        UNION
        SELECT deed.repository_id
        FROM pull_request_events AS deed JOIN runs ON runs.id = deed.run_id
        WHERE deed.run_id IN ($REACHING) AND $AMONG(deed.repository_id)
        AND coalesce(deed.at, runs.started_at) >= :start
        AND coalesce(deed.at, runs.started_at) < :end
    )
""",
    REACHING=REACHING,
)
_VISITS: Final = """
    SELECT repositories.name, max(runs.started_at)
    FROM runs
    JOIN repository_runs AS turn ON turn.run_id = runs.id
    JOIN repositories ON repositories.id = turn.repository_id
    WHERE $TURNS_OF_PERIOD
    GROUP BY repositories.name
"""
_STARTS_BEFORE: Final = """
    SELECT runs.started_at FROM runs
    WHERE runs.started_at < :before AND $CONCERNED
    ORDER BY runs.started_at DESC LIMIT :most
"""
_STARTS: Final = """
    SELECT runs.started_at FROM runs WHERE runs.started_at IS NOT NULL AND $CONCERNED
"""


def runs_in(reader: Reader, window: Window) -> tuple[rows.RunRow, ...]:
    """Return the runs of the period."""
    return tuple(
        rows.RunRow(
            run_id=run_id,
            started_at=datetime.fromisoformat(started_at),
            ended_at=moment(ended_at),
            renovate_version=version,
            complete=bool(complete),
            detail=LogDetail(detail),
            source=source,
            exit_code=exit_code,
        )
        for run_id, started_at, ended_at, version, complete, detail, source, exit_code in _tuples(
            reader, window.query(_RUNS)
        )
    )


def turns_in(reader: Reader, window: Window) -> tuple[rows.TurnRow, ...]:
    """Return the turns of the runs of the period at the repositories asked for."""
    asked = window.query(_TURNS)
    return tuple(
        rows.TurnRow(
            run_id=row["run_id"],
            repository=row["name"],
            started_at=moment(row["started_at"]),
            finished_at=moment(row["finished_at"]),
            duration_ms=row["duration_ms"],
            result=row["result"],
            status=row["status"],
        )
        for row in reader.rows(asked.sql, asked.parameters)
    )


def phases_in(reader: Reader, window: Window) -> tuple[rows.PhaseRow, ...]:
    """Return how long the turns of the period spent in which phase, by repository."""
    return tuple(
        rows.PhaseRow(repository=repository, phase=phase, duration_ms=duration_ms)
        for repository, phase, duration_ms in _tuples(reader, window.query(_PHASES))
    )


def process_problems_in(reader: Reader, window: Window) -> tuple[rows.ProblemRow, ...]:
    """Return the problems of the runs of the period that belong to no repository."""
    return _problems(reader, window.query(filled(_PROBLEMS, WHOSE=_NOBODYS)))


def repository_problems_in(reader: Reader, window: Window) -> tuple[rows.ProblemRow, ...]:
    """Return the problems of the runs of the period that belong to a repository."""
    return _problems(reader, window.query(filled(_PROBLEMS, WHOSE=_SOMEBODYS)))


def branch_lists_in(reader: Reader, window: Window) -> tuple[rows.BranchListRow, ...]:
    """Return the branches that turns of the period ended with, each with its upgrades."""
    turns = _tuples(reader, window.query(_LISTS))
    lists = BRANCHES.load(reader, {list_id for list_id, *_ in turns})
    return tuple(
        rows.BranchListRow(
            run_id=run_id,
            run_started_at=datetime.fromisoformat(started_at),
            repository=repository,
            branches=lists[list_id],
        )
        for list_id, run_id, started_at, repository in turns
    )


def update_counts_in(reader: Reader, window: Window) -> tuple[rows.UpdateCountRow, ...]:
    """Return Renovate's own counts of updates of the runs of the period."""
    return tuple(
        rows.UpdateCountRow(
            run_id=run_id,
            run_started_at=datetime.fromisoformat(started_at),
            repository=repository,
            base_branch=base_branch,
            update_type=update_type,
            count=count,
        )
        for run_id, started_at, repository, base_branch, update_type, count in _tuples(
            reader, window.query(_UPDATE_COUNTS)
        )
    )


def pull_request_events_in(reader: Reader, window: Window) -> tuple[rows.PullRequestEventRow, ...]:
    """Return what was done to pull requests in the period, by the time of the deed."""
    return _deeds(reader, window.query(_DEEDS))


def onboardings_before(reader: Reader, window: Window) -> tuple[rows.PullRequestEventRow, ...]:
    """Return how the pull requests came about for which repositories wait to be onboarded."""
    return _deeds(reader, window.query(_ONBOARDINGS))


def latest_dependency_counts(reader: Reader, window: Window) -> tuple[rows.DependencyCountRow, ...]:
    """Return the counts of the last run of the period that extracted anything, by repository."""
    return tuple(
        rows.DependencyCountRow(
            run_id=run_id,
            run_started_at=datetime.fromisoformat(started_at),
            repository=repository,
            base_branch=base_branch,
            manager=manager,
            files=files,
            dependencies=dependencies,
        )
        for run_id, started_at, repository, base_branch, manager, files, dependencies in _tuples(
            reader, window.query(_DEPENDENCY_COUNTS)
        )
    )


def repositories_in(reader: Reader, window: Window) -> tuple[str, ...]:
    """Return the names of the repositories of which the period's runs tell, sorted."""
    found = _tuples(reader, window.query(_REPOSITORIES))
    return tuple(sorted(name for (name,) in found))


def last_visits_in(reader: Reader, window: Window) -> Mapping[str, datetime]:
    """Return when the last run of the period started that turned to each repository."""
    found = _tuples(reader, window.query(_VISITS))
    return {name: datetime.fromisoformat(started_at) for name, started_at in found}


def starts_before(
    reader: Reader, before: datetime, only: tuple[str, ...], *, limit: int
) -> tuple[datetime, ...]:
    """Return the starts of the last runs before a time, oldest first."""
    concerned = run_concerns(only)
    sql = _STARTS_BEFORE.replace("$CONCERNED", concerned.sql)
    asked = {**concerned.parameters, "before": utc_text(before), "most": limit}
    found = reader.tuples(sql, asked)
    return tuple(datetime.fromisoformat(started_at) for (started_at,) in reversed(found))


def weeks_with_runs(
    reader: Reader, only: tuple[str, ...], zone: tzinfo
) -> tuple[rows.IsoWeek, ...]:
    """Return the ISO weeks of a time zone in which runs started, oldest first."""
    concerned = run_concerns(only)
    found = reader.tuples(_STARTS.replace("$CONCERNED", concerned.sql), concerned.parameters)
    counts = Counter(
        datetime.fromisoformat(started_at).astimezone(zone).isocalendar()[:2]
        for (started_at,) in found
    )
    return tuple(
        rows.IsoWeek(year=year, week=week, runs=count)
        for (year, week), count in sorted(counts.items())
    )


def _problems(reader: Reader, asked: Query) -> tuple[rows.ProblemRow, ...]:
    return tuple(
        rows.ProblemRow(
            run_id=row["run_id"],
            run_started_at=datetime.fromisoformat(row["started_at"]),
            repository=row["name"],
            branch=row["branch"],
            level=ProblemLevel(row["level"]),
            message=row["message"],
            detail=row["detail"],
            first_at=datetime.fromisoformat(row["first_at"] or row["started_at"]),
            count=row["count"],
        )
        for row in reader.rows(asked.sql, asked.parameters)
    )


def _deeds(reader: Reader, asked: Query) -> tuple[rows.PullRequestEventRow, ...]:
    return tuple(
        rows.PullRequestEventRow(
            run_id=run_id,
            repository=repository,
            branch=branch,
            action=PullRequestAction(action),
            number=number,
            title=title,
            at=datetime.fromisoformat(done_at),
            labels=json_list(labels),
        )
        for run_id, repository, branch, action, number, title, done_at, labels in _tuples(
            reader, asked
        )
    )


def _tuples(reader: Reader, query: Query) -> Sequence[tuple[Any, ...]]:
    return reader.tuples(query.sql, query.parameters)
