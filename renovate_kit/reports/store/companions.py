"""Renovate's reports and trace files, which tell of a run but not of which.

A report joins the run whose `logContext` its problems name, or the only run that did and met the
same: the repositories, the pull requests created, the errors. A trace file joins the only run
that started with it. In doubt nothing is joined.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, insert, literal, or_, select, update

from renovate_kit.reports.events import (
    ProblemLevel,
    PullRequestAction,
    ReportRead,
    RepositoryFinished,
)
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.gathering import Gathered
from renovate_kit.reports.store.identity import CLOCK_TOLERANCE
from renovate_kit.reports.store.recording import Content, compressed, uncompressed
from renovate_kit.reports.store.schema import companions, recordings, runs

__all__ = [
    "CompanionKind",
    "CompanionPlace",
    "Companions",
    "fingerprint",
    "is_companion",
    "with_companion",
]

_ERRORS: Final = {ProblemLevel.ERROR: 50, ProblemLevel.FATAL: 60}
"""Warnings don't count: as one counts here also what Renovate says at level info."""
_CREATED: Final = "pr-created"


class CompanionKind(StrEnum):
    """What a companion is."""

    REPORT = "report"
    SPANS = "spans"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionPlace:
    """What became of a report or a trace file.

    Attributes:
        kind: which of them it is.
        run_id: the run that it joined; None if it stands apart.
        is_ambiguous: whether it stands apart because it fits several runs, or because another
            report fits the same one; otherwise no run on record fits.
        was_known: whether the store had it already.
    """

    kind: CompanionKind
    run_id: int | None
    is_ambiguous: bool
    was_known: bool

    @property
    def is_newly_apart(self) -> bool:
        """Whether the store did not know it, and does not know whose it is."""
        return self.run_id is None and not self.was_known


def is_companion(gathered: Gathered) -> bool:
    """Whether what a source told is no log: a report, or nothing but spans."""
    return gathered.report is not None or gathered.spans is not None


def fingerprint(content: Content) -> bytes:
    """Return the hash of what a report of a run tells as well as its log at any level."""
    return _hash(
        {start.repository for start in content.repositories_started},
        {
            (each.repository, each.branch or "", each.number)
            for each in content.pull_requests
            if each.action is PullRequestAction.CREATED
        },
        {
            (_ERRORS[problem.level], problem.message)
            for problem in content.problems
            if problem.level in _ERRORS
        },
    )


def with_companion(content: Content, companion: Content) -> Content:
    """Return a run's content with what only its report or its trace file tells."""
    lacks_dependencies = not (content.dependencies or content.snapshots)
    source = companion if lacks_dependencies else content
    return replace(
        content,
        branches=content.branches or companion.branches,
        dependencies=source.dependencies,
        snapshots=source.snapshots,
        vulnerabilities=content.vulnerabilities or companion.vulnerabilities,
        lookup_failures=content.lookup_failures or companion.lookup_failures,
        statuses=content.statuses or companion.statuses,
        extractions=content.extractions or companion.extractions,
        spans=content.spans or companion.spans,
        repositories_finished=tuple(
            _with_splits(finish, companion) for finish in content.repositories_finished
        ),
    )


def _with_splits(finish: RepositoryFinished, companion: Content) -> RepositoryFinished:
    if finish.splits_ms is not None:
        return finish
    told = (
        each.splits_ms
        for each in companion.repositories_finished
        if each.repository == finish.repository
    )
    return replace(finish, splits_ms=next(told, None))


class Companions:
    """Keeps reports and trace files within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, gathered: Gathered, source_id: int) -> set[int] | None:
        """Keep a report or a trace file; return the run that has it now, None if it is known."""
        content, report = gathered.recording.content, gathered.report
        plain, digest = _packed(content)
        known = select(companions.c.id).where(companions.c.digest == digest)
        if self._connection.scalar(known) is not None:
            return None
        started_at = content.started.started_at
        added = self._connection.execute(
            insert(companions)
            .values(
                kind=(CompanionKind.SPANS if report is None else CompanionKind.REPORT).value,
                digest=digest,
                source_id=source_id,
                log_context=report and report.log_context,
                started_at=started_at,
                fingerprint=report and _told_fingerprint(report),
                content=compressed(plain),
            )
            .returning(companions.c.id)
        )
        return self.place([int(added.scalar_one()), *self._rivals(report)])

    def _rivals(self, report: ReportRead | None) -> list[int]:
        """Return the reports that tell what a new one tells, and may lose their run by it."""
        if report is None:
            return []
        told = companions.c.fingerprint == _told_fingerprint(report)
        return list(self._connection.scalars(select(companions.c.id).where(told)))

    def place_of(self, gathered: Gathered, *, was_known: bool) -> CompanionPlace:
        """Return where a companion that was kept stands now."""
        _, digest = _packed(gathered.recording.content)
        row = self._connection.execute(
            select(companions).where(companions.c.digest == digest)
        ).one()
        return CompanionPlace(
            kind=CompanionKind(row.kind),
            run_id=row.run_id,
            is_ambiguous=row.run_id is None and bool(self._fitting(row)),
            was_known=was_known,
        )

    def at_stake(self, run_ids: Collection[int]) -> list[int]:
        """Return the companions that these runs may have, or no longer have."""
        if self._connection.scalar(select(companions.c.id).limit(1)) is None:
            return []
        same = select(runs.c.fingerprint).where(runs.c.id.in_(run_ids))
        contexts = select(recordings.c.log_context).where(
            recordings.c.run_id.in_(run_ids), recordings.c.log_context.is_not(None)
        )
        starts = self._connection.scalars(
            select(runs.c.started_at).where(runs.c.id.in_(run_ids), runs.c.started_at.is_not(None))
        )
        near = [
            companions.c.started_at.between(
                literal(start - CLOCK_TOLERANCE, UtcText()),
                literal(start + CLOCK_TOLERANCE, UtcText()),
            )
            for start in set(starts)
        ]
        found = self._connection.scalars(
            select(companions.c.id).where(
                or_(
                    companions.c.run_id.in_(run_ids),
                    companions.c.fingerprint.in_(same),
                    companions.c.log_context.in_(contexts),
                    *near,
                )
            )
        )
        return list(found)

    def place(self, keys: Iterable[int]) -> set[int]:
        """Say of each of some companions whose it is; return the runs that gained or lost one."""
        changed: set[int] = set()
        for key in keys:
            row = self._connection.execute(select(companions).where(companions.c.id == key)).one()
            run_id = self._run_of(row)
            if run_id == row.run_id:
                continue
            changed |= {each for each in (run_id, row.run_id) if each is not None}
            self._connection.execute(
                update(companions).where(companions.c.id == key).values(run_id=run_id)
            )
        return changed

    def of_run(self, run_id: int) -> list[Content]:
        """Return what companions of a run tell, in an order that does not change."""
        found = self._connection.scalars(
            select(companions.c.content)
            .where(companions.c.run_id == run_id)
            .order_by(companions.c.digest)
        )
        return [_DECODER.decode(uncompressed(packed)) for packed in found]

    def _run_of(self, row: Row[Any]) -> int | None:
        found = self._fitting(row)
        if len(found) != 1 or self._has_rival(row):
            return None
        return found.pop()

    def _fitting(self, row: Row[Any]) -> set[int]:
        """Return the runs that a companion may be of, of many only some."""
        found: set[int] = set()
        if row.log_context is not None:
            named = select(recordings.c.run_id).where(recordings.c.log_context == row.log_context)
            found = set(self._connection.scalars(named))
        if not found and row.fingerprint not in {None, _SAYS_NOTHING}:
            same = select(runs.c.id).where(runs.c.fingerprint == row.fingerprint).limit(2)
            found = set(self._connection.scalars(same))
        if row.kind == CompanionKind.SPANS and row.started_at is not None:
            near = runs.c.started_at.between(
                literal(row.started_at - CLOCK_TOLERANCE, UtcText()),
                literal(row.started_at + CLOCK_TOLERANCE, UtcText()),
            )
            found = set(self._connection.scalars(select(runs.c.id).where(near).limit(2)))
        return found

    def _has_rival(self, row: Row[Any]) -> bool:
        """Whether another report tells the same, and nothing but that says whose it is."""
        if row.fingerprint is None:
            return False
        if row.log_context is not None:
            named = select(recordings.c.id).where(recordings.c.log_context == row.log_context)
            if self._connection.scalar(named.limit(1)) is not None:
                return False
        same = select(companions.c.id).where(companions.c.fingerprint == row.fingerprint).limit(2)
        return len(self._connection.scalars(same).all()) > 1


def _packed(content: Content) -> tuple[bytes, bytes]:
    """Return a companion's content as it is kept, and the hash by which it is known."""
    plain = msgspec.msgpack.encode(content)
    return plain, blake2b(plain, digest_size=16).digest()


_DECODER = msgspec.msgpack.Decoder(Content)


def _told_fingerprint(report: ReportRead) -> bytes:
    return _hash(
        set(report.repositories),
        {
            (repository, branch, number)
            for repository, branch, number, result in report.branches
            if result == _CREATED and number is not None
        },
        {problem for problem in report.problems if problem[0] in _ERRORS.values()},
    )


def _hash(
    repositories: Collection[str],
    created: Collection[tuple[str, str, int | None]],
    errors: Collection[tuple[int, str]],
) -> bytes:
    plain = msgspec.msgpack.encode(
        [sorted(repositories), sorted(created, key=repr), sorted(errors)]
    )
    return blake2b(plain, digest_size=16).digest()


_SAYS_NOTHING: Final = _hash((), (), ())
"""Of a report without repositories and errors: it could be of any run, and adds nothing."""
