"""Reading the lists that runs share: branches, and dependencies."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Generic, TypeVar

from renovate_kit.reports.store.reading import Query, Reader, Row, listed

__all__ = ["ListTables", "chunks"]

_E = TypeVar("_E")
_T = TypeVar("_T")
_PER_QUERY: Final = 500

_ITEMS: Final = """
    SELECT members.$LIST AS list_id, items.*
    FROM $MEMBERS AS members JOIN $ITEMS AS items ON items.id = members.$ITEM
    WHERE members.$LIST IN ($LISTS)
    ORDER BY members.$LIST, members.position
"""
_PARTS: Final = """
    SELECT parts.*
    FROM $PARTS AS parts
    WHERE parts.$ITEM IN (
        SELECT members.$ITEM FROM $MEMBERS AS members WHERE members.$LIST IN ($LISTS)
    )
    ORDER BY parts.$ITEM, parts.position
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTables(Generic[_E]):
    """The tables of one kind of list, by name.

    Attributes:
        members: which items make up a list.
        list_key: their column that names the list.
        items: one row for each item.
        item_key: the column of members and parts that names the item.
        parts: what an item consists of.
        told: an item from its row and the rows of its parts.
    """

    members: str
    list_key: str
    items: str
    item_key: str
    parts: str
    told: Callable[[Row, Sequence[Row]], _E]

    def load(self, reader: Reader, list_ids: Collection[int]) -> dict[int, tuple[_E, ...]]:
        """Return the items of some lists; one without items is empty."""
        loaded: dict[int, list[_E]] = {list_id: [] for list_id in list_ids}
        for chunk in chunks(sorted(loaded)):
            wanted = listed("list", chunk)
            parts = self._parts(reader, wanted)
            for row in reader.rows(self._sql(_ITEMS, wanted), wanted.parameters):
                loaded[row["list_id"]].append(self.told(row, parts.get(row["id"], ())))
        return {list_id: tuple(items) for list_id, items in loaded.items()}

    def _parts(self, reader: Reader, wanted: Query) -> Mapping[int, list[Row]]:
        parts: defaultdict[int, list[Row]] = defaultdict(list)
        for row in reader.rows(self._sql(_PARTS, wanted), wanted.parameters):
            parts[row[self.item_key]].append(row)
        return parts

    def _sql(self, sql: str, wanted: Query) -> str:
        names = {
            "$LISTS": wanted.sql,
            "$LIST": self.list_key,
            "$ITEMS": self.items,
            "$ITEM": self.item_key,
            "$MEMBERS": self.members,
            "$PARTS": self.parts,
        }
        for placeholder, name in names.items():
            sql = sql.replace(placeholder, name)
        return sql


def chunks(values: Collection[_T]) -> Iterator[list[_T]]:
    """Yield values in lists that are short enough for one query."""
    rest = iter(values)
    while chunk := list(islice(rest, _PER_QUERY)):
        yield chunk
