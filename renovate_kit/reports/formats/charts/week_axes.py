"""Weeks from left to right, and a scale of whole numbers from the bottom up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from renovate_kit.reports.formats.charts.svg import WIDTH, element, text
from renovate_kit.reports.formats.wording import number
from renovate_kit.reports.measures import Trend, WeekPoint

__all__ = ["BOTTOM", "WeekAxes"]

BOTTOM: Final = 132
"""Where zero is."""

_TOP: Final = 12
_LEFT: Final = 34
_STEPS: Final = (1, 2, 5)
_MOST_NAMES: Final = 6
_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class WeekAxes:
    """Where weeks and numbers are.

    Attributes:
        trend: its weeks from left to right; at least one.
        highest: the highest number to be shown.
    """

    trend: Trend
    highest: int

    @property
    def width(self) -> float:
        """Return how much room a week has."""
        return (WIDTH - _LEFT) / len(self.trend.weeks)

    def across(self, position: int) -> float:
        """Return the middle of a week."""
        return _LEFT + (position + 0.5) * self.width

    def up(self, value: float) -> float:
        """Return the height of a number."""
        return BOTTOM - value / self._top() * (BOTTOM - _TOP)

    def mark(self, week: WeekPoint) -> str:
        """Return the further class of what is drawn of a week: `so-far` for a part of one."""
        return "" if self.trend.name_of(week) == week.name else " so-far"

    def drawn(self) -> Iterator[Markup]:
        """Yield lines and their numbers, and names of weeks as far as there is room."""
        for value in range(0, self._top() + 1, self._step()):
            y = self.up(value)
            yield element("line", x1=_LEFT, x2=WIDTH, y1=y, y2=y, class_="grid")
            yield text(number(value), _LEFT - 6, y + 4, anchor="end")
        last = len(self.trend.weeks) - 1
        every = -(-len(self.trend.weeks) // _MOST_NAMES)
        for position, week in enumerate(self.trend.weeks):
            if (last - position) % every == 0:
                x = self.across(position)
                yield text(self.trend.short_name_of(week), x, BOTTOM + 16, anchor="middle")

    def _step(self) -> int:
        """Return a round number of which a few reach the highest."""
        scale = 1
        while True:
            for step in _STEPS:
                if step * scale * _LINES >= self.highest:
                    return step * scale
            scale *= 10

    def _top(self) -> int:
        return max(1, -(-self.highest // self._step())) * self._step()
