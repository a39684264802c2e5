"""Weeks from left to right, and a scale of whole numbers from the bottom up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from renovate_kit.reports.formats.charts.svg import WIDTH, element, text
from renovate_kit.reports.formats.wording import number
from renovate_kit.reports.measures import WeekPoint

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
        weeks: from left to right; at least one.
        highest: the highest number to be shown.
    """

    weeks: Sequence[WeekPoint]
    highest: int

    @property
    def width(self) -> float:
        """Return how much room a week has."""
        return (WIDTH - _LEFT) / len(self.weeks)

    def across(self, position: int) -> float:
        """Return the middle of a week."""
        return _LEFT + (position + 0.5) * self.width

    def up(self, value: float) -> float:
        """Return the height of a number."""
        return BOTTOM - value / self._top() * (BOTTOM - _TOP)

    def drawn(self) -> Iterator[Markup]:
        """Yield lines and their numbers, and names of weeks as far as there is room."""
        for value in range(0, self._top() + 1, self._step()):
            y = self.up(value)
            yield element("line", x1=_LEFT, x2=WIDTH, y1=y, y2=y, class_="grid")
            yield text(number(value), _LEFT - 6, y + 4, anchor="end")
        last = len(self.weeks) - 1
        every = -(-len(self.weeks) // _MOST_NAMES)
        for position, week in enumerate(self.weeks):
            if (last - position) % every == 0:
                x = self.across(position)
                yield text(f"W{week.week:02}", x, BOTTOM + 16, anchor="middle")

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
