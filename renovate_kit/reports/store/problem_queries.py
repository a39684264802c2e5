"""What `errors` asks: every problem on record, and every run that could have shown it.

Rows are gathered by the database, so that a year of hourly runs comes back as a few hundred of
them. A run without a known time has no turn: nobody can tell what came after it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum
from typing import Any, Final

from renovate_kit.reports.events import BranchAction, LogDetail, ProblemLevel
from renovate_kit.reports.problems.facts import ProblemFacts, Sighting, Turn
from renovate_kit.reports.problems.hidden import STATES
from renovate_kit.reports.store.column_values import moment, utc_text
from renovate_kit.reports.store.reading import Query, Reader, among, filled, listed
from renovate_kit.reports.store.run_choice import run_concerns

__all__ = ["Whose", "dependencies_of_branches", "problem_facts"]

_COMMITS: Final = (BranchAction.CREATED.value, BranchAction.UPDATED.value)

_NOTHING: Final = frozenset[str]()

_SIGHTINGS: Final = """
    SELECT repositories.name, gathered.branch, gathered.level, gathered.message, gathered.detail,
           gathered.counts, gathered.first_at, gathered.last_at
    FROM (
        SELECT problems.repository_id, problems.level, problems.message, problems.detail,
               problems.branch,
               $JOINING(CAST(problems.run_id AS VARCHAR) || ':' || CAST(problems.count AS VARCHAR),
                        ',') AS counts,
               min(coalesce(problems.first_at, runs.started_at)) AS first_at,
               max(coalesce(problems.first_at, runs.started_at)) AS last_at
        FROM problems JOIN runs ON runs.id = problems.run_id
        WHERE problems.message NOT IN ($STATES) AND $KNOWN
        AND (problems.repository_id IS NOT NULL OR $CONCERNED)
        GROUP BY problems.repository_id, problems.level, problems.message, problems.detail,
                 problems.branch
    ) AS gathered
    LEFT JOIN repositories ON repositories.id = gathered.repository_id
    WHERE $WHOSE
"""
_NOBODYS: Final = "gathered.repository_id IS NULL"
_SOMEBODYS: Final = "(gathered.repository_id IS NOT NULL AND $AMONG)"
_RUNS: Final = """
    SELECT runs.id, runs.started_at, runs.complete, runs.detail
    FROM runs
    WHERE runs.started_at >= :since AND $KNOWN AND $CONCERNED
    ORDER BY runs.started_at, runs.id
"""
_TURNS: Final = """
    SELECT turn.run_id, repositories.name, turn.result, turn.branch_list_id
    FROM repositories
    JOIN repository_runs AS turn ON turn.repository_id = repositories.id
    JOIN runs ON runs.id = turn.run_id
    WHERE runs.started_at >= :since AND $KNOWN AND $AMONG
    ORDER BY turn.run_id, turn.position
"""
_TROUBLED: Final = """
    SELECT artifact_failures.branch FROM artifact_failures
    WHERE artifact_failures.branch IS NOT NULL
    UNION SELECT problems.branch FROM problems WHERE problems.branch IS NOT NULL
"""
_LISTED: Final = """
    SELECT DISTINCT member.branch_list_id, branches.branch
    FROM branches JOIN branch_list_members AS member ON member.branch_id = branches.id
    WHERE branches.branch IN ($TROUBLED)
"""
_LISTED_OF_SOME: Final = """
    SELECT lists.branch_list_id, branches.branch
    FROM (
        SELECT DISTINCT turn.branch_list_id
        FROM repositories JOIN repository_runs AS turn ON turn.repository_id = repositories.id
        WHERE $AMONG
    ) AS lists
    JOIN branch_list_members AS member ON member.branch_list_id = lists.branch_list_id
    JOIN branches ON branches.id = member.branch_id
    WHERE branches.branch IN ($TROUBLED)
"""
_COMMITTED: Final = """
    SELECT deed.run_id, repositories.name, deed.branch
    FROM branch_events AS deed
    JOIN repositories ON repositories.id = deed.repository_id
    WHERE deed.action IN ($COMMITS)
    AND deed.branch IN ($TROUBLED)
"""
_ARTIFACTS: Final = """
    SELECT DISTINCT repositories.name, told.file, told.branch
    FROM artifact_failures AS told
    JOIN repositories ON repositories.id = told.repository_id
    WHERE told.branch IS NOT NULL AND $AMONG
"""
_UPDATED: Final = """
    SELECT DISTINCT upgrades.dep_name
    FROM upgrades
    JOIN branches ON branches.id = upgrades.branch_id
    JOIN branch_list_members AS member ON member.branch_id = branches.id
    JOIN repository_runs AS turn ON turn.branch_list_id = member.branch_list_id
    JOIN repositories ON repositories.id = turn.repository_id
    WHERE turn.run_id = :run_id
    AND repositories.name = :repository
    AND branches.branch IN ($BRANCHES)
"""


class Whose(Enum):
    """Which problems a question is about, and the SQL of the condition."""

    ALL = f"({_NOBODYS} OR {_SOMEBODYS})"
    PROCESS = _NOBODYS
    REPOSITORIES = _SOMEBODYS


def problem_facts(
    reader: Reader,
    only: Collection[str] = (),
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    whose: Whose = Whose.ALL,
) -> ProblemFacts:
    """Return everything that is known about problems.

    Args:
        reader: of the store.
        only: repositories to look at; empty means all. With some, problems of the process are
            those of runs that turned to one of them, or to none at all.
        since: only the runs that started at that time or later count, though what is known of
            when a problem began stays; None for all.
        until: only what runs tell that started before that time; None for all.
        whose: those of repositories, of the process, or all.
    """
    known = _known(since, until)
    sightings = tuple(_sightings(reader, only, known, whose))
    if whose is Whose.ALL and not any(sighting.repository is None for sighting in sightings):
        whose = Whose.REPOSITORIES
    starts, turns = _turns(reader, only, known, whose)
    return ProblemFacts(
        starts=starts,
        turns=tuple(turns),
        sightings=sightings,
        artifact_branches=_artifact_branches(reader, only),
    )


def dependencies_of_branches(
    reader: Reader, run_id: int, repository: str, names: Collection[str]
) -> tuple[str, ...]:
    """Return the dependencies that these branches updated in a run, by name (debug level)."""
    named = listed("branch", names)
    asked = {**named.parameters, "run_id": run_id, "repository": repository}
    found = reader.tuples(_UPDATED.replace("$BRANCHES", named.sql), asked)
    return tuple(sorted(name for (name,) in found))


def _known(since: datetime | None, until: datetime | None) -> Query:
    """Return the condition that one of `runs` was known by then, with both times."""
    sql = "1 = 1" if until is None else "runs.started_at < :until"
    return Query(sql, {"since": utc_text(since) or "", "until": utc_text(until)})


def _sightings(
    reader: Reader, only: Collection[str], known: Query, whose: Whose
) -> Iterator[Sighting]:
    states = listed("state", sorted(STATES))
    sql = filled(
        _SIGHTINGS,
        STATES=states.sql,
        JOINING=reader.joining,
        WHOSE=whose.value,
        KNOWN=known.sql,
    )
    for name, branch, level, message, detail, counts, first_at, last_at in _found(
        reader, Query(sql, {**states.parameters, **known.parameters}), only
    ):
        yield Sighting(
            repository=name,
            branch=branch,
            level=ProblemLevel(level),
            message=message,
            detail=detail,
            counts=_counts(counts),
            first_at=moment(first_at),
            last_at=moment(last_at),
        )


def _found(reader: Reader, query: Query, only: Collection[str]) -> Sequence[tuple[Any, ...]]:
    """Return the rows of a query that is about some repositories, or about all."""
    concerned, named = run_concerns(only), among("repositories.name", "only", only)
    sql = query.sql.replace("$CONCERNED", concerned.sql).replace("$AMONG", named.sql)
    return reader.tuples(sql, {**query.parameters, **concerned.parameters, **named.parameters})


def _counts(gathered: str) -> Mapping[int, int]:
    """Return occurrences by run from a text such as `12:3,14:1`."""
    counts: dict[int, int] = {}
    for pair in gathered.split(","):
        run_id, _, count = pair.partition(":")
        known = int(run_id)
        counts[known] = counts.get(known, 0) + int(count)
    return counts


def _turns(
    reader: Reader, only: Collection[str], known: Query, whose: Whose
) -> tuple[dict[int, datetime], list[Turn]]:
    """Return the starts of runs, and their turns at repositories and by themselves."""
    asked = Query(filled(_RUNS, KNOWN=known.sql), known.parameters)
    starts: dict[int, datetime] = {}
    runs: dict[int, Turn] = {}
    for run_id, started, complete, detail in _found(reader, asked, only):
        starts[run_id] = datetime.fromisoformat(started)
        runs[run_id] = Turn(
            run_id=run_id,
            repository=None,
            started_at=starts[run_id],
            result=None,
            complete=bool(complete),
            shows_debug=detail == LogDetail.DEBUG,
        )
    turns: defaultdict[int, list[Turn]] = defaultdict(list)
    if whose is not Whose.REPOSITORIES:
        for run_id, run in runs.items():
            turns[run_id].append(run)
    if whose is not Whose.PROCESS:
        committed, lists = _committed(reader), _listed(reader, only)
        asked = Query(filled(_TURNS, KNOWN=known.sql), known.parameters)
        for run_id, repository, result, branch_list in _found(reader, asked, only):
            turn = replace(
                runs[run_id],
                repository=repository,
                result=result,
                committed=committed.get((run_id, repository), _NOTHING),
            )
            if branch_list is not None and turn.got_to_its_end:
                turn = replace(turn, branches=lists.get(branch_list, _NOTHING))
            turns[run_id].append(turn)
    return starts, [turn for run_id in runs for turn in turns[run_id]]


def _committed(reader: Reader) -> Mapping[tuple[int, str], frozenset[str]]:
    """Return the branches that Renovate committed to by turn, of those that had a problem."""
    commits = listed("commit", _COMMITS)
    sql = _COMMITTED.replace("$COMMITS", commits.sql).replace("$TROUBLED", _TROUBLED)
    found = reader.tuples(sql, commits.parameters)
    committed: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for run_id, repository, branch in found:
        committed[run_id, repository].add(branch)
    return {turn: frozenset(names) for turn, names in committed.items()}


def _listed(reader: Reader, only: Collection[str]) -> Mapping[int, frozenset[str]]:
    """Return by list of branches those in it that ever had a problem."""
    names: defaultdict[int, set[str]] = defaultdict(set)
    sql = filled(_LISTED_OF_SOME if only else _LISTED, TROUBLED=_TROUBLED)
    for key, branch in _found(reader, Query(sql), only):
        names[key].add(branch)
    return {key: frozenset(branches) for key, branches in names.items()}


def _artifact_branches(
    reader: Reader, only: Collection[str]
) -> Mapping[tuple[str | None, str], frozenset[str]]:
    """Return the branches on which a file could not be brought up to date."""
    known: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
    for repository, file, branch in _found(reader, Query(_ARTIFACTS), only):
        known[repository, file].add(branch)
    return {place: frozenset(names) for place, names in known.items()}
