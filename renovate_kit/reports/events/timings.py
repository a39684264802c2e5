"""Where a run's time went: Renovate's statistics (debug level) and its trace file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["CacheCounted", "CacheKind", "SpanCounted", "TimingCounted", "TimingKind", "TraceRead"]


class TimingKind(StrEnum):
    """What was timed, and what `TimingCounted.name` names.

    Attributes:
        HTTP: requests to a host.
        HTTP_QUEUE: what they waited before they were sent.
        LOOKUP: lookups in a datasource.
        RELEASES: fetches of release lists from a datasource (`getReleases`).
        GIT: git commands.
        CACHE_GET: reads from the package cache.
        CACHE_SET: writes to it.
    """

    HTTP = "http"
    HTTP_QUEUE = "http-queue"
    LOOKUP = "lookup"
    RELEASES = "releases"
    GIT = "git"
    CACHE_GET = "cache-get"
    CACHE_SET = "cache-set"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimingCounted:
    """How often something was done in a repository, and how long it took.

    `total_ms` is count times mean where Renovate gives no total (HTTP).
    """

    run: str
    repository: str | None
    kind: TimingKind
    name: str
    count: int
    total_ms: int | None
    mean_ms: int | None
    median_ms: int | None
    max_ms: int | None


class CacheKind(StrEnum):
    """Which of Renovate's caches."""

    HTTP = "http"
    DATASOURCE = "datasource"


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheCounted:
    """How useful a cache was, by host (HTTP) or datasource and registry."""

    run: str
    repository: str | None
    kind: CacheKind
    name: str
    hits: int
    misses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanCounted:
    """Spans of one kind in Renovate's trace file, added up by name.

    Attributes:
        run: the trace's id, when only the trace file was read.
        repository: of the spans; None for those of the whole run.
        name: the span's.
        subject: what sets spans of one name apart: a host, a datasource, a git command.
        errors: spans whose status is an error.
    """

    run: str
    repository: str | None
    name: str
    subject: str | None
    count: int
    errors: int
    total_ms: int
    max_ms: int
    first_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceRead:
    """The `SpanCounted` before this one are of one trace, which is one run.

    A trace file names no `logContext`. Which run it is of, its time and its repositories say.

    Attributes:
        run: the trace's id; Renovate puts it into its log records as `trace_id`.
        renovate_version: the service's version.
        started_at: of the earliest span.
        ended_at: of the latest.
        repositories: named in spans, in the order of their time.
        splits_ms: repository, phase and duration, as `Repository timing splits` has them.
        spans: how many there were.
    """

    run: str
    renovate_version: str | None
    started_at: datetime | None
    ended_at: datetime | None
    repositories: tuple[str, ...]
    splits_ms: tuple[tuple[str | None, str, int], ...]
    spans: int
