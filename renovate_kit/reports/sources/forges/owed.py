"""Numbers of pull requests whose details are still to be asked for, as the store keeps them."""

from collections.abc import Collection
from typing import Final

import msgspec

from renovate_kit.reports.sources.forges.wire import Number

__all__ = ["read_owed", "written_owed"]

_MOST: Final = 10_000
_LONGEST: Final = 200_000
_OWED: Final = msgspec.json.Decoder(list[Number])


def read_owed(text: str | None) -> frozenset[int]:
    """Return the numbers in a text; none if it is of another release."""
    if text is None or len(text) > _LONGEST:
        return frozenset()
    try:
        return frozenset(_OWED.decode(text))
    except msgspec.DecodeError:
        return frozenset()


def written_owed(numbers: Collection[int]) -> str | None:
    """Return the numbers as text, the latest ten thousand of them; None if there are none."""
    if not numbers:
        return None
    return msgspec.json.encode(sorted(numbers, reverse=True)[:_MOST]).decode()
