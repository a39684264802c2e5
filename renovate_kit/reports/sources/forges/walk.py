"""Reads a list that changes while it is read, and that may be interrupted at any request.

The list is read from its newest entry to the older ones. What changes meanwhile moves to its
beginning and pushes the rest back: an entry may then come twice, and one that was still to come
may be missed. It is not lost, as it changed later than the walk began: the watermark, up to which
the next walk reads, is the time of the newest entry at the walk's beginning. It is set only once
the walk has come down to the watermark before. Until then a cursor says where to go on; it names
the page that was read last, and that page is read again, to see whether the list has moved.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Generic, Protocol, TypeAlias, TypeVar

import msgspec

from renovate_kit.reports.sources.forges.interface import Listed
from renovate_kit.reports.sources.forges.links import page_before

__all__ = ["Page", "Progress", "walk"]

_LONGEST_CURSOR: Final = 10_000
_MOST_PAGES: Final = 20_000
"""A list that has more leads in a circle."""


class _Updated(Protocol):
    @property
    def updated_at(self) -> datetime: ...


_T = TypeVar("_T", bound=_Updated)

Ask: TypeAlias = Callable[[str | None, str | None], Listed[_T]]
"""Takes a page and an etag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a list was read.

    Attributes:
        watermark: everything that changed before this time was read; None before the first
            whole walk.
        etag: of the list's first page at that time.
        cursor: where to go on with a walk that was interrupted.
    """

    watermark: datetime | None = None
    etag: str | None = None
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[_T]):
    """Some entries, and how far the list was read with them.

    Attributes:
        items: entries; may be empty, and may have come before.
        fresh: those among them that changed after the watermark before.
        progress: to be kept once the entries are.
        position: 0 for the first page of a walk, also of one that goes on.
        expected: how many entries there may be, where the forge tells how many pages.
        unreadable: entries that could not be read.
    """

    items: Sequence[_T]
    fresh: Sequence[_T]
    progress: Progress
    position: int
    expected: int | None
    unreadable: int


class _Cursor(msgspec.Struct, frozen=True, kw_only=True):
    """A walk on its way.

    Attributes:
        start: newest entry when it began: the watermark to be.
        etag: of the first page then.
        until: oldest entries to read.
        page: read last.
        reached: oldest entry that was read.
        position: of the page.
    """

    start: datetime | None
    etag: str | None
    until: datetime | None
    page: str | None
    reached: datetime | None
    position: int


_CURSOR: Final = msgspec.json.Decoder(_Cursor)


def walk(
    ask: "Ask[_T]", known: Progress, *, since: datetime | None, now: datetime
) -> Iterator[Page[_T]]:
    """Yield what is new in a list, page by page; with nothing new, one page by one request.

    Args:
        ask: reads a page.
        known: how far the list was read before.
        since: without a watermark, how far back to read; None for everything.
        now: no entry is believed to be newer than that.

    Raises:
        Whatever `ask` raises; the pages that were yielded before are good.
    """
    cursor = _read(known.cursor)
    if cursor is not None:
        listed, cursor = _found_again(ask, cursor)
        yield from _down(ask, listed, cursor, known.watermark)
        known = Progress(watermark=cursor.start, etag=cursor.etag)
    known = replace(known, cursor=None)
    listed = ask(None, known.etag)
    if listed.is_unchanged:
        yield Page(items=(), fresh=(), progress=known, position=0, expected=None, unreadable=0)
        return
    newest = max((item.updated_at for item in listed.items), default=known.watermark)
    cursor = _Cursor(
        start=None if newest is None else min(newest, now),
        etag=listed.etag,
        until=known.watermark or since,
        page=None,
        reached=None,
        position=0,
    )
    yield from _down(ask, listed, cursor, known.watermark)


def _found_again(ask: "Ask[_T]", cursor: _Cursor) -> tuple[Listed[_T], _Cursor]:
    """Return the page where a walk stopped, or one before it if entries have moved forwards."""
    listed = ask(cursor.page, None)
    while cursor.page is not None and _has_gap(listed, cursor.reached):
        before = page_before(cursor.page)
        if before is None:
            break
        cursor = msgspec.structs.replace(cursor, page=before)
        listed = ask(before, None)
    return listed, cursor


def _has_gap(listed: Listed[_T], reached: datetime | None) -> bool:
    newest = max((item.updated_at for item in listed.items), default=None)
    return newest is None or (reached is not None and newest < reached)


def _down(
    ask: "Ask[_T]", listed: Listed[_T], cursor: _Cursor, watermark: datetime | None
) -> Iterator[Page[_T]]:
    while True:
        oldest = min((item.updated_at for item in listed.items), default=None)
        is_below = oldest is None or (cursor.until is not None and oldest < cursor.until)
        is_last = is_below or listed.next_page in {None, cursor.page}
        is_last = is_last or cursor.position >= _MOST_PAGES
        cursor = msgspec.structs.replace(cursor, reached=oldest or cursor.reached)
        yield Page(
            items=listed.items,
            fresh=[
                item for item in listed.items if watermark is None or item.updated_at > watermark
            ],
            progress=_progress(cursor, watermark, is_last=is_last),
            position=cursor.position,
            expected=_expected(listed, cursor),
            unreadable=listed.unreadable,
        )
        if is_last:
            return
        page = listed.next_page
        listed = ask(page, None)
        cursor = msgspec.structs.replace(cursor, page=page, position=cursor.position + 1)


def _progress(cursor: _Cursor, watermark: datetime | None, *, is_last: bool) -> Progress:
    if is_last:
        return Progress(watermark=cursor.start, etag=cursor.etag)
    return Progress(watermark=watermark, cursor=msgspec.json.encode(cursor).decode())


def _expected(listed: Listed[_T], cursor: _Cursor) -> int | None:
    """Return how many entries there may be to read; unknown for a walk that ends before the end."""
    if listed.pages is None or cursor.until is not None:
        return None
    return listed.pages * max(1, len(listed.items))


def _read(text: str | None) -> _Cursor | None:
    """Return a cursor that was kept; None if there is none, or it is of another release."""
    if text is None or len(text) > _LONGEST_CURSOR:
        return None
    try:
        cursor = _CURSOR.decode(text)
    except msgspec.DecodeError:
        return None
    times = (cursor.start, cursor.until, cursor.reached)
    is_aware = all(moment is None or moment.tzinfo is UTC or moment.tzinfo for moment in times)
    is_path = cursor.page is None or cursor.page.startswith("/")
    return cursor if is_aware and is_path else None
