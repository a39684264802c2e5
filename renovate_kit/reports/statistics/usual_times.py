"""When runs usually start: a schedule may leave out weekends, or nights."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

__all__ = ["UsualTimes"]

_WEEK: Final = timedelta(weeks=1)
_WEEKS_BACK: Final = 4
_ENOUGH_WEEKS: Final = 2
"""Of fewer, nobody can tell a schedule from bad luck."""


class UsualTimes:
    """The starts of runs, from which follows at which times of the week none is due."""

    def __init__(self, starts: Iterable[datetime]) -> None:
        """Remember the starts of some weeks, in any order."""
        self._starts = sorted(starts)

    def leave_out(self, at: datetime, cadence: timedelta) -> bool:
        """Return whether runs usually do not start at this time of the week.

        So it is if none did in the weeks before, though runs came both before and after that.

        Args:
            at: when one would have been due, if runs kept to their cadence throughout.
            cadence: the usual time between runs.
        """
        then = [at - back * _WEEK for back in range(1, _WEEKS_BACK + 1)]
        told = [
            time
            for time in then
            if self._has_any(time - _WEEK / 2, time) and self._has_any(time, time + _WEEK / 2)
        ]
        near = cadence / 2
        return len(told) >= _ENOUGH_WEEKS and not any(
            self._has_any(time - near, time + near) for time in told
        )

    def _has_any(self, start: datetime, end: datetime) -> bool:
        place = bisect_left(self._starts, start)
        return place < len(self._starts) and self._starts[place] <= end
