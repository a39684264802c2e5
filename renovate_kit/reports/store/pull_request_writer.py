"""Taking pull requests: a page at a time, each page whole or not at all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Table, and_, delete, insert, or_, select, update
from sqlalchemy.sql import ColumnElement

from renovate_kit.reports.events.pull_requests import (
    AdvisoryMention,
    PullRequestSeen,
    PullRequestUpdate,
)
from renovate_kit.reports.store.column_values import json_text
from renovate_kit.reports.store.database import Database
from renovate_kit.reports.store.pull_request_content import Known
from renovate_kit.reports.store.schema import (
    pull_request_advisories,
    pull_request_states,
    pull_request_updates,
    pull_requests,
)

__all__ = ["PullRequestsTaken", "take_pull_requests"]

_AT_ONCE: Final = 200
_PARTS: Final = (pull_request_updates, pull_request_advisories, pull_request_states)
_LISTS: Final = ("labels", "release_notes")
_RENAMED: Final = {"current_value": "current", "new_value": "new"}
_UPDATE_FIELDS: Final = tuple(each.name for each in fields(PullRequestUpdate))
_MENTION_FIELDS: Final = tuple(each.name for each in fields(AdvisoryMention))


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequestsTaken:
    """How many pull requests were new, changed, or known as they are."""

    new: int
    changed: int
    known: int


def take_pull_requests(
    database: Database, seen: Iterable[PullRequestSeen], *, seen_at: datetime
) -> PullRequestsTaken:
    """Take pull requests; each few hundred of them are written at once and stay.

    Raises:
        StoreError: the database can't be written.
    """
    counts = {"new": 0, "changed": 0, "known": 0}
    rest = iter(seen)
    while some := tuple(islice(rest, _AT_ONCE)):
        with database.writing() as connection:
            page = _Page(connection, some)
            for each in some:
                counts[page.take(Known.of(each, seen_at=seen_at), each)] += 1
            page.write()
    return PullRequestsTaken(**counts)


@dataclass(slots=True, kw_only=True)
class _Row:
    """A pull request in the making; `key` is None as long as it is not in the database."""

    key: int | None
    known: Known
    is_changed: bool = False

    @property
    def number(self) -> int | None:
        """Within the repository; None where no source tells."""
        number: int | None = self.known.identity["number"]
        return number


class _Page:
    """Some pull requests, and all on record that may be the same."""

    def __init__(self, connection: Connection, some: Sequence[PullRequestSeen]) -> None:
        self._connection = connection
        self._rows: defaultdict[str, list[_Row]] = defaultdict(list)
        self._obsolete: list[int] = []
        found = connection.execute(
            select(pull_requests.c.id, pull_requests.c.repository, pull_requests.c.content)
            .where(_candidates(some))
            .order_by(pull_requests.c.id)
        )
        for key, repository, content in found:
            self._rows[repository].append(_Row(key=key, known=Known.unpack(content)))

    def take(self, told: Known, seen: PullRequestSeen) -> str:
        """Take one; return whether it is `new`, `changed` or `known`."""
        rows = self._rows[seen.repository]
        number = seen.number
        same = [
            row
            for row in rows
            if (number is None or row.number is None or row.number == number)
            and row.known.is_of(told)
        ]
        if not same:
            rows.append(_Row(key=None, known=told, is_changed=True))
            return "new"
        row, *others = sorted(same, key=_first_on_record)
        together = row.known.with_(told)
        for other in others:
            # What looked like two is one, now that somebody knows both its number and its commit.
            numbered = other.number is not None and row.number is not None
            if numbered and not other.known.is_of(row.known):
                continue
            together = together.with_(other.known)
            rows.remove(other)
            if other.key is not None:
                self._obsolete.append(other.key)
        if together == row.known:
            return "known"
        row.known, row.is_changed = together, True
        return "changed"

    def write(self) -> None:
        """Write what changed."""
        connection = self._connection
        if self._obsolete:
            connection.execute(delete(pull_requests).where(pull_requests.c.id.in_(self._obsolete)))
        changed = [row for rows in self._rows.values() for row in rows if row.is_changed]
        known = [row.key for row in changed if row.key is not None]
        for table in _PARTS if known else ():
            connection.execute(delete(table).where(table.c.pull_request_id.in_(known)))
        parts: dict[Table, list[Mapping[str, Any]]] = {table: [] for table in _PARTS}
        for row in changed:
            seen = row.known.seen
            key = self._written(row, _columns(seen, row.known))
            parts[pull_request_updates] += _numbered(key, seen.updates, _UPDATE_FIELDS)
            parts[pull_request_advisories] += _numbered(key, seen.advisories, _MENTION_FIELDS)
            parts[pull_request_states] += _numbered(
                key, row.known.states(), ("state", "at", "source")
            )
        for table, rows in parts.items():
            if rows:
                connection.execute(insert(table), rows)

    def _written(self, row: _Row, columns: Mapping[str, Any]) -> int:
        if row.key is None:
            adding = insert(pull_requests).returning(pull_requests.c.id)
            row.key = int(self._connection.execute(adding, columns).scalar_one())
        else:
            same = pull_requests.c.id == row.key
            self._connection.execute(update(pull_requests).where(same).values(columns))
        return row.key


def _candidates(some: Sequence[PullRequestSeen]) -> ColumnElement[bool]:
    """Return the condition for rows that may be of the same pull requests."""
    table = pull_requests.c
    numbers, shas, branches = set(), set(), set()
    for each in some:
        if each.number is not None:
            numbers.add((each.repository, each.number))
        if each.merge_sha is not None:
            shas.add(each.merge_sha)
        if each.merged_at is not None and each.branch is not None:
            branches.add((each.repository, each.branch))
    by_number = [
        and_(table.repository == name, table.number.in_({n for r, n in numbers if r == name}))
        for name in sorted({repository for repository, _ in numbers})
    ]
    by_branch = [
        and_(table.repository == name, table.branch.in_({b for r, b in branches if r == name}))
        for name in sorted({repository for repository, _ in branches})
    ]
    merged = table.merged_at.is_not(None)
    return or_(*by_number, table.merge_sha.in_(shas), *(and_(merged, each) for each in by_branch))


def _first_on_record(row: _Row) -> tuple[bool, float]:
    """Order those with a number before others, then older ones before newer ones."""
    return row.number is None, row.key if row.key is not None else float("inf")


def _columns(seen: PullRequestSeen, known: Known) -> dict[str, Any]:
    row = {
        each.name: _plain(getattr(seen, each.name))
        for each in fields(PullRequestSeen)
        if each.name in pull_requests.c
    }
    for name in _LISTS:
        row[name] = None if row[name] is None else json_text(row[name])
    return {**row, "content": known.pack()}


def _numbered(
    key: int, parts: Iterable[object], names: Sequence[str]
) -> Iterator[Mapping[str, Any]]:
    for position, part in enumerate(parts):
        row = {name: _plain(getattr(part, name)) for name in names}
        for column, name in _RENAMED.items():
            if name in row:
                row[column] = row.pop(name)
        if "ids" in row:
            row["ids"] = json_text(row["ids"])
        yield {"pull_request_id": key, "position": position, **row}


def _plain(value: object) -> Any:  # noqa: ANN401 - of any column
    return value.value if isinstance(value, Enum) else value
