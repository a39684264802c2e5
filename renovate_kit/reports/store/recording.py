"""One log's account of one run, packed for the store, and back."""

import zlib
from collections import defaultdict
from collections.abc import Mapping
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
from renovate_kit.reports.store.shared_lists import Hashed
from renovate_kit.reports.store.snapshots import SNAPSHOTS

__all__ = [
    "REVISION",
    "Content",
    "Lists",
    "Recording",
    "compressed",
    "lists_of",
    "load_content",
    "packed_content",
    "recorded",
    "uncompressed",
]

REVISION: Final = 3
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
class Lists:
    """The lists of a content that are kept beside it.

    Attributes:
        branches: by repository, without its name, in the order of the log.
        dependencies: by repository and base branch, without these; empty where there is none.
    """

    branches: Mapping[str, Hashed[BranchSeen]]
    dependencies: Mapping[tuple[str, str], Hashed[DependencySeen]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A run as one log tells it; `packed` is its content as the store keeps it."""

    identity: Identity
    content: Content
    lists: Lists
    packed: bytes


def lists_of(content: Content) -> Lists:
    """Return the lists of a content."""
    branches: defaultdict[str, list[BranchSeen]] = defaultdict(list)
    for branch in content.branches:
        branches[branch.repository].append(replace(branch, repository=""))
    dependencies: dict[tuple[str, str], list[DependencySeen]] = {
        (snapshot.repository, snapshot.base_branch): [] for snapshot in content.snapshots
    }
    for each in content.dependencies:
        place = (each.repository, each.base_branch)
        dependencies.setdefault(place, []).append(replace(each, repository="", base_branch=""))
    return Lists(
        branches={name: BRANCH_LISTS.hashed(listed) for name, listed in branches.items()},
        dependencies={place: SNAPSHOTS.hashed(listed) for place, listed in dependencies.items()},
    )


def recorded(
    content: Content, trace: bytes, *, lists: Lists | None = None, revision: int = REVISION
) -> Recording:
    """Return the recording that a content makes.

    Args:
        content: without names of the stream, and without the trace.
        trace: of the run's end.
        lists: of the content, if they are known.
        revision: of the reader.
    """
    lists = lists_of(content) if lists is None else lists
    packed, plain = packed_content(content, lists)
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
    return Recording(identity=identity, content=content, lists=lists, packed=packed)


def packed_content(content: Content, lists: Lists) -> tuple[bytes, bytes]:
    """Return a content as the store keeps it, and what stands for all of it in a hash."""
    plain = _ENCODER.encode(
        replace(
            content,
            branches=(),
            dependencies=(),
            branch_lists=tuple((name, listed.digest) for name, listed in lists.branches.items()),
            dependency_lists=tuple(
                (*place, listed.digest) for place, listed in lists.dependencies.items()
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
