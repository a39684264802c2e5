"""Lists that stay the same from run to run, kept once: branches, and dependencies.

A list is known by the hash of its items, an item by the hash of its content. A run that finds
what an earlier one found adds no row; one that finds a single change adds a list of keys and
one item.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Column, Connection, Row, Table, delete, exists, select

from renovate_kit.reports.store.statements import adding, adding_one, of_digest

__all__ = ["Hashed", "SharedList"]

_E = TypeVar("_E")
_Row = dict[str, object]
_PER_QUERY = 500
_ENCODER = msgspec.msgpack.Encoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hashed(Generic[_E]):
    """A list, and by what it is known.

    Attributes:
        items: each with its hash, in the order in which they are kept.
        digest: of all of them.
    """

    items: tuple[tuple[bytes, _E], ...]
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedList(Generic[_E]):
    """One kind of list and its four tables.

    Attributes:
        lists: one row for each list.
        members: which items make up a list.
        items: one row for each item.
        parts: what an item consists of.
        referrers: columns of other tables that name lists.
        list_row: columns of a list beside its hash.
        item_row: columns of an item beside its hash.
        part_rows: rows of its parts, without keys.
        told: an item from its row and the rows of its parts.
        order: sorts the items of a list whose order means nothing; None keeps the order.
    """

    lists: Table
    members: Table
    items: Table
    parts: Table
    referrers: "tuple[Column[Any], ...]"
    list_row: Callable[[Sequence[_E]], _Row]
    item_row: Callable[[_E], _Row]
    part_rows: Callable[[_E], list[_Row]]
    told: Callable[[Row[Any], Sequence[Row[Any]]], _E]
    order: Callable[[_E], tuple[str, ...]] | None = None

    @property
    def list_key(self) -> "Column[Any]":
        """The members' column that names the list."""
        return next(iter(self.members.primary_key.columns))

    @property
    def item_key(self) -> "Column[Any]":
        """The members' column that names the item."""
        return next(column for column in self.members.columns if not column.primary_key)

    def hashed(self, items: Sequence[_E]) -> Hashed[_E]:
        """Return a list as it is kept."""
        hashed = [(blake2b(_ENCODER.encode(item), digest_size=16).digest(), item) for item in items]
        order = self.order
        if order is not None:
            hashed.sort(key=lambda each: (order(each[1]), each[0]))
        return Hashed(items=tuple(hashed), digest=_list_hash([digest for digest, _ in hashed]))

    def keep(self, connection: Connection, listed: Hashed[_E]) -> int:
        """Return the key of a list, which is added if it is new."""
        known = connection.scalar(of_digest(self.lists), {"digest": listed.digest})
        if known is not None:
            return int(known)
        keys = self._keep_items(connection, dict(listed.items))
        row = {"digest": listed.digest, **self.list_row([item for _, item in listed.items])}
        list_id = int(connection.execute(adding_one(self.lists), row).scalar_one())
        members = [
            {self.list_key.name: list_id, "position": position, self.item_key.name: keys[digest]}
            for position, (digest, _) in enumerate(listed.items)
        ]
        if members:
            connection.execute(adding(self.members), members)
        return list_id

    def load(self, connection: Connection, list_ids: Collection[int]) -> dict[int, tuple[_E, ...]]:
        """Return the items of some lists; one without items is empty."""
        loaded: dict[int, list[_E]] = {list_id: [] for list_id in list_ids}
        for chunk in _chunks(sorted(loaded)):
            parts = self._parts(connection, chunk)
            found = connection.execute(
                select(self.list_key.label("list_id"), self.items)
                .select_from(self.members)
                .join(self.items, self.items.c.id == self.item_key)
                .where(self.list_key.in_(chunk))
                .order_by(self.list_key, self.members.c.position)
            )
            for row in found:
                loaded[row.list_id].append(self.told(row, parts.get(row.id, ())))
        return {list_id: tuple(items) for list_id, items in loaded.items()}

    def find(self, connection: Connection, digest: bytes) -> tuple[_E, ...]:
        """Return the items of the list with a hash; KeyError if it is not kept."""
        known = connection.scalar(of_digest(self.lists), {"digest": digest})
        if known is None:
            message = f"no {self.lists.name} row {digest.hex()}"
            raise KeyError(message)
        return self.load(connection, [known])[known]

    def collect(self, connection: Connection) -> None:
        """Remove lists that nothing names any more, and items of no list."""
        named = [exists().where(column == self.lists.c.id) for column in self.referrers]
        connection.execute(delete(self.lists).where(*(~each for each in named)))
        in_a_list = exists().where(self.item_key == self.items.c.id)
        connection.execute(delete(self.items).where(~in_a_list))

    def _keep_items(self, connection: Connection, wanted: Mapping[bytes, _E]) -> dict[bytes, int]:
        keys = self._keys(connection, wanted)
        new = [digest for digest in wanted if digest not in keys]
        if new:
            rows = [{"digest": digest, **self.item_row(wanted[digest])} for digest in new]
            connection.execute(adding(self.items), rows)
            keys |= self._keys(connection, new)
            owner = next(iter(self.parts.primary_key.columns)).name
            parts = [
                {owner: keys[digest], "position": position, **part}
                for digest in new
                for position, part in enumerate(self.part_rows(wanted[digest]))
            ]
            if parts:
                connection.execute(adding(self.parts), parts)
        return keys

    def _keys(self, connection: Connection, digests: Collection[bytes]) -> dict[bytes, int]:
        keys: dict[bytes, int] = {}
        for chunk in _chunks(digests):
            found = connection.execute(
                select(self.items.c.digest, self.items.c.id).where(self.items.c.digest.in_(chunk))
            )
            keys.update((bytes(digest), key) for digest, key in found)
        return keys

    def _parts(
        self, connection: Connection, list_ids: Sequence[int]
    ) -> Mapping[int, list[Row[Any]]]:
        owner = next(iter(self.parts.primary_key.columns))
        members = select(self.item_key).where(self.list_key.in_(list_ids))
        found = connection.execute(
            select(self.parts).where(owner.in_(members)).order_by(owner, self.parts.c.position)
        )
        parts = defaultdict(list)
        for row in found:
            parts[row[0]].append(row)
        return parts


def _list_hash(digests: Sequence[bytes]) -> bytes:
    return blake2b(b"".join(digests), digest_size=16).digest()


_T = TypeVar("_T")


def _chunks(values: Collection[_T]) -> Iterator[list[_T]]:
    rest = iter(values)
    while chunk := list(islice(rest, _PER_QUERY)):
        yield chunk
