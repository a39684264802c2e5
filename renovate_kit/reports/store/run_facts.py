"""Runs, their turns at repositories and their pods as typed rows, for every question alike."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, select

from renovate_kit.reports.events import CutOff, LogDetail, PodObserved
from renovate_kit.reports.store.event_tables import json_list
from renovate_kit.reports.store.run_rows import RunFacts, TurnFacts
from renovate_kit.reports.store.schema import (
    pods,
    repositories,
    repository_runs,
    runs,
    sources,
)

__all__ = ["run_facts", "told_pod", "told_turn", "turn_facts"]

_TURN_FIELDS: Final = (
    "position",
    "started_at",
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
_POD_FIELDS: Final = (
    "source",
    "namespace",
    "cron_job",
    "job",
    "pod",
    "container",
    "image",
    "node",
    "exit_code",
    "signal",
    "reason",
    "started_at",
    "finished_at",
    "restarts",
)


def run_facts(connection: Connection, picked: Select[Any]) -> dict[int, RunFacts]:
    """Return some runs by key, oldest first; those without a known time come first of all.

    Args:
        connection: to the store.
        picked: a query for the keys of these runs.
    """
    seen = _pods(connection, picked)
    found = connection.execute(
        select(runs, sources.c.name.label("source"))
        .join(sources, sources.c.id == runs.c.source_id)
        .where(runs.c.id.in_(picked))
    )
    # Sorted here, so that no index on the time leads SQLite through all runs.
    told = (_run(row, tuple(seen.get(row.id, ()))) for row in found)
    return {facts.run_id: facts for facts in sorted(told, key=_by_time)}


def _by_time(facts: RunFacts) -> tuple[bool, float, int]:
    started_at = facts.started_at
    return started_at is not None, started_at.timestamp() if started_at else 0, facts.run_id


def turn_facts(
    connection: Connection, picked: Select[Any]
) -> dict[int, list[tuple[int, TurnFacts]]]:
    """Return the turns of some runs by run, in order, each with its key."""
    found = connection.execute(
        select(repository_runs, repositories.c.name.label("repository"))
        .join(repositories, repositories.c.id == repository_runs.c.repository_id)
        .where(repository_runs.c.run_id.in_(picked))
        .order_by(repository_runs.c.run_id, repository_runs.c.position)
    )
    turns = defaultdict(list)
    for row in found:
        turns[row.run_id].append((row.id, told_turn(row)))
    return turns


def told_turn(row: Row[Any]) -> TurnFacts:
    """Return the turn that a row with the repository's name stands for."""
    known = row._mapping  # noqa: SLF001 - public
    return TurnFacts(repository=known["repository"], **{name: known[name] for name in _TURN_FIELDS})


def told_pod(row: Row[Any]) -> PodObserved:
    """Return what a row of `pods` says; `run` is empty."""
    known = row._mapping  # noqa: SLF001 - public
    return PodObserved(
        run="",
        **{name: known[name] for name in _POD_FIELDS},
        cut_off=None if row.cut_off is None else CutOff(row.cut_off),
        requests=_pairs(row.requests),
        limits=_pairs(row.limits),
        events=json_list(row.events),
    )


def _pairs(text: str | None) -> tuple[tuple[str, str], ...] | None:
    return None if text is None else tuple(json.loads(text).items())


def _pods(connection: Connection, picked: Select[Any]) -> Mapping[int, list[PodObserved]]:
    found = connection.execute(
        select(pods).where(pods.c.run_id.in_(picked)).order_by(pods.c.started_at, pods.c.source)
    )
    seen = defaultdict(list)
    for row in found:
        seen[row.run_id].append(told_pod(row))
    return seen


def _run(row: Row[Any], seen: tuple[PodObserved, ...]) -> RunFacts:
    return RunFacts(
        run_id=row.id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        renovate_version=row.renovate_version,
        log_context=row.log_context,
        complete=row.complete,
        detail=LogDetail(row.detail),
        records=row.records,
        source=row.source,
        begins=row.begins,
        platform=row.platform,
        dry_run=row.dry_run,
        hostname=row.hostname,
        levels=json_list(row.levels),
        logged_errors=row.logged_errors,
        log_exit_code=row.exit_code,
        exit_evidence=row.exit_evidence,
        log_cut_off=None if row.cut_off is None else CutOff(row.cut_off),
        pods=seen,
    )
