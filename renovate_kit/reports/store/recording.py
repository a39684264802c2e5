"""One log's account of one run: gathered from events, packed for the store, and back."""

import zlib
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TypeVar, assert_never

import msgspec

from renovate_kit.reports.events import (
    BranchSeen,
    DependenciesExtracted,
    Event,
    ProblemLogged,
    PullRequestLogged,
    RepositoryFinished,
    RepositoryStarted,
    RunEnded,
    RunStarted,
    UpdatesCounted,
)
from renovate_kit.reports.store.identity import Identity

__all__ = ["Content", "Gathering", "Recording", "unpack"]

_E = TypeVar("_E", bound=Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The events of one run by kind, in the order of the log and without the stream's run name."""

    started: RunStarted
    ended: RunEnded
    repositories_started: tuple[RepositoryStarted, ...] = ()
    extractions: tuple[DependenciesExtracted, ...] = ()
    branches: tuple[BranchSeen, ...] = ()
    updates: tuple[UpdatesCounted, ...] = ()
    pull_requests: tuple[PullRequestLogged, ...] = ()
    problems: tuple[ProblemLogged, ...] = ()
    repositories_finished: tuple[RepositoryFinished, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A run as one log tells it; `packed` is its content as the store keeps it."""

    identity: Identity
    content: Content
    packed: bytes


@dataclass(slots=True)
class Gathering:
    """The events of a run that has not ended yet."""

    _started: RunStarted | None = None
    _repositories_started: list[RepositoryStarted] = field(default_factory=list)
    _extractions: list[DependenciesExtracted] = field(default_factory=list)
    _branches: list[BranchSeen] = field(default_factory=list)
    _updates: list[UpdatesCounted] = field(default_factory=list)
    _pull_requests: list[PullRequestLogged] = field(default_factory=list)
    _problems: list[ProblemLogged] = field(default_factory=list)
    _repositories_finished: list[RepositoryFinished] = field(default_factory=list)

    def add(self, event: Event) -> Recording | None:
        """Add an event; the last one of a run brings its recording."""
        match event:
            case RunStarted():
                self._started = event
            case RepositoryStarted():
                self._repositories_started.append(event)
            case DependenciesExtracted():
                self._extractions.append(event)
            case BranchSeen():
                self._branches.append(event)
            case UpdatesCounted():
                self._updates.append(event)
            case PullRequestLogged():
                self._pull_requests.append(event)
            case ProblemLogged():
                self._problems.append(event)
            case RepositoryFinished():
                self._repositories_finished.append(event)
            case RunEnded():
                return self._recording(event)
            case _:
                assert_never(event)
        return None

    def _recording(self, ended: RunEnded) -> Recording:
        started = self._started or RunStarted(run=ended.run, renovate_version=None, started_at=None)
        content = Content(
            started=_nameless(started),
            # The trace is kept beside the content, where it can be searched.
            ended=replace(ended, run="", trace=b""),
            repositories_started=_all_nameless(self._repositories_started),
            extractions=_all_nameless(self._extractions),
            branches=_all_nameless(self._branches),
            updates=_all_nameless(self._updates),
            pull_requests=_all_nameless(self._pull_requests),
            problems=_all_nameless(self._problems),
            repositories_finished=_all_nameless(self._repositories_finished),
        )
        plain = _ENCODER.encode(content)
        identity = Identity(
            log_context=ended.log_context if started.started_at is not None else None,
            started_at=started.started_at,
            trace=ended.trace,
            complete=ended.complete,
            detail=ended.detail,
            records=ended.records,
            digest=blake2b(ended.trace + plain, digest_size=16).digest(),
        )
        return Recording(identity=identity, content=content, packed=zlib.compress(plain, 6))


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Content)


def unpack(packed: bytes) -> Content:
    """Return the content that a recording was stored with."""
    return _DECODER.decode(zlib.decompress(packed))


def _nameless(event: _E) -> _E:
    return replace(event, run="")


def _all_nameless(events: list[_E]) -> tuple[_E, ...]:
    return tuple(_nameless(event) for event in events)
