"""How many pull requests were open at the end of each week."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from renovate_kit.reports.formats.charts.chart import Chart
from renovate_kit.reports.formats.charts.svg import drawing, element, text
from renovate_kit.reports.formats.charts.week_axes import WeekAxes
from renovate_kit.reports.formats.tables import Column, Table
from renovate_kit.reports.formats.wording import count, number, span
from renovate_kit.reports.measures import Trend

__all__ = ["open_pull_requests"]

_HEIGHT: Final = 152


def open_pull_requests(trend: Trend, *, key: str = "open-pull-requests") -> Chart | None:
    """Return a line over the weeks, with a break where the number is unknown.

    Args:
        trend: the weeks to show.
        key: what identifiers in the page begin with.

    Returns:
        The chart; None if no week shows the number.
    """
    known = [(week, week.open_at_end) for week in trend.weeks if week.open_at_end is not None]
    if not known:
        return None
    title = "Open pull requests"
    description = _description(trend)
    axes = WeekAxes(trend, max(value for _, value in known))
    parts = [*axes.drawn(), *_lines(axes), *_points(axes)]
    return Chart(
        title=title,
        description=description,
        svg=drawing(key, height=_HEIGHT, title=title, description=description, parts=parts),
        table=Table(
            name=title,
            columns=(Column("Week"), Column("Open at its end", is_number=True)),
            rows=tuple(
                (
                    (trend.name_of(week),),
                    ("unknown" if week.open_at_end is None else week.open_at_end,),
                )
                for week in trend.weeks
            ),
        ),
    )


def _description(trend: Trend) -> str:
    last = trend.weeks[-1]
    now = "unknown" if last.open_at_end is None else number(last.open_at_end)
    known = [week.open_at_end for week in trend.weeks[:-1] if week.open_at_end is not None]
    said = f"Open at the end of {last.name}: {now}"
    if trend.until is not None:
        said = f"Open in {trend.name_of(last)}: {now}"
    if not known:
        return f"{said}."
    weeks = count(len(known), "earlier week")
    return f"{said}; {span(known)} in {weeks} that show it."


def _lines(axes: WeekAxes) -> Iterator[Markup]:
    for position, (week, after) in enumerate(pairwise(axes.trend.weeks)):
        if week.open_at_end is not None and after.open_at_end is not None:
            yield element(
                "line",
                x1=axes.across(position),
                y1=axes.up(week.open_at_end),
                x2=axes.across(position + 1),
                y2=axes.up(after.open_at_end),
                class_=f"line{axes.mark(after)}",
            )


def _points(axes: WeekAxes) -> Iterator[Markup]:
    last = len(axes.trend.weeks) - 1
    for position, week in enumerate(axes.trend.weeks):
        if week.open_at_end is not None:
            x, y = axes.across(position), axes.up(week.open_at_end)
            title = element("title", f"{axes.trend.name_of(week)}: {number(week.open_at_end)}")
            yield element("circle", title, cx=x, cy=y, r=3.5, class_=f"point{axes.mark(week)}")
            if position == last:
                yield text(
                    number(week.open_at_end), x, max(10, y - 8), anchor="middle", kind="value"
                )
