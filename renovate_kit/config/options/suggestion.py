"""The name that somebody probably meant."""

from collections.abc import Iterable
from functools import lru_cache

__all__ = ["nearest"]

_SEPARATORS = str.maketrans("", "", "-_ ")
_MOST_SLIPS = 3


def nearest(name: str, among: Iterable[str]) -> str | None:
    """Return the known name that is closest to a mistyped one.

    A slip is a character too many, too few, wrong, or swapped with its neighbour. Case and
    separators are free, as in `automerge_type`. One slip per four characters is tolerated,
    three at most; more is another word rather than a mistake.

    Args:
        name: what somebody wrote.
        among: the known names; of equally close ones the one that begins most alike wins.

    Returns:
        A known name other than `name`, or None if none is close enough.
    """
    folded, letters = _fold(name)
    limit = min(_MOST_SLIPS, (len(folded) + 1) // 4)
    best: str | None = None
    best_rank = (limit + 1, 0)
    for candidate in among:
        other, other_letters = _fold(candidate)
        if candidate == name or abs(len(other) - len(folded)) > best_rank[0]:
            continue
        # A slip brings in one letter and takes out one at most: a cheap look before the count.
        if (letters ^ other_letters).bit_count() > 2 * best_rank[0]:
            continue
        slips = _slips(folded, other, best_rank[0])
        if slips > limit:
            continue
        rank = (slips, -_common_start(folded, other))
        if rank < best_rank:
            best, best_rank = candidate, rank
    return best


@lru_cache(maxsize=4096)
def _fold(name: str) -> tuple[str, int]:
    """Return a name without case and separators, and which letters it has, as bits."""
    folded = name.translate(_SEPARATORS).casefold()
    letters = 0
    for letter in folded:
        letters |= 1 << (ord(letter) & 63)
    return folded, letters


def _common_start(one: str, other: str) -> int:
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))


def _slips(one: str, other: str, limit: int) -> int:
    """Return the optimal string alignment distance, or anything above `limit` if beyond it."""
    beyond = limit + 1
    before: list[int] = []
    above: list[int] = list(range(len(other) + 1))
    for row, left in enumerate(one, start=1):
        # Cells further than `limit` from the diagonal cannot be part of a close alignment.
        first, last = max(1, row - limit), min(len(other), row + limit)
        current: list[int] = [row] + [beyond] * len(other)
        for column in range(first, last + 1):
            right = other[column - 1]
            cost = min(
                above[column] + 1,
                current[column - 1] + 1,
                above[column - 1] + (left != right),
            )
            if row > 1 and column > 1 and left == other[column - 2] and one[row - 2] == right:
                cost = min(cost, before[column - 2] + 1)
            current[column] = cost
        if min(current[max(0, first - 1) : last + 1]) > limit:
            return beyond
        before, above = above, current
    return above[-1]
