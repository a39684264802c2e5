"""One log's account of one run, packed for the store, and back."""

import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

import msgspec
from sqlalchemy import Connection

from renovate_kit.reports.events import (
    ArtifactFailed,
    BaseBranchSeen,
    BranchLogged,
    BranchSeen,
    CacheCounted,
    CommentLogged,
    ConfigProblemLogged,
    DashboardLogged,
    DependenciesExtracted,
    DependencySeen,
    DependencySnapshot,
    DependencyStatus,
    DeprecationLogged,
    IssueLogged,
    LimitReached,
    LookupFailed,
    OnboardingLogged,
    ProblemLogged,
    PullRequestLogged,
    PullRequestsCounted,
    RepositoryFinished,
    RepositoryStarted,
    RunEnded,
    RunStarted,
    SpanCounted,
    TimingCounted,
    UpdatesCounted,
    UpdatesSummarised,
    VulnerabilitySeen,
)
from renovate_kit.reports.store.branch_lists import BRANCH_LISTS
from renovate_kit.reports.store.identity import Identity
from renovate_kit.reports.store.snapshots import SNAPSHOTS

__all__ = [
    "REVISION",
    "Content",
    "Recording",
    "by_place",
    "by_repository",
    "compressed",
    "load_content",
    "packed_content",
    "recorded",
    "uncompressed",
]

REVISION: Final = 2
"""How much the readers tell. To be raised when they learn to read more from the same logs."""

_LEVEL: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The events of one run by kind, in the order of the log and without the stream's run name.

    The last two stand for `branches` and `dependencies`, which are kept elsewhere, while the
    content is packed: repository (and base branch) and hash of the list.
    """

    started: RunStarted
    ended: RunEnded
    repositories_started: tuple[RepositoryStarted, ...] = ()
    extractions: tuple[DependenciesExtracted, ...] = ()
    branches: tuple[BranchSeen, ...] = ()
    updates: tuple[UpdatesCounted, ...] = ()
    pull_requests: tuple[PullRequestLogged, ...] = ()
    problems: tuple[ProblemLogged, ...] = ()
    repositories_finished: tuple[RepositoryFinished, ...] = ()
    base_branches: tuple[BaseBranchSeen, ...] = ()
    dependencies: tuple[DependencySeen, ...] = ()
    snapshots: tuple[DependencySnapshot, ...] = ()
    statuses: tuple[DependencyStatus, ...] = ()
    lookup_failures: tuple[LookupFailed, ...] = ()
    vulnerabilities: tuple[VulnerabilitySeen, ...] = ()
    branch_events: tuple[BranchLogged, ...] = ()
    summaries: tuple[UpdatesSummarised, ...] = ()
    pull_request_counts: tuple[PullRequestsCounted, ...] = ()
    comments: tuple[CommentLogged, ...] = ()
    limits: tuple[LimitReached, ...] = ()
    artifact_failures: tuple[ArtifactFailed, ...] = ()
    config_problems: tuple[ConfigProblemLogged, ...] = ()
    deprecations: tuple[DeprecationLogged, ...] = ()
    onboarding: tuple[OnboardingLogged, ...] = ()
    issues: tuple[IssueLogged, ...] = ()
    dashboards: tuple[DashboardLogged, ...] = ()
    timings: tuple[TimingCounted, ...] = ()
    caches: tuple[CacheCounted, ...] = ()
    spans: tuple[SpanCounted, ...] = ()
    branch_lists: tuple[tuple[str, bytes], ...] = ()
    dependency_lists: tuple[tuple[str, str, bytes], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A run as one log tells it; `packed` is its content as the store keeps it."""

    identity: Identity
    content: Content
    packed: bytes


def by_repository(branches: Iterable[BranchSeen]) -> dict[str, list[BranchSeen]]:
    """Return branches by repository, without its name, in the order of the log."""
    lists: defaultdict[str, list[BranchSeen]] = defaultdict(list)
    for branch in branches:
        lists[branch.repository].append(replace(branch, repository=""))
    return lists


def by_place(content: Content) -> dict[tuple[str, str], list[DependencySeen]]:
    """Return dependencies by repository and base branch, without these; empty where none is."""
    lists: dict[tuple[str, str], list[DependencySeen]] = {
        (snapshot.repository, snapshot.base_branch): [] for snapshot in content.snapshots
    }
    for each in content.dependencies:
        place = (each.repository, each.base_branch)
        lists.setdefault(place, []).append(replace(each, repository="", base_branch=""))
    return lists


def recorded(content: Content, trace: bytes, *, revision: int = REVISION) -> Recording:
    """Return the recording that a content makes.

    Args:
        content: without names of the stream, and without the trace.
        trace: of the run's end.
        revision: of the reader.
    """
    packed, plain = packed_content(content)
    started, ended = content.started, content.ended
    identity = Identity(
        log_context=ended.log_context if started.started_at is not None else None,
        started_at=started.started_at,
        ended_at=ended.ended_at,
        trace=trace,
        complete=ended.complete,
        detail=ended.detail,
        records=ended.records,
        revision=revision,
        headless=ended.begins is False,
        digest=blake2b(trace + plain, digest_size=16).digest(),
    )
    return Recording(identity=identity, content=content, packed=packed)


def packed_content(content: Content) -> tuple[bytes, bytes]:
    """Return a content as the store keeps it, and what stands for all of it in a hash."""
    plain = _ENCODER.encode(
        replace(
            content,
            branches=(),
            dependencies=(),
            branch_lists=tuple(
                (name, BRANCH_LISTS.digest(listed))
                for name, listed in by_repository(content.branches).items()
            ),
            dependency_lists=tuple(
                (*place, SNAPSHOTS.digest(listed)) for place, listed in by_place(content).items()
            ),
        )
    )
    return compressed(plain), plain


def compressed(plain: bytes) -> bytes:
    """Return bytes as the store keeps them."""
    return zlib.compress(plain, _LEVEL)


def uncompressed(packed: bytes) -> bytes:
    """Return the bytes that the store keeps as these."""
    return zlib.decompress(packed)


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Content)


def load_content(connection: Connection, packed: bytes) -> Content:
    """Return the content that a recording was stored with, and its lists from where they are."""
    stored = _DECODER.decode(uncompressed(packed))
    branches = stored.branches + tuple(
        replace(branch, repository=repository)
        for repository, digest in stored.branch_lists
        for branch in BRANCH_LISTS.find(connection, digest)
    )
    dependencies = tuple(
        replace(dependency, repository=repository, base_branch=base_branch)
        for repository, base_branch, digest in stored.dependency_lists
        for dependency in SNAPSHOTS.find(connection, digest)
    )
    return replace(
        stored, branches=branches, dependencies=dependencies, branch_lists=(), dependency_lists=()
    )
