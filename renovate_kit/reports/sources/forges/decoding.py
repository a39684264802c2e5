"""From a forge's JSON to records; an entry that is not as documented costs that entry only."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from renovate_kit.reports.sources.forges.answer import Answer

__all__ = ["NoListError", "decoded_list"]

_Wire = TypeVar("_Wire")
_T = TypeVar("_T")


class NoListError(Exception):
    """An answer is JSON, but no list."""


def decoded_list(
    answer: Answer, decoder: msgspec.json.Decoder[_Wire], record: Callable[[_Wire], _T]
) -> tuple[Sequence[_T], int]:
    """Return what an answer lists, and how many of its entries can't be read.

    Args:
        answer: a list as JSON.
        decoder: of one entry.
        record: makes a record of a decoded entry.

    Raises:
        NoListError: it is something else.
    """
    try:
        raw = msgspec.json.decode(answer.body, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeError) as error:
        raise NoListError from error
    records: list[_T] = []
    unreadable = 0
    for entry in raw:
        try:
            records.append(record(decoder.decode(entry)))
        except (msgspec.DecodeError, UnicodeError, ValueError, OverflowError):
            unreadable += 1
    return records, unreadable
