"""Weeks as lines of blocks that any font shows, and as a chart that GitHub draws."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from renovate_kit.reports.formats.figures import lib_years
from renovate_kit.reports.formats.tables import Column, Table
from renovate_kit.reports.formats.wording import count, number
from renovate_kit.reports.formats.words import Moment, Word, Words
from renovate_kit.reports.measures import Trend, WeekPoint
from renovate_kit.reports.report import Report

__all__ = [
    "FIGURES",
    "chart",
    "is_telling",
    "lines_table",
    "sparkline",
    "weeks_named",
    "weeks_said",
]

_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_UNKNOWN: Final = "·"
_FEWEST: Final = 2
# Mermaid's own are too pale on white; these two can be told apart on white and on black.
_COLOURS: Final = (
    "%%{init: {'themeVariables': {'xyChart': {'plotColorPalette': '#4c8bd6, #d9483b'}}}}%%"
)

Figure: TypeAlias = Callable[[WeekPoint], float | None]


def _failed(week: WeekPoint) -> int | None:
    return week.failed if week.runs else None


FIGURES: Final[Sequence[tuple[str, Figure]]] = (
    ("Runs", lambda week: week.runs),
    ("Failed runs", _failed),
    ("Problems", lambda week: week.problems),
    ("Pull requests opened", lambda week: week.created),
    ("Pull requests merged", lambda week: week.merged),
    ("Pull requests open at the end", lambda week: week.open_at_end),
    ("Dependencies behind at the end", lambda week: week.behind),
    ("Libyears at the end", lambda week: week.lib_years),
)


def is_telling(trend: Trend | None) -> bool:
    """Whether there are weeks to set against each other."""
    return trend is not None and len(trend.weeks) >= _FEWEST


def sparkline(values: Sequence[float | None]) -> str:
    """Return a block for each value, from zero to the greatest; a dot for one that is unknown."""
    greatest = max((value for value in values if value is not None), default=0)
    return "".join(_block(value, greatest) for value in values)


def weeks_said(trend: Trend, time_zone: str) -> Words:
    """Return which weeks the lines are of, and up to when the last one is told."""
    unknown = ". A dot is a week of which the figure is unknown."
    if trend.until is None:
        return (f"{weeks_named(trend)}{unknown}",)
    until = Moment(trend.until, time_zone)
    return (f"{weeks_named(trend)}, which is told until ", until, unknown)


def weeks_named(trend: Trend) -> str:
    """Return how many weeks there are, from which to which."""
    first, last = trend.weeks[0].name, trend.weeks[-1].name
    return f"{count(len(trend.weeks), 'week')}, {first} to {last}"


def lines_table(report: Report) -> Table:
    """Return each figure of the weeks of a trend as a line, with the last two of them."""
    assert report.trend is not None  # noqa: S101 - for callers that asked is_telling
    trend, weeks = report.trend, report.trend.weeks
    return Table(
        name="Trend",
        columns=(
            Column("Figure"),
            Column("Week by week"),
            Column(weeks[-2].name, is_number=True),
            Column(trend.name_of(weeks[-1]), is_number=True),
        ),
        rows=tuple(_line(name, [of(week) for week in weeks]) for name, of in FIGURES),
    )


def chart(trend: Trend) -> Iterator[str]:
    """Yield the lines of a Mermaid chart of the runs, and of those of them that failed.

    Mermaid has no gaps in lines, so that there is none if a week has no runs that could fail. No
    text in it comes from outside.
    """
    runs = [week.runs for week in trend.weeks]
    failed = [_failed(week) for week in trend.weeks]
    is_known = None not in failed
    names = ", ".join(f'"{trend.short_name_of(week)}"' for week in trend.weeks)
    yield _COLOURS
    yield "xychart-beta"
    more = ", and how many of them failed" if is_known else " (the table has the failed ones)"
    yield f'    title "Runs of each week{more}"'
    yield f"    x-axis [{names}]"
    yield f'    y-axis "Runs" 0 --> {max(*runs, 1)}'
    yield f"    bar [{', '.join(map(str, runs))}]"
    if is_known:
        yield f"    line [{', '.join(map(str, failed))}]"


def _line(name: str, values: Sequence[float | None]) -> tuple[Words, ...]:
    return (name,), (sparkline(values),), (_told(values[-2]),), (_told(values[-1]),)


def _told(value: float | None) -> Word:
    if value is None:
        return "unknown"
    return number(value) if isinstance(value, int) else lib_years(value)


def _block(value: float | None, greatest: float) -> str:
    if value is None:
        return _UNKNOWN
    if value <= 0 or greatest <= 0:
        return _BLOCKS[0]
    # What is more than nothing is seen to be so.
    return _BLOCKS[max(1, round(value / greatest * (len(_BLOCKS) - 1)))]
