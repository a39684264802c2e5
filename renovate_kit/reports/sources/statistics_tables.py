"""Renovate's own statistics of a repository (debug level), told as events.

Renovate 44.121.2: `lib/util/stats.ts`; until 37.245 `lib/workers/repository/stats.ts`, with
other messages and other names of the numbers.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from renovate_kit.reports.events import CacheCounted, CacheKind, TimingCounted, TimingKind
from renovate_kit.reports.sources.record import Record
from renovate_kit.reports.sources.wording import Wording

__all__ = ["STATISTICS", "StatisticsTables"]

_Table: TypeAlias = Mapping[str, object]
_META: Final = frozenset(
    {"name", "hostname", "pid", "level", "logContext", "repository", "baseBranch", "branch"}
    | {"msg", "time", "v", "trace_id", "span_id", "trace_flags", "module"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsTables:
    """Tells what the records of one repository's statistics say."""

    run: str
    repository: str | None
    wording: Wording

    def events(self, record: Record) -> Iterator[TimingCounted | CacheCounted]:
        """Yield the numbers of a record whose message is one of `STATISTICS`."""
        read = _READERS.get(record.msg)
        if read is not None:
            yield from read(self, record.fields)

    def _http(self, fields: _Table) -> Iterator[TimingCounted]:
        hosts = _mapping(fields.get("hosts")) or _mapping(fields.get("hostStats"))
        for host, numbers in _named(hosts):
            yield from self._timing(TimingKind.HTTP, host, numbers, prefix="req")
            if numbers.get("queueMaxMs"):
                yield from self._timing(TimingKind.HTTP_QUEUE, host, numbers, prefix="queue")

    def _lookups(self, fields: _Table) -> Iterator[TimingCounted]:
        yield from self._by_name(TimingKind.LOOKUP, fields)

    def _git(self, fields: _Table) -> Iterator[TimingCounted]:
        yield from self._by_name(TimingKind.GIT, fields)

    def _releases(self, fields: _Table) -> Iterator[TimingCounted]:
        for datasource, table in _named(_mapping(fields.get("datasources"))):
            yield from self._timing(TimingKind.RELEASES, datasource, _mapping(table.get("stats")))

    def _package_cache(self, fields: _Table) -> Iterator[TimingCounted]:
        for kind, name in ((TimingKind.CACHE_GET, "get"), (TimingKind.CACHE_SET, "set")):
            yield from self._timing(kind, "package", _mapping(fields.get(name)))

    def _http_cache(self, fields: _Table) -> Iterator[CacheCounted]:
        for host, paths in _named(fields):
            yield from self._cache(CacheKind.HTTP, host, paths)

    def _datasource_cache(self, fields: _Table) -> Iterator[CacheCounted]:
        for datasource, registries in _named(fields):
            for registry, numbers in _named(registries):
                name = f"{datasource} {registry}"
                yield from self._cache(CacheKind.DATASOURCE, name, {"": numbers})

    def _by_name(self, kind: TimingKind, fields: _Table) -> Iterator[TimingCounted]:
        for name, numbers in _named(fields):
            yield from self._timing(kind, name, numbers)

    def _timing(
        self, kind: TimingKind, name: str, numbers: _Table, *, prefix: str = ""
    ) -> Iterator[TimingCounted]:
        count = _first(numbers, "count", "requestCount")
        if count is None:
            return
        mean = _first(numbers, _key(prefix, "AvgMs"), "requestAvgMs", "averageMs")
        total = _first(numbers, "totalMs") if not prefix else None
        if total is None and mean is not None:
            total = count * mean
        yield TimingCounted(
            run=self.run,
            repository=self.repository,
            kind=kind,
            name=self.wording.name(name),
            count=round(count),
            total_ms=_rounded(total),
            mean_ms=_rounded(mean),
            median_ms=_rounded(_first(numbers, _key(prefix, "MedianMs"))),
            max_ms=_rounded(_first(numbers, _key(prefix, "MaxMs"), "maximumMs")),
        )

    def _cache(self, kind: CacheKind, name: str, tables: _Table) -> Iterator[CacheCounted]:
        counts = [numbers for _, numbers in _named(tables)]
        if not any("hit" in numbers or "miss" in numbers for numbers in counts):
            return
        yield CacheCounted(
            run=self.run,
            repository=self.repository,
            kind=kind,
            name=self.wording.name(name),
            hits=round(sum(_first(numbers, "hit") or 0 for numbers in counts)),
            misses=round(sum(_first(numbers, "miss") or 0 for numbers in counts)),
        )


_Reader: TypeAlias = Callable[[StatisticsTables, _Table], Iterator[TimingCounted | CacheCounted]]

# ruff: noqa: SLF001 - the table of the class's own methods
_READERS: Final[Mapping[str, _Reader]] = {
    "HTTP statistics": StatisticsTables._http,
    "http statistics": StatisticsTables._http,  # until 37.249
    "Lookup statistics": StatisticsTables._lookups,
    "Package lookup durations": StatisticsTables._lookups,  # until 37.245
    "Git operations statistics": StatisticsTables._git,
    "getReleases statistics summary": StatisticsTables._releases,
    "Package cache statistics": StatisticsTables._package_cache,
    "HTTP cache statistics": StatisticsTables._http_cache,
    "Datasource cache statistics": StatisticsTables._datasource_cache,
}

STATISTICS: Final = frozenset(_READERS)
"""Messages of the records that `StatisticsTables` reads."""


def _key(prefix: str, name: str) -> str:
    return prefix + name if prefix else name[0].lower() + name[1:]


def _named(table: _Table) -> Iterator[tuple[str, _Table]]:
    for name, value in table.items():
        if name not in _META and isinstance(value, Mapping):
            yield name, value


def _mapping(value: object) -> _Table:
    return value if isinstance(value, Mapping) else {}


def _first(numbers: _Table, *names: str) -> float | None:
    for name in names:
        value = numbers.get(name)
        if isinstance(value, int | float) and 0 <= value <= 2**53:
            return value
    return None


def _rounded(value: float | None) -> int | None:
    return None if value is None else round(value)
