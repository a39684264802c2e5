"""Runs, their turns at repositories and their pods as typed rows, for every question alike."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from renovate_kit.reports.events import CutOff, LogDetail, PodObserved
from renovate_kit.reports.store.column_values import told
from renovate_kit.reports.store.reading import Query, Reader, Row
from renovate_kit.reports.store.run_rows import RunFacts, TurnFacts

__all__ = ["run_facts", "told_pod", "told_turn", "turn_facts", "turn_rows"]

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
    "events",
)
_RUN_FIELDS: Final = (
    "started_at",
    "ended_at",
    "renovate_version",
    "log_context",
    "complete",
    "records",
    "source",
    "begins",
    "platform",
    "dry_run",
    "hostname",
    "levels",
    "logged_errors",
    "exit_evidence",
)
_RUNS: Final = """
    SELECT runs.*, sources.name AS source
    FROM runs JOIN sources ON sources.id = runs.source_id
    WHERE runs.id IN ($PICKED)
"""
_TURNS: Final = """
    SELECT turn.*, repositories.name AS repository
    FROM repository_runs AS turn
    JOIN repositories ON repositories.id = turn.repository_id
    WHERE turn.run_id IN ($PICKED)
    ORDER BY turn.run_id, turn.position
"""
_PODS: Final = """
    SELECT pods.* FROM pods WHERE pods.run_id IN ($PICKED) ORDER BY pods.started_at, pods.source
"""


def run_facts(reader: Reader, picked: Query) -> dict[int, RunFacts]:
    """Return some runs by key, oldest first; those without a known time come first of all.

    Args:
        reader: of the store.
        picked: a query for the keys of these runs.
    """
    seen = _pods(reader, picked)
    # Sorted here, so that no index on the time leads SQLite through all runs.
    found = (_run(row, tuple(seen.get(row["id"], ()))) for row in _rows(reader, _RUNS, picked))
    return {facts.run_id: facts for facts in sorted(found, key=_by_time)}


def _by_time(facts: RunFacts) -> tuple[bool, float, int]:
    started_at = facts.started_at
    return started_at is not None, started_at.timestamp() if started_at else 0, facts.run_id


def turn_rows(reader: Reader, picked: Query) -> Sequence[Row]:
    """Return the turns of some runs in order, each with all columns and the repository's name."""
    return _rows(reader, _TURNS, picked)


def turn_facts(reader: Reader, picked: Query) -> dict[int, list[tuple[int, TurnFacts]]]:
    """Return the turns of some runs by run, in order, each with its key."""
    turns = defaultdict(list)
    for row in turn_rows(reader, picked):
        turns[row["run_id"]].append((row["id"], told_turn(row)))
    return turns


def told_turn(row: Row) -> TurnFacts:
    """Return the turn that a row with the repository's name stands for."""
    return TurnFacts(repository=row["repository"], **told(row, _TURN_FIELDS))


def told_pod(row: Row) -> PodObserved:
    """Return what a row of `pods` says; `run` is empty."""
    return PodObserved(
        run="",
        cut_off=_cut_off(row),
        requests=_pairs(row["requests"]),
        limits=_pairs(row["limits"]),
        **told(row, _POD_FIELDS),
    )


def _cut_off(row: Row) -> CutOff | None:
    return None if row["cut_off"] is None else CutOff(row["cut_off"])


def _pairs(text: str | None) -> tuple[tuple[str, str], ...] | None:
    return None if text is None else tuple(json.loads(text).items())


def _pods(reader: Reader, picked: Query) -> Mapping[int, list[PodObserved]]:
    seen = defaultdict(list)
    for row in _rows(reader, _PODS, picked):
        seen[row["run_id"]].append(told_pod(row))
    return seen


def _run(row: Row, seen: tuple[PodObserved, ...]) -> RunFacts:
    return RunFacts(
        run_id=row["id"],
        detail=LogDetail(row["detail"]),
        log_exit_code=row["exit_code"],
        log_cut_off=_cut_off(row),
        pods=seen,
        **told(row, _RUN_FIELDS),
    )


def _rows(reader: Reader, sql: str, picked: Query) -> Sequence[Row]:
    return reader.rows(sql.replace("$PICKED", picked.sql), picked.parameters)
