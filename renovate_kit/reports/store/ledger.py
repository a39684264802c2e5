"""The recordings in the database: finding the relatives of one without reading them all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, islice
from typing import Any, assert_never

from sqlalchemy import Connection, Select, and_, bindparam, delete, or_, select, update

from renovate_kit.reports.events import LogDetail
from renovate_kit.reports.events.log_context import is_unique
from renovate_kit.reports.store.identity import (
    CLOCK_TOLERANCE,
    GIVEN_MINUTE,
    Identity,
    Knowledge,
    dominates,
    extends,
    prefix_hashes,
    same_run,
    times_fit,
    trace_hash,
)
from renovate_kit.reports.store.recording import Content, Recording, load_content
from renovate_kit.reports.store.schema import TRACE_HEAD_BYTES, recordings
from renovate_kit.reports.store.statements import adding_one

__all__ = ["Kept", "Ledger"]

_HASHES_PER_QUERY = 500
_LONGEST_RUN = timedelta(hours=24)
"""How long before the middle of a run its start is looked for, where only times tell."""

_IDENTITY = (
    recordings.c.id,
    recordings.c.run_id,
    recordings.c.log_context,
    recordings.c.started_at,
    recordings.c.trace,
    recordings.c.complete,
    recordings.c.detail,
    recordings.c.records,
    recordings.c.digest,
    recordings.c.ended_at,
    recordings.c.revision,
    recordings.c.headless_from,
)

# Built once, as building a statement takes longer than SQLite takes to answer it.
_ALL = select(*_IDENTITY)
_KNOWN = select(recordings.c.id).where(recordings.c.digest == bindparam("digest"))
_ANY_TEXT = select(recordings.c.id).where(recordings.c.log_context.is_(None)).limit(1)
_OF_RUN = _ALL.where(recordings.c.run_id == bindparam("run"))
_SIBLINGS = _ALL.where(
    recordings.c.log_context == bindparam("context"), recordings.c.started_at == bindparam("start")
)
_OF_CONTEXT = _ALL.where(recordings.c.log_context == bindparam("context"))
_EXCERPTS = _ALL.where(recordings.c.headless_from.in_(bindparam("records", expanding=True)))
_NEAR = _ALL.where(recordings.c.started_at.between(bindparam("first"), bindparam("last")))
_AT_ONCE = _NEAR.where(
    or_(
        recordings.c.started_at >= bindparam("start"),
        recordings.c.ended_at >= bindparam("start"),
        and_(
            recordings.c.ended_at.is_(None),
            recordings.c.started_at >= bindparam("given"),
        ),
    )
)
_TEXTS_AT_ONCE = _AT_ONCE.where(recordings.c.log_context.is_(None))
# Without a condition on the time, which would lead SQLite to the wrong index.
_BEGINNINGS = _ALL.where(recordings.c.trace_hash.in_(bindparam("hashes", expanding=True)))
_FROM = _ALL.where(recordings.c.trace_head >= bindparam("head"))
_UNTIMED_FROM = _FROM.where(recordings.c.started_at.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A recording in the database and the run that it is filed under."""

    id: int
    run_id: int
    identity: Identity


class Ledger:
    """Reads and writes recordings within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._answers: dict[tuple[object, ...], list[Kept]] = {}

    def knows(self, digest: bytes) -> bool:
        """Return whether exactly this recording is kept."""
        return self._connection.scalar(_KNOWN, {"digest": digest}) is not None

    def is_alone(self, identity: Identity) -> bool:
        """Return whether nothing kept can be of the same run, as two facts show already.

        A recording that is known by `logContext` has to do with those of the same one, and with
        texts, which have none.
        """
        if identity.knowledge is not Knowledge.IDENTIFIED or self.siblings(identity):
            return False
        return self._connection.scalar(_ANY_TEXT) is None

    def is_dominated(self, identity: Identity) -> bool:
        """Return whether a kept recording tells all that this one would."""
        candidates = self.candidates(identity)
        return any(dominates(kept.identity, identity) for kept in candidates)

    def candidates(self, identity: Identity) -> Iterable[Kept]:
        """Return the kept recordings among which those are that tell all that this one would."""
        candidates: Iterable[Kept]
        match identity.knowledge:
            case Knowledge.UNTIMED:
                candidates = self._extending(identity.trace, untimed_only=False)
            case Knowledge.TIMED:
                candidates = self.near(identity, texts_only=False)
            case Knowledge.IDENTIFIED:
                candidates = self.siblings(identity)
            case _:
                assert_never(identity.knowledge)
        if identity.headless:
            candidates = chain(candidates, self._around(identity))
        return candidates

    def dominated_by(self, identity: Identity) -> list[Kept]:
        """Return the kept recordings that this one makes superfluous."""
        candidates = [
            *self.beginnings(identity.trace, untimed_only=True),
            *self.near(identity, texts_only=True),
            *self.siblings(identity),
            *self._excerpts(identity.trace),
        ]
        superfluous = {kept.id: kept for kept in candidates if dominates(identity, kept.identity)}
        return list(superfluous.values())

    def siblings(self, identity: Identity) -> list[Kept]:
        """Return the kept recordings that are certainly of the same run."""
        if identity.knowledge is not Knowledge.IDENTIFIED:
            return []
        if not is_unique(identity.log_context):
            parameters = {"context": identity.log_context, "start": identity.started_at}
            return self._once(_SIBLINGS, parameters)
        same = self._once(_OF_CONTEXT, {"context": identity.log_context})
        return [kept for kept in same if same_run(kept.identity, identity)]

    def near(self, identity: Identity, *, texts_only: bool) -> list[Kept]:
        """Return the kept recordings whose times fit, as far as clocks agree.

        Args:
            identity: one without a time has none near it.
            texts_only: leave out those that show a `logContext`.
        """
        if identity.started_at is None:
            return []
        start = identity.started_at - CLOCK_TOLERANCE
        until = identity.surely_until or identity.started_at
        last = max(identity.started_at + CLOCK_TOLERANCE, until)
        statement = _TEXTS_AT_ONCE if texts_only else _AT_ONCE
        parameters = {
            "first": start - _LONGEST_RUN,
            "start": start,
            "given": start - GIVEN_MINUTE,
            "last": last,
        }
        at_once = self._once(statement, parameters)
        return [kept for kept in at_once if times_fit(kept.identity, identity)]

    def beginnings(self, trace: bytes, *, untimed_only: bool) -> Iterator[Kept]:
        """Yield the kept recordings whose whole trace is a beginning of this one."""
        hashes = prefix_hashes(trace)
        while chunk := list(islice(hashes, _HASHES_PER_QUERY)):
            for kept in self._select(_BEGINNINGS, {"hashes": chunk}):
                if kept.identity.started_at is None or not untimed_only:
                    yield kept

    def continuations(self, trace: bytes, *, limit: int) -> list[Kept]:
        """Return some of the kept texts without times that this trace is a beginning of."""
        return list(islice(self._extending(trace, untimed_only=True), limit))

    def of_run(self, run_id: int) -> list[Kept]:
        """Return the recordings of a run."""
        return list(self._select(_OF_RUN, {"run": run_id}))

    def content(self, recording_id: int) -> tuple[Content, int]:
        """Return a recording's content and its source."""
        columns = select(recordings.c.content, recordings.c.source_id)
        row = self._connection.execute(columns.where(recordings.c.id == recording_id)).one()
        return load_content(self._connection, row.content), row.source_id

    def add(self, recording: Recording, *, run_id: int, source_id: int) -> Kept:
        """Keep a recording."""
        self._answers.clear()
        identity = recording.identity
        row = {
            "run_id": run_id,
            "source_id": source_id,
            "log_context": identity.log_context,
            "started_at": identity.started_at,
            "complete": identity.complete,
            "detail": identity.detail.value,
            "records": identity.records,
            "trace": identity.trace,
            "trace_head": identity.trace[:TRACE_HEAD_BYTES],
            "trace_hash": trace_hash(identity.trace),
            "digest": identity.digest,
            "content": recording.packed,
            "revision": identity.revision,
            "ended_at": identity.ended_at,
            "headless_from": identity.trace[:8] if identity.headless else None,
        }
        added = self._connection.execute(adding_one(recordings), row)
        return Kept(id=int(added.scalar_one()), run_id=run_id, identity=identity)

    def remove(self, kept: Kept) -> None:
        """Drop a recording that another one made superfluous."""
        self._answers.clear()
        self._connection.execute(delete(recordings).where(recordings.c.id == kept.id))

    def file_under(self, kept: Kept, run_id: int) -> None:
        """Say that a recording is of another run than was thought."""
        self._answers.clear()
        changed = update(recordings).where(recordings.c.id == kept.id).values(run_id=run_id)
        self._connection.execute(changed)

    def _around(self, identity: Identity) -> Iterator[Kept]:
        """Yield the kept recordings that an excerpt without a head may be the middle of."""
        if identity.started_at is None:
            return self._select(_ALL, {})
        first = identity.started_at - _LONGEST_RUN
        last = identity.started_at + CLOCK_TOLERANCE
        return self._select(_NEAR, {"first": first, "last": last})

    def _excerpts(self, trace: bytes) -> Iterator[Kept]:
        """Yield the kept excerpts without a head that begin with one of these records."""
        records = (trace[at : at + 8] for at in range(0, len(trace), 8))
        while chunk := list(islice(records, _HASHES_PER_QUERY)):
            yield from self._select(_EXCERPTS, {"records": chunk})

    def _extending(self, trace: bytes, *, untimed_only: bool) -> Iterator[Kept]:
        if not trace:
            return
        head = trace[:TRACE_HEAD_BYTES]
        statement = _UNTIMED_FROM if untimed_only else _FROM
        after = _after_all_extensions(head)
        if after is not None:
            statement = statement.where(recordings.c.trace_head < after)
        for kept in self._select(statement, {"head": head}):
            if extends(kept.identity.trace, trace):
                yield kept

    def _once(self, statement: Select[Any], parameters: dict[str, Any]) -> list[Kept]:
        """Return what a statement finds, without asking twice between changes."""
        asked = (id(statement), *parameters.values())
        if asked not in self._answers:
            self._answers[asked] = list(self._select(statement, parameters))
        return list(self._answers[asked])

    def _select(self, statement: Select[Any], parameters: dict[str, Any]) -> Iterator[Kept]:
        found = self._connection.execute(statement, parameters)
        try:
            for key, run_id, *columns, headless_from in found:
                (
                    context,
                    started_at,
                    trace,
                    complete,
                    detail,
                    records,
                    digest,
                    ended_at,
                    revision,
                ) = columns
                identity = Identity(
                    log_context=context,
                    started_at=started_at,
                    trace=trace,
                    complete=complete,
                    detail=LogDetail(detail),
                    records=records,
                    digest=digest,
                    ended_at=ended_at,
                    revision=revision,
                    headless=headless_from is not None,
                )
                yield Kept(id=key, run_id=run_id, identity=identity)
        finally:
            found.close()


def _after_all_extensions(head: bytes) -> bytes | None:
    """Return the first bytes that sort after everything that begins with `head`."""
    stem = head.rstrip(b"\xff")
    return stem[:-1] + bytes([stem[-1] + 1]) if stem else None
