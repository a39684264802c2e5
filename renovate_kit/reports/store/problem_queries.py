"""What `errors` asks: every problem on record, and every run that could have shown it.

Rows are gathered by the database, so that a year of hourly runs comes back as a few hundred of
them. A run without a known time has no turn: nobody can tell what came after it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from renovate_kit.reports.events import BranchAction, LogDetail, ProblemLevel
from renovate_kit.reports.problems.facts import ProblemFacts, Sighting, Turn
from renovate_kit.reports.problems.hidden import STATES
from renovate_kit.reports.store.column_values import moment, utc_text
from renovate_kit.reports.store.reading import Query, Reader, among, listed
from renovate_kit.reports.store.run_choice import run_concerns

__all__ = ["dependencies_of_branches", "problem_facts"]

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
        WHERE problems.message NOT IN ($STATES)
        AND (problems.repository_id IS NOT NULL OR $CONCERNED)
        GROUP BY problems.repository_id, problems.level, problems.message, problems.detail,
                 problems.branch
    ) AS gathered
    LEFT JOIN repositories ON repositories.id = gathered.repository_id
    WHERE gathered.repository_id IS NULL OR $AMONG
"""
_TURNS: Final = """
    SELECT runs.id, runs.started_at, runs.complete, runs.detail,
           repositories.name, turn.result, turn.branch_list_id
    FROM runs
    LEFT JOIN repository_runs AS turn ON turn.run_id = runs.id
    LEFT JOIN repositories ON repositories.id = turn.repository_id
    WHERE runs.started_at >= :since AND $CONCERNED
    AND (repositories.name IS NULL OR $AMONG)
    ORDER BY runs.started_at, runs.id, turn.position
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


def problem_facts(
    reader: Reader, only: Collection[str] = (), *, since: datetime | None = None
) -> ProblemFacts:
    """Return everything that is known about problems.

    Args:
        reader: of the store.
        only: repositories to look at; empty means all. With some, problems of the process are
            those of runs that turned to one of them, or to none at all.
        since: only the runs that started at that time or later count, though what is known of
            when a problem began stays; None for all.
    """
    sightings = tuple(_sightings(reader, only))
    with_process = any(sighting.repository is None for sighting in sightings)
    starts, turns = _turns(reader, only, since, with_process=with_process)
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


def _sightings(reader: Reader, only: Collection[str]) -> Iterator[Sighting]:
    states = listed("state", sorted(STATES))
    sql = _SIGHTINGS.replace("$STATES", states.sql).replace("$JOINING", reader.joining)
    for name, branch, level, message, detail, counts, first_at, last_at in _found(
        reader, Query(sql, states.parameters), only
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
    reader: Reader, only: Collection[str], since: datetime | None, *, with_process: bool
) -> tuple[dict[int, datetime], list[Turn]]:
    """Return the starts of runs, and their turns at repositories and by themselves."""
    committed, lists = _committed(reader), _listed(reader)
    found = _found(reader, Query(_TURNS, {"since": utc_text(since) or ""}), only)
    starts: dict[int, datetime] = {}
    turns: list[Turn] = []
    for run_id, started, complete, detail, repository, result, branch_list in found:
        started_at = datetime.fromisoformat(started)
        shows_debug = detail == LogDetail.DEBUG
        if with_process and run_id not in starts:
            turns.append(
                Turn(
                    run_id=run_id,
                    repository=None,
                    started_at=started_at,
                    result=None,
                    complete=bool(complete),
                    shows_debug=shows_debug,
                )
            )
        starts[run_id] = started_at
        if repository is not None and (not only or repository in only):
            turn = Turn(
                run_id=run_id,
                repository=repository,
                started_at=started_at,
                result=result,
                complete=bool(complete),
                shows_debug=shows_debug,
                committed=committed.get((run_id, repository), _NOTHING),
            )
            if branch_list is not None and turn.got_to_its_end:
                turn = replace(turn, branches=lists.get(branch_list, _NOTHING))
            turns.append(turn)
    return starts, turns


def _committed(reader: Reader) -> Mapping[tuple[int, str], frozenset[str]]:
    """Return the branches that Renovate committed to by turn, of those that had a problem."""
    commits = listed("commit", _COMMITS)
    sql = _COMMITTED.replace("$COMMITS", commits.sql).replace("$TROUBLED", _TROUBLED)
    found = reader.tuples(sql, commits.parameters)
    committed: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for run_id, repository, branch in found:
        committed[run_id, repository].add(branch)
    return {turn: frozenset(names) for turn, names in committed.items()}


def _listed(reader: Reader) -> Mapping[int, frozenset[str]]:
    """Return by list of branches those in it that ever had a problem."""
    names: defaultdict[int, set[str]] = defaultdict(set)
    for key, branch in reader.tuples(_LISTED.replace("$TROUBLED", _TROUBLED), {}):
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
