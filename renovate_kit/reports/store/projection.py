"""Rows from a run's content: everything that queries and views read is written here."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Table, delete, insert, select, update

from renovate_kit.reports.store import schema
from renovate_kit.reports.store.identity import Identity
from renovate_kit.reports.store.recording import Content

__all__ = ["Projection"]

_Row = Mapping[str, object]


class Projection:
    """Writes runs within one transaction."""

    def __init__(self, connection: Connection, keys: dict[tuple[str, str], int]) -> None:
        """Work in a transaction; `keys` remembers names found before, for as long as it is passed.

        Names are only ever added, so a key stays right unless the transaction fails.
        """
        self._connection = connection
        self._keys = keys

    def source(self, name: str) -> int:
        """Return the key of a source, which is added if it is new."""
        return self._named(schema.sources, name)

    def create(self, identity: Identity, content: Content, source_id: int) -> int:
        """Add a run that has no parts yet and return its key."""
        return self._insert(schema.runs, _run_row(identity, content, source_id))

    def rewrite(self, run_id: int, identity: Identity, content: Content, source_id: int) -> None:
        """Replace all that is known of a run; its key stays."""
        self.clear(run_id)
        row = _run_row(identity, content, source_id)
        self._connection.execute(update(schema.runs).where(schema.runs.c.id == run_id).values(row))

    def clear(self, run_id: int) -> None:
        """Remove a run's parts."""
        for table in (schema.repository_runs, schema.pull_request_events, schema.problems):
            self._connection.execute(delete(table).where(table.c.run_id == run_id))

    def remove(self, run_id: int) -> None:
        """Remove a run that turned out to be part of another."""
        self._connection.execute(delete(schema.runs).where(schema.runs.c.id == run_id))

    def write_parts(self, run_id: int, content: Content) -> None:
        """Add the parts of a run that has none."""
        repositories = {
            name: self._named(schema.repositories, name) for name in _repositories(content)
        }
        turns = {
            name: self._insert(
                schema.repository_runs,
                {
                    "run_id": run_id,
                    "repository_id": repository_id,
                    "position": position,
                    **_turn_row(content, name),
                },
            )
            for position, (name, repository_id) in enumerate(repositories.items())
        }
        self._insert_all(schema.splits, _split_rows(content, turns))
        self._insert_all(schema.dependency_counts, _dependency_rows(content, turns))
        self._insert_all(schema.update_counts, _update_count_rows(content, turns))
        self._insert_all(schema.branches, _branch_rows(content, turns))
        self._insert_all(schema.upgrades, _upgrade_rows(content, turns))
        self._insert_all(
            schema.pull_request_events, _pull_request_rows(content, run_id, repositories)
        )
        self._insert_all(schema.problems, _problem_rows(content, run_id, repositories))

    def _named(self, table: Table, name: str) -> int:
        if (known := self._keys.get((table.name, name))) is not None:
            return known
        key = self._connection.scalar(select(table.c.id).where(table.c.name == name))
        self._keys[table.name, name] = self._insert(table, {"name": name}) if key is None else key
        return self._keys[table.name, name]

    def _insert(self, table: Table, row: _Row) -> int:
        adding = insert(table).returning(table.c.id)
        return int(self._connection.execute(adding, row).scalar_one())

    def _insert_all(self, table: Table, rows: Iterable[_Row]) -> None:
        if listed := list(rows):
            self._connection.execute(insert(table), listed)


def _run_row(identity: Identity, content: Content, source_id: int) -> _Row:
    return {
        "started_at": content.started.started_at,
        "ended_at": content.ended.ended_at,
        "renovate_version": content.started.renovate_version,
        "log_context": content.ended.log_context,
        "complete": identity.complete,
        "detail": content.ended.detail.value,
        "records": identity.records,
        "source_id": source_id,
    }


def _repositories(content: Content) -> list[str]:
    """Return the repositories in the order of their first mention.

    A log that was cut at its head may speak of one that it doesn't show the start of.
    """
    groups = (
        content.repositories_started,
        content.extractions,
        content.branches,
        content.updates,
        content.pull_requests,
        content.problems,
        content.repositories_finished,
    )
    names = (event.repository for group in groups for event in group)
    return list(dict.fromkeys(name for name in names if name is not None))


def _turn_row(content: Content, repository: str) -> dict[str, object]:
    row: dict[str, object] = {}
    for start in content.repositories_started:
        if start.repository == repository:
            row.setdefault("started_at", start.started_at)
    for finish in content.repositories_finished:
        if finish.repository == repository:
            row["finished_at"] = finish.finished_at
            row["duration_ms"] = finish.duration_ms
            row["result"] = finish.result
            row["status"] = finish.status
    return row


# Renovate says some things twice in a run, as after an automerge: the last word counts.
def _split_rows(content: Content, turns: Mapping[str, int]) -> Iterable[_Row]:
    last = {
        (turns[finish.repository], name): duration
        for finish in content.repositories_finished
        for name, duration in finish.splits_ms or ()
    }
    for (turn, name), duration in last.items():
        yield {"repository_run_id": turn, "name": name, "duration_ms": duration}


def _dependency_rows(content: Content, turns: Mapping[str, int]) -> Iterable[_Row]:
    last = {(seen.repository, seen.base_branch, seen.manager): seen for seen in content.extractions}
    for seen in last.values():
        yield {
            "repository_run_id": turns[seen.repository],
            "base_branch": seen.base_branch,
            "manager": seen.manager,
            "files": seen.files,
            "dependencies": seen.dependencies,
        }


def _update_count_rows(content: Content, turns: Mapping[str, int]) -> Iterable[_Row]:
    last = {(told.repository, told.base_branch, told.update_type): told for told in content.updates}
    for told in last.values():
        yield {
            "repository_run_id": turns[told.repository],
            "base_branch": told.base_branch,
            "update_type": told.update_type,
            "count": told.count,
        }


def _branch_rows(content: Content, turns: Mapping[str, int]) -> Iterable[_Row]:
    for position, seen in enumerate(content.branches):
        yield {
            "repository_run_id": turns[seen.repository],
            "position": position,
            "branch": seen.branch,
            "pull_request": seen.pull_request,
            "title": seen.title,
            "result": seen.result,
            "blocked_by": seen.blocked_by,
        }


def _upgrade_rows(content: Content, turns: Mapping[str, int]) -> Iterable[_Row]:
    for branch_position, seen in enumerate(content.branches):
        for position, upgrade in enumerate(seen.upgrades):
            yield {
                "repository_run_id": turns[seen.repository],
                "branch_position": branch_position,
                "position": position,
                "dep_name": upgrade.dep_name,
                "package_name": upgrade.package_name,
                "package_file": upgrade.package_file,
                "datasource": upgrade.datasource,
                "update_type": upgrade.update_type,
                "current_version": upgrade.current_version,
                "new_version": upgrade.new_version,
            }


def _pull_request_rows(
    content: Content, run_id: int, repositories: Mapping[str, int]
) -> Iterable[_Row]:
    for position, logged in enumerate(content.pull_requests):
        yield {
            "run_id": run_id,
            "position": position,
            "repository_id": repositories[logged.repository],
            "branch": logged.branch,
            "action": logged.action.value,
            "number": logged.number,
            "title": logged.title,
            "at": logged.at,
        }


def _problem_rows(content: Content, run_id: int, repositories: Mapping[str, int]) -> Iterable[_Row]:
    for position, logged in enumerate(content.problems):
        name = logged.repository
        yield {
            "run_id": run_id,
            "position": position,
            "repository_id": None if name is None else repositories[name],
            "branch": logged.branch,
            "level": logged.level.value,
            "message": logged.message,
            "detail": logged.detail,
            "first_at": logged.first_at,
            "count": logged.count,
        }
