"""How the runs of each week went."""

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from renovate_kit.reports.formats.charts.chart import Chart
from renovate_kit.reports.formats.charts.svg import drawing, element
from renovate_kit.reports.formats.charts.verdict_marks import legend
from renovate_kit.reports.formats.charts.week_axes import BOTTOM, WeekAxes
from renovate_kit.reports.formats.tables import Column, Table
from renovate_kit.reports.formats.wording import count, listed, number, span
from renovate_kit.reports.measures import Trend, WeekPoint
from renovate_kit.reports.report import Verdict

__all__ = ["runs_per_week"]

_HEIGHT: Final = 176
_SHARE: Final = 0.68
"""Which part of a week's room its bar takes."""


def runs_per_week(trend: Trend, *, key: str = "runs-per-week") -> Chart | None:
    """Return a stacked bar for each week, healthy runs at the bottom; None without any run.

    Args:
        trend: the weeks to show.
        key: what identifiers in the page begin with.
    """
    highest = max((week.runs for week in trend.weeks), default=0)
    if not highest:
        return None
    title = "Runs per week"
    description = _description(trend)
    axes = WeekAxes(trend, highest)
    shown = [each for each in Verdict if any(_of(week)[each] for week in trend.weeks)]
    parts = [*axes.drawn(), *_bars(axes), *legend(shown, _HEIGHT - 4, left=0)]
    return Chart(
        title=title,
        description=description,
        svg=drawing(key, height=_HEIGHT, title=title, description=description, parts=parts),
        table=Table(
            name=title,
            columns=(
                Column("Week"),
                *(Column(name, is_number=True) for name in ("Runs", *map(_name, Verdict))),
            ),
            rows=tuple(
                (
                    (trend.name_of(week),),
                    (week.runs,),
                    *((amount,) for amount in _of(week).values()),
                )
                for week in trend.weeks
            ),
        ),
    )


def _description(trend: Trend) -> str:
    last = trend.weeks[-1]
    parts = listed(f"{number(amount)} {each.value}" for each, amount in _of(last).items() if amount)
    said = f"{count(last.runs, 'run')} in {trend.name_of(last)}{': ' if parts else ''}{parts}"
    if len(trend.weeks) == 1:
        return f"{said}."
    before = trend.weeks[:-1]
    between = span([week.runs for week in before])
    return f"{said}; {between} a week in the {count(len(before), 'week')} before."


def _bars(axes: WeekAxes) -> Iterator[Markup]:
    width = axes.width * _SHARE
    for position, week in enumerate(axes.trend.weeks):
        left = axes.across(position) - width / 2
        total = 0
        for verdict, amount in _of(week).items():
            if amount:
                low, high = axes.up(total), axes.up(total + amount)
                yield element(
                    "rect",
                    element(
                        "title", f"{axes.trend.name_of(week)}: {number(amount)} {verdict.value}"
                    ),
                    x=left,
                    y=high,
                    width=width,
                    height=low - high,
                    class_=f"bar {verdict.value}{axes.mark(week)}",
                )
            total += amount
        if not total:
            yield element("line", x1=left, x2=left + width, y1=BOTTOM, y2=BOTTOM, class_="none")


def _of(week: WeekPoint) -> dict[Verdict, int]:
    return {
        Verdict.HEALTHY: week.healthy,
        Verdict.DEGRADED: week.degraded,
        Verdict.FAILED: week.failed,
        Verdict.INCOMPLETE: week.incomplete,
    }


def _name(verdict: Verdict) -> str:
    return verdict.value.capitalize()
