"""What clusters know of processes: kept once for each container's life, joined to its run.

A pod's log that was taken with it says which run it is, as any recording does. Without one, the
process must have called itself like the pod, while the container ran.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import timedelta
from hashlib import blake2b
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, and_, insert, literal, or_, select, update

from renovate_kit.reports.events import LogDetail, PodObserved
from renovate_kit.reports.store.column_values import json_text
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.connection_reading import ConnectionReader
from renovate_kit.reports.store.identity import CLOCK_TOLERANCE, Identity, contains, same_run
from renovate_kit.reports.store.ledger import Ledger
from renovate_kit.reports.store.run_facts import told_pod
from renovate_kit.reports.store.schema import pods, recordings, runs

__all__ = ["Pods"]

_START_UP: Final = timedelta(seconds=5)
"""How much before its container Renovate may seem to start, as clocks go."""


class Pods:
    """Keeps what was seen of pods, within one transaction."""

    def __init__(self, connection: Connection, ledger: Ledger) -> None:
        self._connection = connection
        self._ledger = ledger

    def keep(self, pod: PodObserved, log: Identity | None, source_id: int) -> bool:
        """Keep what was seen, unless as much is known; return whether anything is new.

        Args:
            pod: what was seen.
            log: of the log that came with it, if that has any record.
            source_id: who brought it.
        """
        digest = _life(pod)
        known = self._connection.execute(select(pods).where(pods.c.digest == digest)).first()
        row = {**_row(pod), "digest": digest, **_anchor(log)}
        if known is None:
            row["source_id"] = source_id
            key = self._connection.execute(insert(pods).values(row).returning(pods.c.id))
            self.place([int(key.scalar_one())])
            return True
        if _wealth(pod, log) <= _wealth(self._told(known.id), _log_of(known)):
            return False
        self._connection.execute(update(pods).where(pods.c.id == known.id).values(row))
        self.place([known.id])
        return True

    def _told(self, key: int) -> PodObserved:
        reader = ConnectionReader(self._connection)
        (row,) = reader.rows("SELECT pods.* FROM pods WHERE pods.id = :pod", {"pod": key})
        return told_pod(row)

    def at_stake(self, run_ids: Collection[int]) -> list[int]:
        """Return the pods that these runs may be of, or no longer be of."""
        if self._connection.scalar(select(pods.c.id).limit(1)) is None:
            return []
        of_runs = select(runs.c.hostname).where(
            runs.c.id.in_(run_ids), runs.c.hostname.is_not(None)
        )
        starts = self._connection.scalars(
            select(recordings.c.started_at).where(
                recordings.c.run_id.in_(run_ids), recordings.c.started_at.is_not(None)
            )
        )
        near = [
            pods.c.log_started_at.between(
                literal(start - CLOCK_TOLERANCE, UtcText()),
                literal(start + CLOCK_TOLERANCE, UtcText()),
            )
            for start in set(starts)
        ]
        untimed = and_(pods.c.log_started_at.is_(None), pods.c.log_trace.is_not(None))
        found = self._connection.scalars(
            select(pods.c.id).where(
                or_(pods.c.run_id.in_(run_ids), pods.c.pod.in_(of_runs), untimed, *near)
            )
        )
        return list(found)

    def place(self, keys: Iterable[int]) -> None:
        """Say of each of some pods whose it is."""
        for key in keys:
            row = self._connection.execute(select(pods).where(pods.c.id == key)).one()
            run_id = self._run_of(row)
            if run_id != row.run_id:
                changed = update(pods).where(pods.c.id == key).values(run_id=run_id)
                self._connection.execute(changed)

    def _run_of(self, row: Row[Any]) -> int | None:
        log = _log_of(row)
        found = self._by_log(log) if log is not None else set()
        if not found and row.pod is not None:
            found = self._by_name(row)
        return found.pop() if len(found) == 1 else None

    def _by_log(self, log: Identity) -> set[int]:
        return {
            kept.run_id
            for kept in self._ledger.candidates(log)
            if same_run(kept.identity, log) and contains(kept.identity.trace, log.trace)
        }

    def _by_name(self, row: Row[Any]) -> set[int]:
        named = select(runs.c.id).where(runs.c.hostname == row.pod)
        if row.started_at is not None:
            first = literal(row.started_at - _START_UP, UtcText())
            named = named.where(or_(runs.c.started_at.is_(None), runs.c.started_at >= first))
        if row.finished_at is not None:
            last = literal(row.finished_at + _START_UP, UtcText())
            named = named.where(or_(runs.c.started_at.is_(None), runs.c.started_at <= last))
        return set(self._connection.scalars(named))


def _life(pod: PodObserved) -> bytes:
    """Return what one life of a container is known by."""
    plain = msgspec.msgpack.encode([pod.namespace, pod.source, pod.started_at])
    return blake2b(plain, digest_size=16).digest()


def _wealth(pod: PodObserved, log: Identity | None) -> tuple[bool, int, int, int, bytes]:
    """Sort what was seen of one life: what was seen last says most."""
    known = sum(getattr(pod, each.name) is not None for each in fields(pod))
    plain = msgspec.msgpack.encode(pod)
    trace = len(log.trace) if log else -1
    return pod.exit_code is not None, known, len(pod.events or ()), trace, plain


def _row(pod: PodObserved) -> dict[str, object]:
    row: dict[str, object] = {
        each.name: getattr(pod, each.name) for each in fields(pod) if each.name != "run"
    }
    row["cut_off"] = None if pod.cut_off is None else pod.cut_off.value
    row["requests"] = None if pod.requests is None else json.dumps(dict(pod.requests))
    row["limits"] = None if pod.limits is None else json.dumps(dict(pod.limits))
    row["events"] = json_text(pod.events)
    return row


def _anchor(log: Identity | None) -> dict[str, object]:
    return {
        "log_context": log and log.log_context,
        "log_started_at": log and log.started_at,
        "log_trace": log and log.trace,
        "log_headless": log and log.headless,
    }


def _log_of(row: Row[Any]) -> Identity | None:
    if row.log_trace is None:
        return None
    return Identity(
        log_context=row.log_context,
        started_at=row.log_started_at,
        trace=bytes(row.log_trace),
        complete=False,
        detail=LogDetail.INFO,
        records=0,
        digest=b"",
        headless=bool(row.log_headless),
    )
