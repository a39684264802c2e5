"""Rows from a run's content: everything that queries and views read is written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, TypeAlias

import msgspec
from sqlalchemy import Connection, Table, delete, func, select, update

from renovate_kit.reports.events import VulnerabilitySeen
from renovate_kit.reports.store import schema, turn_rows
from renovate_kit.reports.store.branch_lists import BRANCH_LISTS
from renovate_kit.reports.store.column_values import json_text
from renovate_kit.reports.store.companions import fingerprint
from renovate_kit.reports.store.content_tables import CONTENT_TABLES
from renovate_kit.reports.store.event_tables import EventTable
from renovate_kit.reports.store.identity import Identity
from renovate_kit.reports.store.recording import Content, Lists, lists_of
from renovate_kit.reports.store.snapshots import SNAPSHOTS
from renovate_kit.reports.store.statements import adding, adding_one, of_digest, of_name
from renovate_kit.reports.store.subject_kinds import CACHE_SUFFIX

__all__ = ["Keys", "ListKeys", "Projection"]

_Row: TypeAlias = Mapping[str, object]
Keys: TypeAlias = dict[tuple[str, ...], int]
"""Names that were found before: table and name to key."""

_OF_TURN = (
    (schema.splits, turn_rows.split_rows),
    (schema.dependency_counts, turn_rows.dependency_rows),
    (schema.update_counts, turn_rows.update_count_rows),
    (schema.update_manager_counts, turn_rows.update_manager_rows),
    (schema.lib_years, turn_rows.lib_year_rows),
    (schema.dashboard_checks, turn_rows.dashboard_rows),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKeys:
    """Where the lists of a content are kept: branches by repository, dependencies by place."""

    branches: Mapping[str, int]
    snapshots: Mapping[tuple[str, str], int]


class Projection:
    """Writes runs within one transaction."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        """Work in a transaction; `keys` remembers names found before, for as long as it is passed.

        Names are only ever added, so a key stays right unless the transaction fails.
        """
        self._connection = connection
        self._keys = keys

    def source(self, name: str) -> int:
        """Return the key of a source, which is added if it is new."""
        return self._named(schema.sources, name=name)

    def create(self, identity: Identity, content: Content, source_id: int) -> int:
        """Add a run that has no parts yet and return its key."""
        return self._insert(schema.runs, _run_row(identity, content, source_id))

    def rewrite(self, run_id: int, identity: Identity, content: Content, source_id: int) -> None:
        """Replace all that is known of a run, but for its parts; its key stays."""
        self.clear(run_id)
        row = _run_row(identity, content, source_id)
        self._connection.execute(update(schema.runs).where(schema.runs.c.id == run_id).values(row))

    def clear(self, run_id: int) -> None:
        """Remove a run's parts."""
        for table in (
            schema.repository_runs,
            schema.timings,
            schema.cache_counts,
            *(_table(kind) for _, kind in CONTENT_TABLES),
        ):
            self._connection.execute(delete(table).where(table.c.run_id == run_id))

    def remove(self, run_id: int) -> None:
        """Remove a run that turned out to be part of another."""
        self._connection.execute(delete(schema.runs).where(schema.runs.c.id == run_id))

    def keep_lists(self, recording_id: int, lists: Lists) -> ListKeys:
        """Keep the lists that a recording needs to be read again, and say where."""
        keys = self._keep(lists)
        self._refer(schema.recording_branches, recording_id, keys.branches.values())
        self._refer(schema.recording_snapshots, recording_id, keys.snapshots.values())
        return keys

    def _keep(self, lists: Lists) -> ListKeys:
        connection = self._connection
        return ListKeys(
            branches={
                name: BRANCH_LISTS.keep(connection, listed)
                for name, listed in lists.branches.items()
            },
            snapshots={
                place: SNAPSHOTS.keep(connection, listed)
                for place, listed in lists.dependencies.items()
            },
        )

    def collect(self) -> None:
        """Remove what nothing refers to any more, after recordings or runs went."""
        BRANCH_LISTS.collect(self._connection)
        SNAPSHOTS.collect(self._connection)
        sightings, advisories = schema.vulnerability_sightings, schema.vulnerabilities
        sighted = select(sightings.c.vulnerability_id).where(
            sightings.c.vulnerability_id == advisories.c.id
        )
        history = schema.vulnerability_history
        pruned = select(history.c.runs).where(history.c.vulnerability_id == advisories.c.id)
        self._connection.execute(delete(advisories).where(~sighted.exists(), ~pruned.exists()))

    def write_parts(self, run_id: int, content: Content, keys: ListKeys | None = None) -> None:
        """Add the parts of a run that has none.

        Args:
            run_id: its key.
            content: what is known of it.
            keys: of the lists of this very content, if they were kept just now.
        """
        keys = self._keep(lists_of(content)) if keys is None else keys
        repositories = self._repositories(turn_rows.repositories_of(content))
        lists = self._branch_lists(content, keys)
        turns = {
            name: self._insert(
                schema.repository_runs,
                {
                    "run_id": run_id,
                    "repository_id": repository_id,
                    "position": position,
                    "branch_list_id": lists.get(name),
                    **turn_rows.turn_row(content, name),
                },
            )
            for position, (name, repository_id) in enumerate(repositories.items())
        }
        for table, rows_of in _OF_TURN:
            self._insert_all(table, rows_of(content, turns))
        self._insert_all(
            schema.base_branches, turn_rows.base_branch_rows(content, turns, keys.snapshots)
        )
        for name, kind in CONTENT_TABLES:
            events = getattr(content, name)
            self._insert_all(_table(kind), _event_rows(events, kind, run_id, repositories))
        self._insert_all(schema.timings, self._timing_rows(content, run_id, repositories))
        self._insert_all(schema.cache_counts, self._cache_rows(content, run_id, repositories))
        self._write_vulnerabilities(content.vulnerabilities, turns)

    def _branch_lists(self, content: Content, keys: ListKeys) -> Mapping[str, int]:
        without = [
            name for name in turn_rows.without_branches(content) if name not in keys.branches
        ]
        if not without:
            return keys.branches
        none = BRANCH_LISTS.keep(self._connection, BRANCH_LISTS.hashed([]))
        return {**keys.branches, **dict.fromkeys(without, none)}

    def _timing_rows(
        self, content: Content, run_id: int, repositories: Mapping[str, int]
    ) -> Iterable[_Row]:
        for position, told in enumerate(content.timings):
            yield {
                **_place(run_id, position, told.repository, repositories),
                "subject_id": self._named(schema.subjects, kind=told.kind.value, name=told.name),
                "count": told.count,
                "total_ms": told.total_ms,
                "mean_ms": told.mean_ms,
                "median_ms": told.median_ms,
                "max_ms": told.max_ms,
            }

    def _cache_rows(
        self, content: Content, run_id: int, repositories: Mapping[str, int]
    ) -> Iterable[_Row]:
        for position, told in enumerate(content.caches):
            kind = f"{told.kind.value}{CACHE_SUFFIX}"
            yield {
                **_place(run_id, position, told.repository, repositories),
                "subject_id": self._named(schema.subjects, kind=kind, name=told.name),
                "hits": told.hits,
                "misses": told.misses,
            }

    def _write_vulnerabilities(
        self, seen: Iterable[VulnerabilitySeen], turns: Mapping[str, int]
    ) -> None:
        sightings = {(turns[each.repository], self._vulnerability(each)) for each in seen}
        self._insert_all(
            schema.vulnerability_sightings,
            [
                {"repository_run_id": turn, "vulnerability_id": key}
                for turn, key in sorted(sightings)
            ],
        )

    def _vulnerability(self, seen: VulnerabilitySeen) -> int:
        facts = {
            name: getattr(seen, name)
            for name in (
                "package_name",
                "datasource",
                "severity",
                "affected",
                "fixed_version",
                "evidence",
                "summary",
            )
        }
        plain = msgspec.msgpack.encode([*facts.values(), *seen.ids])
        digest = blake2b(plain, digest_size=16).digest()
        table = schema.vulnerabilities
        known = self._connection.scalar(of_digest(table), {"digest": digest})
        if known is not None:
            return int(known)
        key = self._insert(table, {"digest": digest, **facts})
        self._insert_all(
            schema.vulnerability_ids,
            [{"vulnerability_id": key, "advisory": advisory} for advisory in sorted({*seen.ids})],
        )
        return key

    def _refer(self, table: Table, recording_id: int, lists: Iterable[int]) -> None:
        """Note which lists a new recording needs."""
        recording, listed = (column.name for column in table.primary_key.columns)
        self._insert_all(
            table, [{recording: recording_id, listed: key} for key in sorted({*lists})]
        )

    def _named(self, table: Table, **columns: str) -> int:
        cached = (table.name, *columns.values())
        if (known := self._keys.get(cached)) is not None:
            return known
        key = self._connection.scalar(of_name(table, *columns), columns)
        self._keys[cached] = self._insert(table, columns) if key is None else int(key)
        return self._keys[cached]

    def _repositories(self, names: Iterable[str]) -> dict[str, int]:
        """Return the keys of the repositories of one run, each of its own."""
        keys: dict[str, int] = {}
        for name in names:
            key = self._repository(name)
            keys[name] = self._exactly(name) if key in keys.values() else key
        return keys

    def _repository(self, name: str) -> int:
        """Return the key of a repository, however its name is spelt: forges take any case."""
        cached = (schema.repositories.name, name)
        if cached not in self._keys:
            alike = None if self._is_there(name) else self._spelt_otherwise(name)
            self._keys[cached] = self._exactly(name) if alike is None else alike
        return self._keys[cached]

    def _spelt_otherwise(self, name: str) -> int | None:
        """Return the key of the repository that has this name in another case.

        It goes by the last of its spellings, as letters are sorted: it does not matter which one
        came first.
        """
        table = schema.repositories
        wanted = func.lower(table.c.name) == name.lower()
        found = self._connection.execute(select(table).where(wanted).order_by(table.c.id)).first()
        if found is None:
            return None
        if name > found.name:
            renamed = update(table).where(table.c.id == found.id).values(name=name)
            self._connection.execute(renamed)
        return int(found.id)

    def _is_there(self, name: str) -> bool:
        known = of_name(schema.repositories, "name")
        return self._connection.scalar(known, {"name": name}) is not None

    def _exactly(self, name: str) -> int:
        table = schema.repositories
        key = self._connection.scalar(of_name(table, "name"), {"name": name})
        return self._insert(table, {"name": name}) if key is None else int(key)

    def _insert(self, table: Table, row: _Row) -> int:
        return int(self._connection.execute(adding_one(table), row).scalar_one())

    def _insert_all(self, table: Table, rows: Iterable[_Row]) -> None:
        if listed := list(rows):
            self._connection.execute(adding(table), listed)


def _place(
    run_id: int, position: int, repository: str | None, repositories: Mapping[str, int]
) -> dict[str, object]:
    key = None if repository is None else repositories[repository]
    return {"run_id": run_id, "position": position, "repository_id": key}


def _table(kind: EventTable[Any]) -> Table:
    return schema.metadata.tables[kind.table]


def _event_rows(
    events: Iterable[Any],
    kind: EventTable[Any],
    run_id: int,
    repositories: Mapping[str, int],
) -> Iterable[_Row]:
    for position, event in enumerate(events):
        place = _place(run_id, position, event.repository, repositories)
        yield {**place, **kind.row(event)}


def _run_row(identity: Identity, content: Content, source_id: int) -> _Row:
    ended = content.ended
    return {
        "started_at": content.started.started_at,
        "ended_at": ended.ended_at,
        "renovate_version": content.started.renovate_version,
        "log_context": ended.log_context,
        "complete": ended.complete,
        "detail": ended.detail.value,
        "records": identity.records,
        "source_id": source_id,
        "begins": ended.begins,
        "platform": ended.platform,
        "dry_run": ended.dry_run,
        "hostname": ended.hostname,
        "levels": json_text(ended.levels),
        "logged_errors": ended.logged_errors,
        "exit_code": ended.exit_code,
        "exit_evidence": ended.exit_evidence,
        "cut_off": None if ended.cut_off is None else ended.cut_off.value,
        "fingerprint": fingerprint(content),
    }
