"""How long pull requests were open before they were merged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Final

from renovate_kit.reports.breakdowns import MergeTime, MergeTimes
from renovate_kit.reports.store.forge_rows import MergeRow

__all__ = ["merge_times"]

_FEWEST: Final = 10
"""Of fewer, nine of ten is all but the slowest, or all."""
_MILLISECOND: Final = timedelta(milliseconds=1)


def merge_times(rows: Iterable[MergeRow], *, since: datetime, until: datetime) -> MergeTimes:
    """Return how long the pull requests had been open that were merged in a period.

    Args:
        rows: merged pull requests, also of other times.
        since: the start of the period.
        until: its end.
    """
    start, end = since.astimezone(UTC), until.astimezone(UTC)
    every: list[timedelta] = []
    by_type: defaultdict[str, list[timedelta]] = defaultdict(list)
    for row in rows:
        if start <= row.merged_at < end:
            took = max(row.merged_at - row.created_at, timedelta())
            every.append(took)
            if row.update_type is not None:
                by_type[row.update_type].append(took)
    kinds = sorted(by_type.items(), key=lambda item: (-len(item[1]), item[0]))
    return MergeTimes(
        since=since,
        until=until,
        all=_summary(None, every) if every else None,
        by_type=tuple(_summary(name, took) for name, took in kinds),
    )


def _summary(update_type: str | None, unordered: Sequence[timedelta]) -> MergeTime:
    took = sorted(unordered)
    low, high = took[(len(took) - 1) // 2], took[len(took) // 2]
    has_many = len(took) >= _FEWEST
    return MergeTime(
        update_type=update_type,
        merged=len(took),
        median_ms=(low + high) // 2 // _MILLISECOND,
        ninety_percent_ms=took[ceil(len(took) * 9 / 10) - 1] // _MILLISECOND if has_many else None,
        longest_ms=took[-1] // _MILLISECOND,
    )
