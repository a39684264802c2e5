"""Which problems were on record before a period."""

from datetime import datetime

from sqlalchemy import Connection, literal, or_, select

from renovate_kit.reports.events import ProblemLevel
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.rows import KnownProblemRow
from renovate_kit.reports.store.schema import problem_history, problems, repositories, runs

__all__ = ["problems_before"]


def problems_before(
    connection: Connection, before: datetime, only: tuple[str, ...]
) -> tuple[KnownProblemRow, ...]:
    """Return the different warnings and errors of runs that started before a time.

    Those of pruned runs are among them. With repositories, only theirs and those of none.
    """
    told, pruned = problems.c, problem_history.c
    name = repositories.c.name
    wanted = or_(name.is_(None), name.in_(only)) if only else literal(True)
    in_runs = (
        select(repositories.c.name, told.level, told.message, told.detail)
        .select_from(problems)
        .join(runs, runs.c.id == told.run_id)
        .outerjoin(repositories, repositories.c.id == told.repository_id)
        .where(
            runs.c.started_at < literal(before, UtcText()),
            told.level != ProblemLevel.DEBUG.value,
            wanted,
        )
    )
    in_history = (
        select(repositories.c.name, pruned.level, pruned.message, pruned.detail)
        .select_from(problem_history)
        .outerjoin(repositories, repositories.c.id == pruned.repository_id)
        .where(
            pruned.first_at < literal(before, UtcText()),
            pruned.level != ProblemLevel.DEBUG.value,
            wanted,
        )
    )
    return tuple(
        KnownProblemRow(repository=name, level=ProblemLevel(level), message=message, detail=detail)
        for name, level, message, detail in connection.execute(in_runs.union(in_history))
    )
