"""What the statements of a schedule demand, as `later.parse.recur` of @breejs/later collects it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum

__all__ = [
    "HIGHEST_VALUE",
    "Bound",
    "Constraint",
    "Period",
    "Recurrence",
    "ScheduleCrashError",
]


class ScheduleCrashError(ValueError):
    """Renovate fails with an exception on this schedule instead of judging it."""


class Period(StrEnum):
    """A unit that a schedule constrains; the value is later's abbreviation."""

    SECOND = "s"
    MINUTE = "m"
    HOUR = "h"
    TIME = "t"
    """Seconds since midnight."""
    DAY_OF_WEEK = "d"
    """1 is Sunday, 7 is Saturday."""
    DAY_OF_WEEK_COUNT = "dc"
    """The n-th such weekday of the month; 0 is the last."""
    DAY_OF_MONTH = "D"
    """0 is the last."""
    DAY_OF_YEAR = "dy"
    """0 is the last."""
    WEEK_OF_MONTH = "wm"
    """0 is the last."""
    WEEK_OF_YEAR = "wy"
    """0 is the last."""
    MONTH = "M"
    YEAR = "Y"


class Bound(Enum):
    """How the values of a constraint are meant."""

    EXACT = "on"
    AFTER = "after"
    """At this value or later."""
    BEFORE = "before"
    """Earlier than this value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What one period has to be.

    Attributes:
        period: the unit.
        bound: whether the values are exact or a limit.
        values: in the order of the text, without repetition; none match if there are none.
    """

    period: Period
    bound: Bound
    values: tuple[int, ...]


_Key = tuple[Period, Bound]
_Row = dict[_Key, dict[int, None]]
"""What one alternative demands; the inner dictionary is an ordered set of values."""


HIGHEST_VALUE = 2450
"""The last year that later knows. It would fill memory with higher numbers, but in vain."""

_EXTENTS = {
    Period.SECOND: (0, 59),
    Period.MINUTE: (0, 59),
    Period.HOUR: (0, 23),
    Period.TIME: (0, 0),
    Period.DAY_OF_WEEK: (1, 7),
    Period.DAY_OF_WEEK_COUNT: (1, 5),
    Period.DAY_OF_MONTH: (1, 31),
    Period.DAY_OF_YEAR: (1, 366),
    Period.WEEK_OF_MONTH: (1, 5),
    Period.WEEK_OF_YEAR: (1, 53),
    Period.MONTH: (1, 12),
    Period.YEAR: (1970, 2450),
}
_LAST_IS_ZERO = frozenset(
    {
        Period.DAY_OF_WEEK_COUNT,
        Period.DAY_OF_MONTH,
        Period.DAY_OF_YEAR,
        Period.WEEK_OF_MONTH,
        Period.WEEK_OF_YEAR,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What `every` added last, for a `starting on` or `between` that may follow.

    Attributes:
        key: where to.
        step: the distance of the values.
        before: how many values were there before.
        high: the highest possible value.
    """

    key: _Key
    step: int
    before: int
    high: int


class Recurrence:
    """Collects what the statements demand."""

    def __init__(self) -> None:
        self._alternatives: list[_Row] = []
        self._exceptions: list[_Row] = []
        self._rows = self._alternatives
        self._row: _Row | None = None
        self._last: _Step | None = None

    @property
    def alternatives(self) -> tuple[tuple[Constraint, ...], ...]:
        """What has to hold, in any of several ways."""
        return _frozen(self._alternatives)

    @property
    def exceptions(self) -> tuple[tuple[Constraint, ...], ...]:
        """What must not hold, in any of several ways."""
        return _frozen(self._exceptions)

    def add(self, period: Period, values: Iterable[int], *, bound: Bound = Bound.EXACT) -> None:
        """Add single values."""
        self._values((period, bound)).update(dict.fromkeys(values))

    def add_first(self, period: Period) -> None:
        """Add the lowest value."""
        self.add(period, [_EXTENTS[period][0]])

    def add_last(self, period: Period) -> None:
        """Add the highest value."""
        self.add(period, [0 if period in _LAST_IS_ZERO else _EXTENTS[period][1]])

    def add_every(self, period: Period, step: int) -> None:
        """Add each `step`-th of all values."""
        key = (period, Bound.EXACT)
        low, high = _EXTENTS[period]
        self._last = _Step(key=key, step=step, before=len(self._values(key)), high=high)
        self._values(key).update(dict.fromkeys(range(low, high + 1, step)))

    def narrow(self, low: int, high: int | None) -> None:
        """Let what `every` added begin and end elsewhere.

        Raises:
            ScheduleCrashError: it added nothing here.
        """
        last = self._last
        if last is None or self._row is None or last.key not in self._row:
            message = "a start or a limit is given for a period that is not understood"
            raise ScheduleCrashError(message)
        high = last.high if high is None else min(high, HIGHEST_VALUE)
        kept = list(self._row[last.key])[: last.before]
        self._row[last.key] = dict.fromkeys([*kept, *range(low, high + 1, last.step)])
        self._last = _Step(key=last.key, step=last.step, before=len(kept), high=high)

    def begin_alternative(self) -> None:
        """Let what follows be another way to fulfil the schedule."""
        self._row = {}
        self._rows.append(self._row)

    def begin_exceptions(self) -> None:
        """Let what follows be an exception."""
        self._rows = self._exceptions
        self._row = None

    def _values(self, key: _Key) -> dict[int, None]:
        if self._row is None:
            self._rows.append({})
            self._row = self._rows[0]
        return self._row.setdefault(key, {})


def _frozen(rows: Iterable[_Row]) -> tuple[tuple[Constraint, ...], ...]:
    return tuple(
        tuple(
            Constraint(period=period, bound=bound, values=tuple(values))
            for (period, bound), values in row.items()
        )
        for row in rows
    )
