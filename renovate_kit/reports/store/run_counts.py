"""What is counted of runs' turns at repositories, gathered by the database."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from renovate_kit.reports.events import ProblemLevel, PullRequestAction
from renovate_kit.reports.problems.hidden import STATES
from renovate_kit.reports.store.reading import Query, Reader, listed

__all__ = [
    "Counts",
    "ListCounts",
    "config_problem_counts",
    "count_lists",
    "count_turns",
    "lists_of_turns",
]

_Turn: TypeAlias = tuple[int, str | None]
"""Key of the run, and name of the repository; None for the process."""


_PULL_REQUESTS: Final = """
    SELECT told.run_id, repositories.name, told.action, count(*) AS counted
    FROM pull_request_events AS told
    LEFT JOIN repositories ON repositories.id = told.repository_id
    WHERE told.run_id IN ($PICKED)
    GROUP BY told.run_id, repositories.name, told.action
    ORDER BY told.run_id, repositories.name, told.action
"""
_PROBLEMS: Final = """
    SELECT told.run_id, repositories.name, told.level, count(*) AS counted
    FROM problems AS told
    LEFT JOIN repositories ON repositories.id = told.repository_id
    WHERE told.run_id IN ($PICKED) AND told.message NOT IN ($STATES)
    GROUP BY told.run_id, repositories.name, told.level
    ORDER BY told.run_id, repositories.name, told.level
"""
_FAILURES: Final = """
    SELECT told.run_id, repositories.name, count(*) AS counted
    FROM $TABLE AS told
    LEFT JOIN repositories ON repositories.id = told.repository_id
    WHERE told.run_id IN ($PICKED)
    GROUP BY told.run_id, repositories.name
"""
_OF_TURNS: Final = """
    SELECT turn.run_id, repositories.name, $COUNTED AS counted
    FROM repository_runs AS turn
    JOIN repositories ON repositories.id = turn.repository_id
    JOIN $TABLE AS told ON told.repository_run_id = turn.id
    WHERE turn.run_id IN ($PICKED)
    GROUP BY turn.run_id, repositories.name
"""
_LISTS: Final = """
    SELECT DISTINCT turn.branch_list_id FROM repository_runs AS turn
    WHERE turn.run_id IN ($PICKED) AND turn.branch_list_id IS NOT NULL
"""
_BRANCHES: Final = """
    SELECT member.branch_list_id, branches.result, count(*)
    FROM branch_list_members AS member
    JOIN branches ON branches.id = member.branch_id
    WHERE member.branch_list_id IN ($LISTS)
    GROUP BY member.branch_list_id, branches.result
    ORDER BY member.branch_list_id, coalesce(branches.result, '')
""".replace("$LISTS", _LISTS)
_UPDATES: Final = """
    SELECT member.branch_list_id, count(*)
    FROM branch_list_members AS member
    JOIN upgrades ON upgrades.branch_id = member.branch_id
    WHERE member.branch_list_id IN ($LISTS)
    GROUP BY member.branch_list_id
""".replace("$LISTS", _LISTS)
_LISTS_OF_TURNS: Final = """
    SELECT turn.id, turn.branch_list_id FROM repository_runs AS turn
    WHERE turn.run_id IN ($PICKED) AND turn.branch_list_id IS NOT NULL
"""
_CONFIG_PROBLEMS: Final = """
    SELECT told.run_id, told.kind, count(*) FROM config_problems AS told
    WHERE told.run_id IN ($PICKED)
    GROUP BY told.run_id, told.kind
"""


@dataclass(slots=True)
class Counts:
    """What is counted of a turn."""

    pull_requests: dict[PullRequestAction, int] = field(default_factory=dict)
    problems: dict[ProblemLevel, int] = field(default_factory=dict)
    dependencies: int | None = None
    vulnerabilities: int = 0
    lookup_failures: int = 0
    artifact_failures: int = 0


@dataclass(slots=True)
class ListCounts:
    """What is counted of a list of branches."""

    branches: dict[str | None, int] = field(default_factory=dict)
    updates: int = 0


def count_turns(reader: Reader, picked: Query) -> defaultdict[_Turn, Counts]:
    """Return counts of the turns of some runs; what has none is not there, or zero."""
    counts: defaultdict[_Turn, Counts] = defaultdict(Counts)
    for run_id, name, action, count in _tuples(reader, _PULL_REQUESTS, picked):
        counts[run_id, name].pull_requests[PullRequestAction(action)] = count
    for run_id, name, level, count in _problems(reader, picked):
        counts[run_id, name].problems[ProblemLevel(level)] = count
    for run_id, name, count in _failures(reader, "lookup_failures", picked):
        counts[run_id, name].lookup_failures = count
    for run_id, name, count in _failures(reader, "artifact_failures", picked):
        counts[run_id, name].artifact_failures = count
    extracted = _of_turns(reader, "dependency_counts", "sum(told.dependencies)", picked)
    for run_id, name, count in extracted:
        counts[run_id, name].dependencies = count
    for run_id, name, count in _of_turns(reader, "vulnerability_sightings", "count(*)", picked):
        counts[run_id, name].vulnerabilities = count
    return counts


def count_lists(reader: Reader, picked: Query) -> dict[int, ListCounts]:
    """Return counts of the lists of branches that the turns of some runs name."""
    counts = {list_id: ListCounts() for (list_id,) in _tuples(reader, _LISTS, picked)}
    for list_id, result, count in _tuples(reader, _BRANCHES, picked):
        counts[list_id].branches[result] = count
    for list_id, count in _tuples(reader, _UPDATES, picked):
        counts[list_id].updates = count
    return counts


def lists_of_turns(reader: Reader, picked: Query) -> dict[int, int]:
    """Return the list of branches of each turn that shows one."""
    return dict(_tuples(reader, _LISTS_OF_TURNS, picked))


def config_problem_counts(reader: Reader, picked: Query) -> dict[int, dict[str, int]]:
    """Return how many problems with a config runs have, by kind."""
    counts: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for run_id, kind, count in _tuples(reader, _CONFIG_PROBLEMS, picked):
        counts[run_id][kind] = count
    return counts


def _problems(reader: Reader, picked: Query) -> Sequence[tuple[Any, ...]]:
    states = listed("state", sorted(STATES))
    sql = _PROBLEMS.replace("$STATES", states.sql)
    return _tuples(reader, sql, Query(picked.sql, {**picked.parameters, **states.parameters}))


def _failures(reader: Reader, table: str, picked: Query) -> Sequence[tuple[Any, ...]]:
    return _tuples(reader, _FAILURES.replace("$TABLE", table), picked)


def _of_turns(reader: Reader, table: str, counted: str, picked: Query) -> Sequence[tuple[Any, ...]]:
    sql = _OF_TURNS.replace("$TABLE", table).replace("$COUNTED", counted)
    return _tuples(reader, sql, picked)


def _tuples(reader: Reader, sql: str, picked: Query) -> Sequence[tuple[Any, ...]]:
    return reader.tuples(sql.replace("$PICKED", picked.sql), picked.parameters)
