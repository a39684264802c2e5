"""The weeks up to a period, side by side."""

from collections.abc import Sequence

from renovate_kit.reports.measures import Trend, WeekPoint
from renovate_kit.reports.report import Period, Verdict
from renovate_kit.reports.statistics.period_rows import PeriodFigures
from renovate_kit.reports.statistics.tally import tally

__all__ = ["trend_of"]


def trend_of(weeks: Sequence[PeriodFigures]) -> Trend | None:
    """Return the figures of ISO weeks; None if nobody asked for any.

    Args:
        weeks: each with what is known of it, oldest first.
    """
    return Trend(weeks=tuple(_point(each) for each in weeks)) if weeks else None


def _point(week: PeriodFigures) -> WeekPoint:
    figures = tally(week)
    year, number = _iso_week(week.period)
    return WeekPoint(
        year=year,
        week=number,
        start=week.period.start,
        runs=figures.runs,
        healthy=figures.verdicts.get(Verdict.HEALTHY, 0),
        degraded=figures.verdicts.get(Verdict.DEGRADED, 0),
        failed=figures.verdicts.get(Verdict.FAILED, 0),
        incomplete=figures.verdicts.get(Verdict.INCOMPLETE, 0),
        created=figures.created,
        merged=figures.merged,
        open_at_end=figures.open,
        problems=figures.problems,
        behind=figures.behind,
        lib_years=figures.lib_years,
    )


def _iso_week(period: Period) -> tuple[int, int]:
    """Return year and number by the clock on the wall where the week starts."""
    year, week, _ = period.start.date().isocalendar()
    return year, week
