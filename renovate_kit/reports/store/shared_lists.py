"""Lists that stay the same from run to run, kept once: branches, and dependencies.

A list is known by the hash of its items, an item by the hash of its content. A run that finds
what an earlier one found adds no row; one that finds a single change adds a list of keys and
one item.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Column, Connection, Table, delete, exists, select

from renovate_kit.reports.store.connection_reading import ConnectionReader
from renovate_kit.reports.store.list_reading import ListTables, chunks
from renovate_kit.reports.store.schema import metadata
from renovate_kit.reports.store.statements import adding, adding_one, of_digest

__all__ = ["Hashed", "SharedList"]

_E = TypeVar("_E")
_Row = dict[str, object]
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
        tables: those of its members and items, and of what an item consists of.
        referrers: columns of other tables that name lists.
        list_row: columns of a list beside its hash.
        item_row: columns of an item beside its hash.
        part_rows: rows of its parts, without keys.
        order: sorts the items of a list whose order means nothing; None keeps the order.
    """

    lists: Table
    tables: ListTables[_E]
    referrers: "tuple[Column[Any], ...]"
    list_row: Callable[[Sequence[_E]], _Row]
    item_row: Callable[[_E], _Row]
    part_rows: Callable[[_E], list[_Row]]
    order: Callable[[_E], tuple[str, ...]] | None = None

    @property
    def members(self) -> Table:
        """Which items make up a list."""
        return metadata.tables[self.tables.members]

    @property
    def items(self) -> Table:
        """One row for each item."""
        return metadata.tables[self.tables.items]

    @property
    def parts(self) -> Table:
        """What an item consists of."""
        return metadata.tables[self.tables.parts]

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
            {
                self.tables.list_key: list_id,
                "position": position,
                self.tables.item_key: keys[digest],
            }
            for position, (digest, _) in enumerate(listed.items)
        ]
        if members:
            connection.execute(adding(self.members), members)
        return list_id

    def load(self, connection: Connection, list_ids: Collection[int]) -> dict[int, tuple[_E, ...]]:
        """Return the items of some lists; one without items is empty."""
        return self.tables.load(ConnectionReader(connection), list_ids)

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
        in_a_list = exists().where(self.members.c[self.tables.item_key] == self.items.c.id)
        connection.execute(delete(self.items).where(~in_a_list))

    def _keep_items(self, connection: Connection, wanted: Mapping[bytes, _E]) -> dict[bytes, int]:
        keys = self._keys(connection, wanted)
        new = [digest for digest in wanted if digest not in keys]
        if new:
            rows = [{"digest": digest, **self.item_row(wanted[digest])} for digest in new]
            connection.execute(adding(self.items), rows)
            keys |= self._keys(connection, new)
            parts = [
                {self.tables.item_key: keys[digest], "position": position, **part}
                for digest in new
                for position, part in enumerate(self.part_rows(wanted[digest]))
            ]
            if parts:
                connection.execute(adding(self.parts), parts)
        return keys

    def _keys(self, connection: Connection, digests: Collection[bytes]) -> dict[bytes, int]:
        keys: dict[bytes, int] = {}
        for chunk in chunks(digests):
            found = connection.execute(
                select(self.items.c.digest, self.items.c.id).where(self.items.c.digest.in_(chunk))
            )
            keys.update((bytes(digest), key) for digest, key in found)
        return keys


def _list_hash(digests: Sequence[bytes]) -> bytes:
    return blake2b(b"".join(digests), digest_size=16).digest()
