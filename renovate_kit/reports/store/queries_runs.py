"""The list of runs, each with its counts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select

from renovate_kit.reports.events import LogDetail, ProblemLevel
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.queries import run_concerns
from renovate_kit.reports.store.run_counts import (
    Counts,
    ListCounts,
    config_problem_counts,
    count_lists,
    count_turns,
    lists_of_turns,
)
from renovate_kit.reports.store.run_facts import run_facts, turn_facts
from renovate_kit.reports.store.run_rows import RunFacts, RunSummary, TurnFacts, TurnSummary
from renovate_kit.reports.store.schema import runs

__all__ = ["count_runs_by_level", "pick_runs", "run_summaries"]


def pick_runs(
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    only: Sequence[str] = (),
    limit: int | None = None,
) -> Select[Any]:
    """Return a query for the keys of runs.

    Args:
        start: the first time at which a run may have started; None for any, also unknown.
        end: the time before which it must have started; None likewise.
        only: repositories; only runs that turned to one of them, or to none at all.
        limit: only so many: the last ones; those without a known time count as first.
    """
    picked = select(runs.c.id).where(run_concerns(tuple(only)))
    if start is not None:
        picked = picked.where(runs.c.started_at >= literal(start, UtcText()))
    if end is not None:
        picked = picked.where(runs.c.started_at < literal(end, UtcText()))
    if limit is None:
        return picked
    # NULL is the smallest in SQLite and the greatest in PostgreSQL.
    known_first = runs.c.started_at.is_(None)
    newest_first = picked.order_by(known_first, runs.c.started_at.desc(), runs.c.id.desc())
    return select(newest_first.limit(limit).subquery().c.id)


def count_runs_by_level(connection: Connection, picked: Select[Any]) -> dict[LogDetail, int]:
    """Return how many of some runs have logs that show level debug, and how many that don't.

    Args:
        connection: to the store.
        picked: what `pick_runs` returned.
    """
    found = connection.execute(
        select(runs.c.detail, func.count()).where(runs.c.id.in_(picked)).group_by(runs.c.detail)
    )
    return {LogDetail(detail): count for detail, count in found}


def run_summaries(connection: Connection, picked: Select[Any]) -> tuple[RunSummary, ...]:
    """Return runs with their turns and counts, oldest first.

    Args:
        connection: to the store.
        picked: what `pick_runs` returned.
    """
    keys = tuple(connection.scalars(picked))
    if len(keys) <= _FEW:
        picked = select(runs.c.id).where(runs.c.id.in_(keys))
    counts = count_turns(connection, picked)
    lists, list_of = count_lists(connection, picked), lists_of_turns(connection, picked)
    config = config_problem_counts(connection, picked)
    turns = turn_facts(connection, picked)
    return tuple(
        RunSummary(
            facts=facts,
            turns=tuple(
                _summary(
                    facts, turn, counts[run_id, turn.repository], lists.get(list_of.get(key, 0))
                )
                for key, turn in turns.get(run_id, ())
            ),
            problems=_added(
                [counts[run_id, None], *(counts[run_id, x.repository] for _, x in turns[run_id])]
            ),
            config_problems=config.get(run_id, {}),
        )
        for run_id, facts in run_facts(connection, picked).items()
    )


_FEW = 500
"""So many keys are given to the database by themselves, rather than the query for them."""


def _summary(
    run: RunFacts, turn: TurnFacts, counts: Counts, listed: ListCounts | None
) -> TurnSummary:
    shows_advisories = run.detail is LogDetail.DEBUG or counts.vulnerabilities
    return TurnSummary(
        facts=turn,
        pull_requests=counts.pull_requests,
        branches=None if listed is None else listed.branches,
        updates=None if listed is None else listed.updates,
        dependencies=counts.dependencies,
        vulnerabilities=counts.vulnerabilities if shows_advisories else None,
        lookup_failures=counts.lookup_failures,
        artifact_failures=counts.artifact_failures,
        problems=counts.problems,
    )


def _added(all_counts: Sequence[Counts]) -> dict[ProblemLevel, int]:
    added: dict[ProblemLevel, int] = {}
    for counts in all_counts:
        for level, count in counts.problems.items():
            added[level] = added.get(level, 0) + count
    return added
