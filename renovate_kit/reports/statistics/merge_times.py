"""How long pull requests were open before they were merged."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Final

from renovate_kit.reports.breakdowns import MergeTime, MergeTimes
from renovate_kit.reports.store.forge_rows import MergeRow

__all__ = ["MergeTally", "merge_times"]

_FEWEST: Final = 10
"""Of fewer, nine of ten is all but the slowest, or all."""
_MICROSECOND: Final = timedelta(microseconds=1)


class MergeTally:
    """How long the pull requests had been open that were merged in a period.

    Of each it keeps a number: there may be a million.
    """

    def __init__(self, since: datetime, until: datetime) -> None:
        """Start with none.

        Args:
            since: the start of the period.
            until: its end.
        """
        self._since, self._until = since, until
        self._took: defaultdict[str | None, array[int]] = defaultdict(lambda: array("q"))

    def add(self, rows: Iterable[MergeRow]) -> None:
        """Take merged pull requests into account, also of other times."""
        start, end = self._since.astimezone(UTC), self._until.astimezone(UTC)
        for row in rows:
            if start <= row.merged_at < end:
                took = max(row.merged_at - row.created_at, timedelta())
                self._took[row.update_type].append(took // _MICROSECOND)

    def times(self) -> MergeTimes:
        """Return how long they took."""
        every = [took for kind in self._took.values() for took in kind]
        kinds = sorted(
            ((name, took) for name, took in self._took.items() if name is not None),
            key=lambda item: (-len(item[1]), item[0]),
        )
        return MergeTimes(
            since=self._since,
            until=self._until,
            all=_summary(None, every) if every else None,
            by_type=tuple(_summary(name, took) for name, took in kinds),
        )


def merge_times(rows: Iterable[MergeRow], *, since: datetime, until: datetime) -> MergeTimes:
    """Return how long the pull requests had been open that were merged in a period.

    Args:
        rows: merged pull requests, also of other times.
        since: the start of the period.
        until: its end.
    """
    tally = MergeTally(since, until)
    tally.add(rows)
    return tally.times()


def _summary(update_type: str | None, unordered: Sequence[int]) -> MergeTime:
    """Return what times in microseconds come to, in milliseconds."""
    took = sorted(unordered)
    low, high = took[(len(took) - 1) // 2], took[len(took) // 2]
    has_many = len(took) >= _FEWEST
    return MergeTime(
        update_type=update_type,
        merged=len(took),
        median_ms=(low + high) // 2 // 1000,
        ninety_percent_ms=took[ceil(len(took) * 9 / 10) - 1] // 1000 if has_many else None,
        longest_ms=took[-1] // 1000,
    )
